"""Where facts come from: files that were imported, accounts that are read, and what was not understood."""

import tempfile
from datetime import date, datetime, time
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from followup.actions import accounts, imports, sync
from followup.conf import clock
from followup.core.trouble import Mend
from followup.models import Account, Import, Unread
from followup.web.request import Request
from followup.web.said import say

#: What an upload may weigh together; bigger files are imported by `followup import`.
HEAVIEST = 100 * 1024 * 1024
#: The folder of an upload while it is read; `uploaded` of the template words takes it off names again.
UPLOADED = "followup-upload-"
#: What a raw view shows of something that was not understood.
RAW = 64 * 1024


@require_safe
def show(request: Request) -> HttpResponse:
    """Accounts, imports and what could not be read."""
    own = {"workspace": request.workspace}
    unread = Unread.objects.filter(**own).order_by("-at").defer("raw")
    return render(
        request,
        "sources/page.html",
        {
            "accounts": Account.objects.filter(**own).prefetch_related("folders").order_by("kind", "host"),
            "imports": Import.objects.filter(**own).prefetch_related("files").order_by("-started_at")[:20],
            "unread": unread[:50],
            "unread_total": unread.count(),
            "now": clock.now(),
        },
    )


@require_POST
def upload(request: Request) -> HttpResponse:
    """Import the files that were dropped here."""
    files = request.FILES.getlist("files")
    if not files:
        raise Mend("Choose one or more files first: mbox, .eml, .ics, .vcf or a .csv of orders.")
    if sum(each.size or 0 for each in files) > HEAVIEST:
        raise Mend("Together these are more than 100 MB; use `followup import` for big mailboxes.")
    with tempfile.TemporaryDirectory(prefix=UPLOADED) as folder:
        paths = [_kept(each, Path(folder) / str(number)) for number, each in enumerate(files)]
        report = imports.import_paths(
            request.workspace,
            paths,
            now=clock.now(),
            met=request.POST.get("met", "").strip(),
            met_on=_morning(request.POST.get("on", "")),
        )
    new, known = sum(each.new for each in report.files), sum(each.known for each in report.files)
    odd = sum(each.not_understood for each in report.files)
    say(request, f"Read: {new} new, {known} known already, {odd} not understood.")
    return redirect("sources")


@require_POST
def undo_import(request: Request, pk: int) -> HttpResponse:
    """Take an import back with everything that came by it."""
    imports.undo_import(get_object_or_404(Import, workspace=request.workspace, pk=pk), clock.now())
    say(request, "The import is taken back.")
    return redirect("sources")


@require_POST
def connect(request: Request) -> HttpResponse:
    """Connect a mailbox to read or a server to send by; tried once before it is kept."""
    kind = request.POST.get("kind", "")
    if kind not in Account.Sort.values:
        raise Mend("Choose whether this is a mailbox to read or a server to send by.")
    accounts.connect(
        request.workspace,
        kind,
        request.POST.get("url", "").strip(),
        request.POST.get("password", ""),
        clock.now(),
    )
    say(request, "Connected.")
    return redirect("sources")


@require_POST
def read_now(request: Request, pk: int) -> HttpResponse:
    """Read one account now."""
    account = get_object_or_404(Account, workspace=request.workspace, pk=pk, kind=Account.Sort.IMAP)
    sync.sync(account, clock.now())
    say(request, f"{account.host} is read.")
    return redirect("sources")


@require_safe
def unread(request: Request, pk: int) -> HttpResponse:
    """Something that was not understood, as plain text: never rendered, never run."""
    found = get_object_or_404(Unread, workspace=request.workspace, pk=pk)
    raw = bytes(found.raw)
    text = raw[:RAW].decode("utf-8", "backslashreplace")
    return render(request, "sources/unread.html", {"unread": found, "text": text, "is_cut": len(raw) > RAW})


def _morning(text: str) -> datetime | None:
    """The morning of a day in the owner's zone; None for no day."""
    try:
        chosen = date.fromisoformat(text) if text else None
    except ValueError as trouble:
        raise Mend(f"“{text}” is not a day such as 2026-03-02.") from trouble
    return datetime.combine(chosen, time(9), tzinfo=timezone.get_current_timezone()) if chosen else None


def _kept(upload: UploadedFile, folder: Path) -> Path:
    """The upload in a folder of its own, under the last part of its name and nothing of its path."""
    folder.mkdir()
    name = Path((upload.name or "").replace("\\", "/")).name
    path = folder / (name if name not in {"", ".", ".."} else "file")
    with path.open("wb") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
    return path
