"""SciPy, through one door: it ships no types, and nothing else of followup's arithmetic needs it."""

from scipy import linalg, optimize, special  # type: ignore[import-untyped]

__all__ = ["linalg", "optimize", "special"]
