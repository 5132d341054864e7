"""A shop in the stories: its order files, and its letters from the draft to the server."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tests.terminal import Terminal

HEAD = "order number,order date,customer name,email,total,currency,items,delivered"
ROSA = "Rosa Thoma"


@dataclass(frozen=True, slots=True)
class Order:
    """One line of an order file."""

    number: str
    day: str
    delivered: str = ""
    items: str = "six blue cups"
    customer: str = ROSA

    @property
    def line(self) -> str:
        """As the file has it."""
        address = f"{self.customer.split()[0].lower()}@shop.example"
        return f"{self.number},{self.day},{self.customer},{address},48.00,EUR,{self.items},{self.delivered}"


def orders(terminal: Terminal, *lines: Order) -> None:
    """Import an order file with these lines."""
    file = terminal.write("orders.csv", "\n".join([HEAD, *(each.line for each in lines), ""]))
    terminal.run("import", file)


def leave_nobody_alone(terminal: Terminal) -> None:
    """Without the draw that leaves one customer in ten alone, a story about one customer has one end."""
    words = "[again]\nhold-out = 0\n\n[win-back]\nhold-out = 0\n"
    terminal.run("playbooks", "add", terminal.write("buyer.toml", words))


def line_of(terminal: Terminal, step: str, listing: str = "today") -> dict:
    """The line of a step in a listing."""
    return next(each for each in terminal.json(listing)["follow_ups"] if each["step"] == step)


def send(terminal: Terminal, step: str, moment: str, blanks: Iterable[str] = ()) -> None:
    """Fill the draft's blanks in turn, approve it, and let it go at a moment after the undo window."""
    line = line_of(terminal, step)
    words = iter(blanks)
    body = re.sub(r"\[[^\]\n]*\]", lambda _: next(words), line["letter"]["body"])
    terminal.run("letter", line["id"], "--body", terminal.write("body.txt", body))
    terminal.run("approve", line["id"])
    terminal.at(moment)
    terminal.run("send")
