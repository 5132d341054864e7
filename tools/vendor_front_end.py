"""Fetch the vendored front end from npm, by version, and write down where each file came from.

Run it by hand after changing a version below: `.venv/bin/python tools/vendor_front_end.py`.
"""

import subprocess
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parent.parent / "src" / "followup" / "web" / "static"
VENDOR = STATIC / "vendor"
LUCIDE = "lucide-static@1.62.0"
#: package@version, path inside it, name here, licence
FILES = (
    ("htmx.org@4.0.1", "dist/htmx.min.js", "htmx.min.js", "0BSD"),
    ("modern-normalize@3.0.1", "modern-normalize.css", "modern-normalize.css", "MIT"),
)
ICONS = (
    "book-open", "briefcase", "calendar-check", "calendar-days", "check", "chevron-left", "circle-alert",
    "circle-help", "clock", "ellipsis", "hourglass", "inbox", "log-out", "mail", "octagon-alert", "pencil",
    "printer", "search", "send", "settings", "shopping-bag", "undo-2", "upload", "users", "x",
)  # fmt: skip


def main() -> None:
    """Write the files, the sprite of icons and README.md."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    rows = [_fetch(*each) for each in FILES] + [_sprite()]
    (VENDOR / "README.md").write_text(_readme(rows), encoding="utf-8")


def _fetch(package: str, path: str, name: str, licence: str) -> tuple[str, str, str]:
    content = _unpack(package, (path,))[path]
    # The map would be looked for beside the file and is not shipped.
    text = "\n".join(line for line in content.decode().splitlines() if "sourceMappingURL" not in line) + "\n"
    (VENDOR / name).write_text(text, encoding="utf-8")
    return name, f"npm {package}, {path}", licence


def _sprite() -> tuple[str, str, str]:
    """Make one file of <symbol>s, so that a page fetches its icons once."""
    paths = tuple(f"icons/{name}.svg" for name in ICONS)
    symbols = [
        _symbol(name, svg.decode()) for name, svg in zip(ICONS, _unpack(LUCIDE, paths).values(), strict=True)
    ]
    text = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (VENDOR / "icons.svg").write_text(text, encoding="utf-8")
    return "icons.svg", f"npm {LUCIDE}, a sprite of {len(ICONS)} files", "ISC"


def _symbol(name: str, svg: str) -> str:
    drawing = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    stroke = (
        'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
    )
    lines = " ".join(line.strip() for line in drawing.splitlines() if line.strip())
    return f'<symbol id="{name}" viewBox="0 0 24 24" {stroke}>{lines}</symbol>'


def _unpack(package: str, paths: tuple[str, ...]) -> dict[str, bytes]:
    """The named files of a package, in the order asked for."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", package, "--silent"], cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            return {path: _read(archive, f"package/{path}") for path in paths}


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.extractfile(name)
    assert member, f"{name} is not in the package"
    return member.read()


def _readme(rows: list[tuple[str, str, str]]) -> str:
    lines = [
        "# Vendored front end\n",
        "Fetched by `tools/vendor_front_end.py`; never edited by hand. Nothing is loaded from elsewhere.\n",
        "| file | from | licence | sha256 |",
        "|---|---|---|---|",
        *(f"| {name} | {origin} | {licence} | `{_digest(name)}` |" for name, origin, licence in rows),
    ]
    return "\n".join(lines) + "\n"


def _digest(name: str) -> str:
    return sha256((VENDOR / name).read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
