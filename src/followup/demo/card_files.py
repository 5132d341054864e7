"""Address books and business cards in the three forms of vCard that are about: 2.1, 3.0 and 4.0."""

from .stories import Block, blocks

_ON_DISK = str.maketrans({" ": "-", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o"})


def address_book(folder: str) -> bytes:
    """The owner's contacts in one file, as several programs exported them."""
    return b"".join(_card(block) for block in blocks(folder, "contacts.txt"))


def stack(folder: str) -> dict[str, bytes]:
    """Business cards, one file each, named after their people."""
    return {f"cards/{_file_name(block)}.vcf": _card(block) for block in blocks(folder, "cards.txt")}


def _file_name(block: Block) -> str:
    given, family = block.heads["given"], block.heads["family"]
    return f"{given}-{family}".lower().translate(_ON_DISK)


def _card(block: Block) -> bytes:
    version = block.head("version", "3.0")
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *_names(block, version)]
    for name, word in (("org", "ORG"), ("title", "TITLE"), ("url", "URL"), ("categories", "CATEGORIES")):
        if block.head(name):
            lines.append(_line(word, block.head(name), version))
    lines += [f"EMAIL{_sort('INTERNET', version)}:{each}" for each in _several(block, "mail")]
    lines += [f"TEL{_sort('CELL', version)}:{each}" for each in _several(block, "mobile")]
    lines += [f"TEL{_sort('WORK', version)}:{each}" for each in _several(block, "landline")]
    if block.head("postal"):
        street, city, code, country = block.head("postal").split("; ")
        lines.append(_line(f"ADR{_sort('WORK', version)}", f";;{street};{city};;{code};{country}", version))
    if block.text:
        lines.append(_line("NOTE", block.text.replace("\n", " "), version))
    return ("\r\n".join((*lines, "END:VCARD", ""))).encode()


def _names(block: Block, version: str) -> list[str]:
    given, family, honorific = block.head("given"), block.head("family"), block.head("honorific")
    full = " ".join(filter(None, (honorific, given, family)))
    return [_line("N", f"{family};{given};;{honorific};", version), _line("FN", full, version)]


def _line(word: str, value: str, version: str) -> str:
    if version != "2.1" or value.isascii():
        return f"{word}:{value}"
    coded = "".join(chr(byte) if byte < 128 else f"={byte:02X}" for byte in value.encode())
    return f"{word};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{coded}"


def _sort(word: str, version: str) -> str:
    if version == "2.1":
        return f";{word}"
    if version == "3.0":
        return f";TYPE={word}"
    return "" if word == "INTERNET" else f";TYPE={word.lower()}"


def _several(block: Block, name: str) -> list[str]:
    return [each for each in block.head(name).split("; ") if each]
