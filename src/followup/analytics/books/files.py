"""The files of a book: which they are, of what kind, and the names of their columns."""

import csv
import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from followup.core.trouble import Mend

#: “https://…”, “s3:…”: an address, and not one letter before the colon as drives of Windows have it.
ADDRESS = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:/?/?[^\\]")
PARQUET, CSV = (".parquet",), (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz")
DELIMITERS = (",", ";", "\t", "|")
LONGEST_HEADER = 1_000_000
QUOTED = re.compile(r'"[^"]*"')
#: In a name these stand for other names, to the engines that read the files.
SEVERAL = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one book. `header` and `delimiter` are for CSV; Parquet carries its own."""

    paths: tuple[Path, ...]
    is_parquet: bool
    header: tuple[str, ...] = ()
    delimiter: str = ""

    @property
    def delimiter_in_pattern(self) -> str:
        """The delimiter as regular expressions want it."""
        return re.escape(self.delimiter)


def book_files(paths: Sequence[str | Path]) -> Files:
    """The files meant by paths, folders opened; Mend where one is missing, far away or unlike the others."""
    found = tuple(each for path in paths for each in _opened(path))
    if not found:
        raise Mend("A book of orders needs at least one CSV or Parquet file.")
    if unclear := next((each for each in found if SEVERAL.search(str(each))), None):
        raise Mend(
            f"“{unclear}” has one of * ? [ in its name, which may mean several files; rename it first."
        )
    kinds = {each.name.lower().endswith(PARQUET) for each in found}
    if len(kinds) > 1:
        raise Mend("The files of one book are all CSV or all Parquet; give the others on their own.")
    return Files(found, is_parquet=True) if kinds.pop() else _csv_files(found)


def _opened(path: str | Path) -> list[Path]:
    if ADDRESS.match(str(path)):
        raise Mend(f"“{path}” is an address; books are read from this machine only. Fetch the file first.")
    place = Path(path).expanduser().absolute()
    if place.is_dir():
        return sorted(each for each in place.iterdir() if each.name.lower().endswith((*PARQUET, *CSV)))
    if not place.is_file():
        raise Mend(f"There is no file “{path}”.")
    if not place.name.lower().endswith((*PARQUET, *CSV)):
        raise Mend(f"“{place.name}” is neither CSV nor Parquet by its name.")
    return [place]


def _csv_files(paths: tuple[Path, ...]) -> Files:
    first = _first_line(paths[0])
    delimiter = max(DELIMITERS, key=QUOTED.sub("", first).count)
    header = _header(first, delimiter, paths[0])
    for other in paths[1:]:
        if _header(_first_line(other), delimiter, other) != header:
            raise Mend(f"“{other.name}” has other columns than “{paths[0].name}”; give it on its own.")
    return Files(paths, False, header, delimiter)


def _first_line(path: Path) -> str:
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream:
            return stream.readline(LONGEST_HEADER).decode("utf-8-sig", errors="replace").strip("\r\n")
    except (OSError, EOFError) as trouble:
        raise Mend(f"“{path.name}” cannot be read: {trouble}.") from trouble


def _header(line: str, delimiter: str, path: Path) -> tuple[str, ...]:
    names = tuple(each.strip() for each in next(csv.reader([line], delimiter=delimiter), []))
    folded = [each.lower() for each in names]
    if not all(names) or len(set(folded)) < len(names):
        raise Mend(f"The first line of “{path.name}” must name every column once.")
    return names
