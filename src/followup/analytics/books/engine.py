"""What runs the statements: DuckDB here, Spark there."""

from typing import Any, Protocol

from numpy.typing import NDArray
from sqlglot import exp

from followup.core.trouble import NotUnderstood

from .files import Files

# How a column of the book is written: a date or moment, a number, or text that has yet to be read.
DATE, NUMBER, TEXT = "date", "number", "text"

type Columns = dict[str, NDArray[Any]]


class Engine(Protocol):
    """Tables by name, made and asked by statements in DuckDB's dialect."""

    def open(self, files: Files) -> dict[str, str]:
        """Make the view `lines` of these files; the columns that it has, and how each is written."""

    def view(self, name: str, tree: exp.Expr) -> None:
        """Give a statement a name; it runs whenever the name is asked."""

    def table(self, name: str, tree: exp.Expr) -> None:
        """Run a statement and keep what it gives under a name, in place of what had it before."""

    def rows(self, tree: exp.Expr) -> list[tuple[Any, ...]]:
        """What a statement gives, row by row; ask only for what is few."""

    def columns(self, tree: exp.Expr) -> Columns:
        """What a statement gives, as columns of numbers without gaps; ask only for what is few."""

    def is_torn(self) -> bool:
        """Whether the lines are now read in another way, since one took others with it; what was made of them is to be made again."""

    def broken(self, most: int) -> tuple[int, list[NotUnderstood]]:
        """How many lines could not be taken apart, and the first of them; nothing from an engine that only leaves them out."""

    def numbered(self, text: str, most: int) -> list[tuple[str, int, str]]:
        """File, number and text of the first lines in which a text stands; nothing where lines have no numbers."""
