"""Where facts come from: files that were imported, accounts that are read, and what was not understood."""

import tempfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup.actions import accounts, connecting
from followup.actions.importing import files as imports
from followup.actions.importing import kept_tables
from followup.actions.sending import brakes
from followup.actions.syncing import sync
from followup.actions.syncing.counts import sentence
from followup.actions.syncing.mailbox_folders import choose
from followup.conf import clock
from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import Account, Import, Unread
from followup.web.moments import morning_of
from followup.web.places import told
from followup.web.request import Request
from followup.web.said import say

#: What an upload may weigh together; bigger files are imported by `followup import`.
HEAVIEST = 100 * 1024 * 1024
#: The folder of an upload while it is read; `uploaded` of the template words takes it off names again.
UPLOADED = "followup-upload-"
#: What a raw view shows of something that was not understood.
RAW = 64 * 1024
KINDS = {
    "imap": "Mailbox to read",
    "smtp": "Server to send by",
    "caldav": "Calendars (CalDAV)",
    "carddav": "Address books (CardDAV)",
    "feed": "Calendar by its address (.ics)",
    "jmap": "Mailbox by JMAP",
}
CONNECTED = {
    "imap": "Connected. Its mail is read with the worker’s next round, or with “Read now”.",
    "smtp": "Connected. Letters leave by it from now on.",
    "jmap": "Connected. Its mail is read with the worker’s next round, or with “Read now”.",
    "caldav": "Connected. Its calendars are read with the worker’s next round, or with “Read now”.",
    "carddav": "Connected. Its people are read with the worker’s next round, or with “Read now”.",
    "feed": "Connected. The calendar is read with the worker’s next round, or with “Read now”.",
}


@require_safe
def show(request: Request) -> HttpResponse:
    """Accounts, imports and what could not be read."""
    return _page(request)


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
            met_on=morning_of(request.POST.get("on", "")),
        )
        unclear = [each for each in report.files if kept_tables.needs_explaining(each)]
        tokens = [kept_tables.keep(request.workspace, Path(each.path), clock.now()) for each in unclear]
    new, known = sum(each.new for each in report.files), sum(each.known for each in report.files)
    odd = sum(each.not_understood for each in report.files)
    remarks = dict.fromkeys(remark for each in report.files for remark in each.remarks)
    say(request, " ".join((f"Read: {new} new, {known} known already, {odd} not understood.", *remarks)))
    return redirect("sources.table", tokens[0]) if tokens else redirect("sources")


@require_POST
def undo_import(request: Request, pk: int) -> HttpResponse:
    """Take an import back with everything that came by it."""
    imports.undo_import(get_object_or_404(Import, workspace=request.workspace, pk=pk), clock.now())
    say(request, "The import is taken back.")
    return redirect("sources")


@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: Request) -> HttpResponse:
    """Connect a mailbox to read or a server to send by; tried once before it is kept."""
    if request.method != "POST":
        # Reloading the page that said what to mend.
        return redirect("sources")
    kind, url = request.POST.get("kind", ""), request.POST.get("url", "").strip()
    try:
        # A folder of this machine is connected by who sits at it: `followup connect folder`.
        if kind not in KINDS:
            raise Mend("Choose what this is: a mailbox or a calendar to read, or a server to send by.")
        connecting.connect(request.workspace, kind, url, request.POST.get("password", ""), clock.now())
    except (Mend, Unreachable, Refused) as trouble:
        # Everything but the password stays in the form.
        return _page(request, connecting={"kind": kind, "url": url, "trouble": str(trouble)})
    say(request, CONNECTED[kind])
    return redirect("sources")


@require_POST
def read_now(request: Request, pk: int) -> HttpResponse:
    """Read one account now."""
    account = get_object_or_404(Account, workspace=request.workspace, pk=pk, kind__in=sync.READERS)
    sync.sync(account, clock.now(), clock=clock.now)
    say(request, f"{account} is read.")
    return redirect("sources")


@require_POST
def choose_folders(request: Request, pk: int) -> HttpResponse:
    """Read these folders of a mailbox from now on, and no others."""
    account = get_object_or_404(Account, workspace=request.workspace, pk=pk, kind=Account.Sort.IMAP)
    names = request.POST.getlist("folder")
    choose(account, names, clock.now())
    say(request, f"From now on these are read: {', '.join(names) or 'none'}.")
    return redirect("sources")


@require_POST
def disconnect(request: Request, pk: int) -> HttpResponse:
    """Forget an account and its password; what was read from it stays."""
    account = get_object_or_404(Account, workspace=request.workspace, pk=pk)
    left_to_do = accounts.disconnect(account, clock.now())
    say(request, f"{account} is disconnected. What was read from it stays. {left_to_do}".strip())
    return redirect("sources")


@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    """Let an account that was paused send again."""
    account = get_object_or_404(Account, workspace=request.workspace, pk=pk)
    brakes.resume_account(account, clock.now())
    say(request, f"{account.host} sends again.")
    return redirect("sources")


@require_safe
def unread(request: Request, pk: int) -> HttpResponse:
    """Something that was not understood, as plain text: never rendered, never run."""
    found = get_object_or_404(Unread, workspace=request.workspace, pk=pk)
    raw = bytes(found.raw)
    text = raw[:RAW].decode("utf-8", "backslashreplace")
    return render(request, "sources/unread.html", {"unread": found, "text": text, "is_cut": len(raw) > RAW})


def _page(request: Request, *, connecting: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    own = {"workspace": request.workspace}
    loads = Import.objects.filter(**own).prefetch_related("files").order_by("-started_at")
    unread = Unread.objects.filter(**own).order_by("-at").defer("raw")
    accounts = Account.objects.filter(**own).prefetch_related("folders").order_by("kind", "host")
    found = {
        "accounts": [_account(each) for each in accounts],
        "imports": [told(each) for each in loads[:20]],
        "unread": unread[:50],
        "unread_total": unread.count(),
        "kinds": KINDS,
        "connecting": connecting or {"kind": "imap"},
        "now": clock.now(),
    }
    return render(request, "sources/page.html", found)


def _account(account: Account) -> dict[str, object]:
    """An account, its folders that are read with their counts in words, and all of its folders."""
    folders = sorted(account.folders.all(), key=lambda each: each.pk)
    read = [(each, sentence(each)) for each in folders if each.is_read]
    return {"account": account, "read": read, "folders": folders}


def _kept(upload: UploadedFile, folder: Path) -> Path:
    """The upload in a folder of its own, under the last part of its name and nothing of its path."""
    folder.mkdir()
    name = Path((upload.name or "").replace("\\", "/")).name
    path = folder / (name if name not in {"", ".", ".."} else "file")
    with path.open("wb") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
    return path
