"""The content lines of a vCard, as 2.1, 3.0 and 4.0 each write them."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .plain import cleaned, decoded

LINE = re.compile(
    rb"^(?:([A-Za-z0-9_-]{1,60})\.)?([A-Za-z0-9_-]{1,60})((?:;(?:[^\":;]|\"[^\"]*\")*)*):(.*)$", re.DOTALL
)
PARAMETER = re.compile(r';([A-Za-z0-9_-]+)(?:=((?:[^";]|"[^"]*")*))?')
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
#: Never read: pictures, sounds and keys.
LARGE = frozenset({b"PHOTO", b"LOGO", b"SOUND", b"KEY"})


@dataclass(slots=True)
class Line:
    """One property: its group, its name, what it says of itself and its raw value."""

    name: str
    value: str
    group: str = ""
    sorts: frozenset[str] = frozenset()
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def preferred(self) -> int:
        """The smaller, the more its owner wants it used."""
        number = self.parameters.get("pref", "")
        if number.isascii() and number.isdigit():
            return int(number[:3])
        return 1 if "pref" in self.sorts else 101

    def text(self) -> str:
        """The value as text."""
        return unescaped(self.value).strip()

    def fields(self, separator: str = ";") -> list[str]:
        """The value's fields, each as text."""
        return [unescaped(each).strip() for each in split(self.value, separator)]


def lines(data: bytes, default_charset: str = "utf-8") -> Iterator[Line]:
    """The lines of one card; what is no content line is left out."""
    for raw in _unfolded(data):
        found = LINE.match(raw)
        if not found or found[2].upper() in LARGE:
            continue
        parameters, sorts = _parameters(decoded(found[3]))
        if parameters.get("encoding", "") in ("b", "base64"):
            continue
        value = found[4]
        if parameters.get("encoding") == "quoted-printable":
            value = binascii.a2b_qp(value)
        yield Line(
            name=found[2].decode("ascii").upper(),
            value=decoded(value, parameters.get("charset", default_charset)),
            group=(found[1] or b"").decode("ascii").lower(),
            sorts=sorts,
            parameters=parameters,
        )


def _unfolded(data: bytes) -> Iterator[bytes]:
    """Whole lines: folded ones joined, and the soft breaks of quoted-printable values too."""
    waiting: list[bytes] = []
    soft = False
    for line in data.split(b"\n"):
        if soft:
            waiting[-1] = waiting[-1].rstrip()[:-1]
            waiting.append(line)
        elif line[:1] in (b" ", b"\t") and waiting:
            waiting.append(line[1:])
        else:
            if waiting:
                yield b"".join(waiting)
            waiting = [line]
        head = waiting[0][:200].upper()
        soft = line.rstrip().endswith(b"=") and b"QUOTED-PRINTABLE" in head.partition(b":")[0]
    if waiting:
        yield b"".join(waiting)


def _parameters(text: str) -> tuple[dict[str, str], frozenset[str]]:
    """The named parameters, and every type that is said (2.1 says them without a name)."""
    parameters: dict[str, str] = {}
    sorts: set[str] = set()
    for name, value in PARAMETER.findall(text):
        key, plain = name.lower(), value.replace('"', "").lower()
        if key == "type":
            sorts.update(each.strip() for each in plain.split(","))
        elif value:
            parameters[key] = plain
        elif key in ("quoted-printable", "base64"):
            parameters["encoding"] = key
        else:
            sorts.add(key)
    return parameters, frozenset(sorts)


def split(value: str, separator: str) -> list[str]:
    """The value cut at separators that are not escaped."""
    fields = [""]
    for piece in re.split(r"(\\.|[;,])", value, flags=re.DOTALL):
        if piece == separator:
            fields.append("")
        else:
            fields[-1] += piece
    return fields


def unescaped(value: str) -> str:
    """The value with its escapes read: `\\n` is a line break, `\\,` a comma."""
    return cleaned(ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value))


def escaped(text: str) -> str:
    """The text so that it can stand in a value."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")
