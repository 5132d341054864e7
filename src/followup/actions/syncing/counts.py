"""Counting a folder: how many of its messages are here, and what became of the others."""

from collections.abc import Iterator

from django.db.models import Count, Q

from followup.models import Folder, FolderMail

State = FolderMail.State
#: The role of a folder of this machine.
FILES = "files"
_PRESENT = Q(gone_at=None)


def counted(folder: Folder) -> dict[str, int]:
    """The folder's columns as its messages say them."""
    return FolderMail.objects.filter(folder=folder).aggregate(
        here=Count("pk", _PRESENT & Q(state=State.READ)),
        not_understood=Count("pk", _PRESENT & Q(state__in=(State.ODD, State.WITHHELD))),
        left_out=Count("pk", _PRESENT & Q(state=State.LEFT_OUT)),
        gone=Count("pk", Q(gone_at__isnull=False)),
    )


def present(counts: dict[str, int]) -> int:
    """How many of the server's messages are accounted for."""
    return counts["here"] + counts["not_understood"] + counts["left_out"]


def sentence(folder: Folder) -> str:
    """The count as people read it: “12,431 on the server, 12,431 here, 0 unexplained”."""
    return ", ".join(_parts(folder))


def _parts(folder: Folder) -> Iterator[str]:
    if folder.role == FILES:
        yield from _parts_of_files(folder)
        return
    yield f"{folder.on_server:,} on the server"
    yield f"{folder.here:,} here"
    if folder.not_understood:
        yield f"{folder.not_understood:,} not understood"
    if folder.left_out:
        yield f"{folder.left_out:,} left out (drafts and deleted ones)"
    yield f"{folder.unexplained:,} unexplained"
    if folder.gone:
        yield f"{folder.gone:,} kept here that the server has no more"


def _parts_of_files(folder: Folder) -> Iterator[str]:
    yield f"{folder.on_server:,} file{'s' * (folder.on_server != 1)}"
    yield f"{folder.here:,} read"
    if folder.not_understood:
        yield f"{folder.not_understood:,} not understood"
    if folder.unexplained:
        yield f"{folder.unexplained:,} still being written"
