"""Files and folders: found, told apart, read from where one stopped."""

import os
from pathlib import Path

import pytest

from followup.core.mail import Mail
from followup.core.trouble import Mend, NotUnderstood
from followup.sources.files import find, read

from .letters import letter


def mbox(*letters):
    return b"".join(b"From ben@harbour.example Mon Mar  2 09:00:00 2026\n" + each + b"\n" for each in letters)


def only(path):
    (place,) = find([path])
    return place


def subjects(place, position=0):
    return [item.subject for _, item in read(place, position) if isinstance(item, Mail)]


def a_maildir(folder, *names):
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    for number, name in enumerate(names, 1):
        (folder / name).write_bytes(letter(f"Letter {number}", number=number))
    return folder


def test_an_mbox_is_read_message_by_message(tmp_path):
    path = tmp_path / "inbox"
    path.write_bytes(mbox(letter("One"), letter("Two", text="Dear Ada,\n\nFrom here on\n>From there\n")))

    items = [item for _, item in read(only(path))]

    assert [(item.subject, item.text.split("\n")[2:]) for item in items if isinstance(item, Mail)] == [
        ("One", ["thank you."]),
        ("Two", ["From here on", "From there"]),
    ]


def test_an_mbox_is_read_on_from_where_one_stopped(tmp_path):
    path = tmp_path / "inbox"
    path.write_bytes(mbox(letter("One"), letter("Two"), letter("Three")))
    place = only(path)
    position, _ = next(iter(read(place)))

    assert subjects(place, position) == ["Two", "Three"]


def test_the_end_of_an_mbox_may_be_missing(tmp_path):
    path = tmp_path / "inbox"
    path.write_bytes(mbox(letter("One"), letter("Two"))[:-40])

    assert subjects(only(path)) == ["One", "Two"]


def test_a_letter_without_dates_takes_that_of_the_mbox(tmp_path):
    path = tmp_path / "inbox"
    path.write_bytes(mbox(b"From: a@b.example\nSubject: Hello\n\nHi\n"))

    (_, item) = next(iter(read(only(path))))

    assert isinstance(item, Mail)
    assert item.when is not None
    assert item.when.isoformat() == "2026-03-02T09:00:00+00:00"


def test_a_maildir_gives_read_and_unread_mail_but_no_drafts_and_nothing_thrown_away(tmp_path):
    folder = a_maildir(tmp_path / "mail", "cur/1.a:2,S", "new/2.b", "cur/3.c:2,D", "cur/4.d:2,ST")

    assert subjects(only(folder)) == ["Letter 1", "Letter 2"]


def test_a_maildir_is_the_same_after_its_mail_was_read(tmp_path):
    folder = a_maildir(tmp_path / "mail", "new/1.a")
    before = only(folder).digest
    (folder / "new/1.a").rename(folder / "cur/1.a:2,S")

    assert only(folder).digest == before


@pytest.mark.parametrize("name", [".Sent", "Sent Items", "Gesendete Objekte", "INBOX.Sent"])
def test_a_folder_of_sent_mail_is_known_by_its_name(tmp_path, name):
    a_maildir(tmp_path / "mail", "cur/1.a:2,S")
    a_maildir(tmp_path / "mail" / name, "cur/2.b:2,S")

    assert {place.path.name: place.is_sent for place in find([tmp_path])} == {"mail": False, name: True}


def test_a_folder_of_everything_is_told_apart_by_content(tmp_path):
    (tmp_path / "a").write_bytes(letter())
    (tmp_path / "b").write_bytes(mbox(letter()))
    (tmp_path / "c.txt").write_text("BEGIN:VCARD\nFN:Ada\nEND:VCARD\n")
    (tmp_path / "d").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    (tmp_path / "e.csv").write_text("order number;date;customer;amount\n1;2026-03-01;Ann;2,00\n")
    (tmp_path / "f.csv").write_text("name,email\nAnn,ann@shop.example\n")

    assert [place.sort for place in find([tmp_path])] == ["eml", "mbox", "vcf", "ics", "orders", "contacts"]


def test_what_is_left_out_says_why(tmp_path):
    (tmp_path / "card.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "empty.mbox").write_bytes(b"")
    (tmp_path / ".DS_Store").write_bytes(b"x")

    assert {place.path.name: place.trouble for place in find([tmp_path])} == {
        "card.jpg": "Photographs of cards cannot be read yet; save the card as a .vcf file.",
        "empty.mbox": "The file is empty.",
    }


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.eml").write_bytes(letter())
    os.symlink(tmp_path / "secret.eml", tmp_path / "in" / "link.eml")

    (place,) = find([tmp_path / "in"])

    assert (place.sort, place.trouble) == ("", "This is a link out of the folder; it was not followed.")


def test_a_path_that_is_not_there_is_for_the_user_to_mend():
    with pytest.raises(Mend, match="There is no file or folder"):
        find([Path("nowhere.mbox")])


def test_the_same_content_has_the_same_digest_under_any_name(tmp_path):
    for name in ("a.eml", "b.eml"):
        (tmp_path / name).write_bytes(letter())

    one, other = find([tmp_path])

    assert one.digest == other.digest


def test_what_is_not_understood_is_named_with_its_file(tmp_path):
    path = tmp_path / "cards.vcf"
    path.write_text("BEGIN:VCARD\nFN:Ada\n")

    ((_, item),) = read(only(path))

    assert isinstance(item, NotUnderstood)
    assert item.place == "cards.vcf, card 1"
