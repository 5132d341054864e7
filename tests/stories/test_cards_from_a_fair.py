"""A stack of cards: everybody met at a fair hears from us."""

from tests.post import card
from tests.terminal import Terminal


def _stack(jonas: Terminal, count: int) -> None:
    for number in range(count):
        name = f"{['Ines', 'Jon', 'Kira', 'Lea', 'Max', 'Nia'][number % 6]} Raab{chr(97 + number // 6)}"
        jonas.write(f"cards/{number}.vcf", card(name, f"p{number}@firm{number}.example", f"Firm {number}"))
    jonas.run("import", "--met", "Trade fair, Cologne", "--on", "2026-03-02", str(jonas.folder / "cards"))


def test_everybody_met_is_owed_a_letter(jonas: Terminal) -> None:
    _stack(jonas, 5)

    assert {each["step"] for each in jonas.json("today")["follow_ups"]} == {"met/hello"}


def test_each_letter_names_the_fair(jonas: Terminal) -> None:
    _stack(jonas, 5)

    bodies = [each["letter"]["body"] for each in jonas.json("today")["follow_ups"]]
    assert [("Cologne" in body) for body in bodies] == [True] * 5


def test_a_day_holds_what_a_person_can_do(jonas: Terminal) -> None:
    _stack(jonas, 30)

    assert len(jonas.json("today")["follow_ups"]) == 12


def test_importing_the_stack_again_writes_nothing(jonas: Terminal) -> None:
    _stack(jonas, 5)
    again = jonas.json(
        "import", "--met", "Trade fair, Cologne", "--on", "2026-03-02", str(jonas.folder / "cards")
    )

    assert sum(each["new"] for each in again["files"]) == 0
