"""Fits of repeat buying beside `lifetimes` and `pymc-marketing`, and beside the figures that are published for CDNOW.

Peers run in throw-away environments of their own, made by uv; imports are not timed on either side. Seconds are those of
the processor, so that what else runs on the machine has no say. The full CDNOW master
(23,570 customers) is not free to keep, so as many customers are drawn from the published parameters with its design: first
orders within twelve weeks, 39 weeks looked at, whole days.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.buying.histories import PUBLIC, cdnow
from benchmarks.buying_peers import WEEKS, quickest
from benchmarks.figures import Figure, Peer, against, limit, not_measured
from benchmarks.reading.corpora import folder
from followup.analytics.models import bg_nbd, gamma_gamma, mbg_nbd, pareto_nbd
from followup.analytics.purchases import Summary, summary

ROOT = Path(__file__).parent.parent
MASTER, FIRST_ORDERS, LOOKED_AT = 23_570, 84, 272
END_OF_39_WEEKS = 10_134  # 30 September 1997 in days since 1970
MODELS = {"bg": ("BG/NBD", bg_nbd), "mbg": ("MBG/NBD", mbg_nbd)}
PEERS = {"lifetimes": ("lifetimes==0.11.3", 1 / 20), "pymc-marketing": ("pymc-marketing>=1,<2", 1 / 100)}
PATIENCE = 900  # seconds for a peer, its installation included
PUBLISHED = (
    ("BG/NBD", bg_nbd, (0.2426, 4.4136, 0.7929, 2.4259), -9582.43),
    ("Pareto/NBD", pareto_nbd, (0.5533, 10.578, 0.6062, 11.668), -9594.97),
    ("MBG/NBD", mbg_nbd, (0.5248, 6.1831, 0.8914, 1.6140), -9582.14),
    ("Gamma-Gamma", gamma_gamma, (6.250, 3.744, 15.443), -4055.92),
)


def measure() -> list[Figure]:
    """Published estimates where the sample is at hand, then seconds of fit, forecast and rank beside each peer."""
    figures, master = [], drawn()
    if folder(PUBLIC) is None:
        figures.append(not_measured("CDNOW, 2,357 customers", f"there is no {PUBLIC} beside the project"))
    else:
        sample = summary(cdnow(), END_OF_39_WEEKS)
        figures += [_published(sample, *each) for each in PUBLISHED]
        figures += _beside("lifetimes", "CDNOW, 2,357 customers", sample)
    for peer in PEERS:
        figures += _beside(peer, f"{MASTER:,} customers, drawn", master)
    return [*figures, _a_million(master)]


def drawn() -> Summary:
    """As many customers as the CDNOW master has, from the published BG/NBD parameters."""
    chance = np.random.default_rng(1997)
    r, alpha, a, b = PUBLISHED[0][2]
    pace, leaves = chance.gamma(r, 1 / alpha, MASTER), chance.beta(a, b, MASTER)
    age = LOOKED_AT - chance.integers(0, FIRST_ORDERS, MASTER)
    clock, is_there = np.zeros(MASTER), np.ones(MASTER, dtype=bool)
    repeats, last = np.zeros(MASTER, dtype=np.int64), np.zeros(MASTER, dtype=np.int64)
    while is_there.any():
        clock += 7 * chance.exponential(size=MASTER) / np.maximum(pace, 1e-9)
        is_there &= clock <= age
        day = np.ceil(np.minimum(clock, age)).astype(np.int64)
        is_new = is_there & (day > last)
        repeats, last = repeats + is_new, np.where(is_new, day, last)
        is_there &= chance.random(MASTER) >= leaves
    return Summary(np.arange(MASTER), repeats, last / 7, age / 7, np.full(MASTER, np.nan))


def _published(sample: Summary, name: str, model, parameters: tuple[float, ...], likelihood: float) -> Figure:
    found = model.fit(sample)
    ours, best = list(found.parameters.values()), found.log_likelihood(sample)
    is_same = abs(best - likelihood) < 0.01 and bool(np.allclose(ours, parameters, rtol=2e-4, atol=6e-5))
    return Figure(
        work=f"{name} of CDNOW, 2,357 customers: parameters and log-likelihood",
        ours=f"{_told(ours)}; {best:,.2f}",
        peer=f"published: {_told(parameters)}; {likelihood:,.2f}",
        ratio=None,
        goal="the same",
        holds=is_same,
    )


def _beside(peer: str, base: str, seen: Summary) -> list[Figure]:
    package, at_most = PEERS[peer]
    try:
        theirs = _theirs(peer, package, seen)
    except (OSError, subprocess.SubprocessError) as trouble:
        return [not_measured(f"{base}, beside {peer}", f"{peer} could not be run: {type(trouble).__name__}")]
    figures = []
    for key, found in theirs.items():
        name, model = MODELS[key]
        ours = quickest(lambda model=model: _once(model, seen), 5)
        work = f"{name}, {base}: fit, forecast and rank"
        figures += [
            against(work, ours["seconds"], Peer(peer, found["seconds"], "s"), at_most=at_most),
            against(
                f"{name}, {base}: parameters, largest part by which they differ from {peer}",
                _difference(ours["parameters"], found["parameters"]),
                limit(1e-3, ""),
            ),
        ]
    return figures


def _once(model, seen: Summary) -> dict[str, float]:
    found = model.fit(seen)
    np.argsort(-found.expected(seen, WEEKS))
    return found.parameters


def _theirs(peer: str, package: str, seen: Summary) -> dict:
    """What a peer measured of itself in an environment of its own."""
    with tempfile.TemporaryDirectory(prefix="followup-bench-buying-") as place:
        histories = Path(place) / "histories.npz"
        np.savez(histories, repeats=seen.repeats, last=seen.last, age=seen.age)
        ran = subprocess.run(
            [
                ROOT / ".tools" / "bin" / "uv", "run", "--isolated", "--no-project", "--quiet",
                "--python", sys.executable, "--with", package,
                "python", ROOT / "benchmarks" / "buying_peers.py", peer, histories,
            ],
            cwd=place, stdout=subprocess.PIPE, text=True, check=True, timeout=PATIENCE,
        )  # fmt: skip
    return json.loads(ran.stdout.strip().splitlines()[-1])


def _a_million(master: Summary) -> Figure:
    model = mbg_nbd.of(r=0.5248, alpha=6.1831, a=0.8914, b=1.6140)
    chosen = np.random.default_rng(1).integers(0, MASTER, 1_000_000)
    many = Summary(np.arange(len(chosen)), *(getattr(master, name)[chosen] for name in Summary.__slots__[1:]))
    took = quickest(lambda: (model.expected(many, WEEKS), model.interval(many, WEEKS), {})[2], 3)["seconds"]
    return against("MBG/NBD: expected orders and their bounds of 1,000,000 customers", took, limit(1, "s"))


def _difference(ours: dict[str, float], theirs: dict[str, float]) -> float:
    return max(abs(ours[name] / theirs[name] - 1) for name in ours)


def _told(parameters) -> str:
    return " ".join(f"{each:.4f}" for each in parameters)
