"""Files of an import as a person knows them: by name, below the folder that they share."""

import re
from collections.abc import Sequence
from os.path import commonpath
from pathlib import PurePath

from followup.models import Import, ImportFile

#: The folder that held an upload while it was read.
UPLOAD = re.compile(r"^.*/followup-upload-[^/]+/(\d+/)?")
#: Names that a heading holds; the table below it has them all.
NAMED = 3


def told(import_: Import) -> dict[str, object]:
    """An import for its card: a heading, the folder that its files share, and each file under a short name."""
    files = list(import_.files.all())
    names = short([each.path for each in files])
    return {
        "import": import_,
        "heading": _heading(import_, names),
        "folder": _folder(files),
        "files": list(zip(names, files, strict=True)),
    }


def short(paths: Sequence[str]) -> list[str]:
    """The paths without what they all begin with; a name alone where nothing else tells them apart."""
    bare = [UPLOAD.sub("", path) for path in paths]
    if any(before != after for before, after in zip(paths, bare, strict=True)):
        return bare
    shared = _shared(bare)
    return [PurePath(path).relative_to(shared).as_posix() if shared else path for path in bare]


def _shared(paths: Sequence[str]) -> str:
    folders = [str(PurePath(path).parent) for path in paths]
    # Paths of an elder version may be relative; mixed ones share nothing.
    if not folders or len({PurePath(path).is_absolute() for path in paths}) > 1:
        return ""
    found = commonpath(folders)
    return "" if found == "." else found


def _folder(files: Sequence[ImportFile]) -> str:
    paths = [each.path for each in files]
    if any(UPLOAD.match(path) for path in paths):
        return ""
    return PurePath(_shared(paths)).name


def _heading(import_: Import, names: Sequence[str]) -> str:
    if not names:
        return ", ".join(PurePath(each).name for each in UPLOAD.sub("", import_.label).split(", "))
    if len(names) <= NAMED:
        return ", ".join(names)
    return f"{', '.join(names[: NAMED - 1])} and {len(names) - NAMED + 1} more"
