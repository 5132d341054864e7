"""Import of 20,000 messages with full-text search, against `notmuch new` on the same Maildir."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks import mails, ready
from benchmarks.figures import Figure, Peer, against, not_measured

COUNT = 20_000
WORK = f"import of {COUNT:,} messages with search"


def measure() -> list[Figure]:
    """Seconds of both, one after the other, on one Maildir in the same folder of the same disk."""
    if not shutil.which("notmuch"):
        return [not_measured(WORK, "notmuch is not installed")]
    workspace = ready.workspace()
    from followup.actions.importing.files import import_paths

    with tempfile.TemporaryDirectory(prefix="followup-bench-mail-") as folder:
        place = Path(folder)
        mails.write_maildir(place / "mail", COUNT)
        peer = _notmuch(place)
        started = perf_counter()
        report = import_paths(workspace, [place / "mail"], now=ready.NOW)
        ours = perf_counter() - started
    if sum(each.new for each in report.files) != COUNT:
        raise SystemExit(f"the import read {sum(each.new for each in report.files)} of {COUNT}")
    return [against(WORK, ours, Peer("notmuch new", peer, "s"))]


def _notmuch(place: Path) -> float:
    config = place / "notmuch-config"
    config.write_text(
        f"[database]\npath={place / 'mail'}\n[user]\nprimary_email={mails.OWNER}\n[new]\ntags=new\n"
    )
    started = perf_counter()
    subprocess.run(
        ["notmuch", "new", "--quiet"], env={**os.environ, "NOTMUCH_CONFIG": str(config)}, check=True
    )
    took = perf_counter() - started
    shutil.rmtree(place / "mail" / ".notmuch")
    return took
