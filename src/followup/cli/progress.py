"""Progress of long work: a line on a terminal, nothing into a pipe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .terminal import console


@contextmanager
def counting(title: str) -> Iterator[Callable[[int, int], None]]:
    """A function to be told (done, of how many; 0 when unknown)."""
    if not console().is_terminal:
        yield lambda done, total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)
