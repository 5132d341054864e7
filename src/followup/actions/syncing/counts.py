"""Counting a folder: how many of its messages are here, and what became of the others."""

from django.db.models import Count, Q

from followup.models import Folder, FolderMail

State = FolderMail.State
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
