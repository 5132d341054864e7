"""Signing in with a provider: begun, finished, renewed, taken back, against a real sign-in server and Dovecot."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection

from followup.actions.accounts import connect, disconnect, login_of
from followup.actions.sending.outgoing import server_of
from followup.actions.signing_in import kept
from followup.actions.signing_in.begin import begin_browser, begin_device, call_off
from followup.actions.signing_in.finish import ask, land
from followup.actions.signing_in.wanted import Wanted
from followup.actions.syncing.sync import sync
from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import Account, Grant, Message, SignIn, Workspace
from followup.outbox.line import Line
from followup.sources import imap
from tests.cast import NOW, Cast, gathered
from tests.dovecot import Dovecot
from tests.post import mail
from tests.sign_in_server import SignInServer, sign_in_server
from tests.signed_in import TokenPost, bearer_dovecot, token_dovecot, token_post

__all__ = ["bearer_dovecot", "sign_in_server", "token_dovecot", "token_post"]
pytestmark = pytest.mark.dovecot
ADA = "ada@outlook.example"
HOUR = timedelta(hours=1)
LETTER = mail(
    at="2026-03-03T08:00:00+00:00", sender="Paul Krämer <paul@typo.example>", subject="Glazes", body="Hello."
)


@pytest.fixture
def cast(db: None) -> Cast:
    """Ada, Ben and Eve."""
    return gathered()


def wanted(
    mailbox: Dovecot, post: TokenPost | None = None, issuer: str = "microsoft", address: str = ADA
) -> Wanted:
    """Ada's mailbox, and the server she sends by."""
    name = address.replace("@", "%40")
    urls = [f"imap://{name}@127.0.0.1:{mailbox.port}"]
    if post:
        urls.append(f"smtp://{name}@127.0.0.1:{post.port}")
    return Wanted(address=address, issuer=issuer, urls=tuple(urls))


def signed_in(workspace: Workspace, server: SignInServer, what: Wanted) -> Sequence[Account]:
    """The accounts after Ada has typed in her code."""
    begun = begin_device(workspace, what, NOW)
    server.agree(what.address)
    connected = ask(begun, NOW)
    assert connected
    return connected.accounts


def look(account: Account, at: datetime) -> list[str]:
    """The folders of the mailbox, once it has let us in."""
    fresh = Account.objects.select_related("grant").get(pk=account.pk)
    with imap.connect(login_of(fresh, at)) as mailbox:
        return sorted(name for name, _ in imap.folders(mailbox))


def test_a_code_that_is_typed_in_elsewhere_connects_the_mailbox_and_the_server_to_send_by(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot, token_post: TokenPost
):
    begun = begin_device(cast.workspace, wanted(token_dovecot, token_post), NOW)
    before = ask(begun, NOW)
    sign_in_server.agree(ADA)

    connected = ask(begun, NOW)

    assert (begun.user_code, begun.link, before) == ("WDJB-MJHT", f"{sign_in_server.place}/device", None)
    assert connected is not None
    assert [each.kind for each in connected.accounts] == ["imap", "smtp"]
    assert (token_post.logins, SignIn.objects.count()) == ([ADA], 0)


def test_the_browser_comes_back_with_a_code_that_only_who_began_can_use(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    what = wanted(token_dovecot, issuer="google", address="ada@gmail.example")
    begun = begin_browser(cast.workspace, what, NOW, back="http://127.0.0.1:8025/sources/sign-in")
    came = sign_in_server.visit(begun.link, what.address)

    connected = land(begun, came, NOW)

    assert [str(each) for each in connected.accounts] == ["ada@gmail.example at 127.0.0.1"]


def test_an_address_with_somebody_elses_state_is_not_taken(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    begun = begin_browser(cast.workspace, wanted(token_dovecot), NOW, back="http://127.0.0.1/")

    with pytest.raises(Mend, match="does not belong to the sign-in"):
        land(begun, "http://127.0.0.1/?code=x&state=forged", NOW)

    assert sign_in_server.asked == []


def test_a_token_is_renewed_before_it_runs_out_and_the_new_renewing_token_is_kept(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    (account,) = signed_in(cast.workspace, sign_in_server, wanted(token_dovecot))

    seen = [look(account, NOW + hours * HOUR) for hours in (1, 2, 3)]

    # The server ends the sign-in of whoever comes with a renewing token a second time.
    assert (sign_in_server.questions("refresh_token"), seen) == (3, [["INBOX", "Sent"]] * 3)


def test_a_token_that_is_still_good_is_not_renewed(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    (account,) = signed_in(cast.workspace, sign_in_server, wanted(token_dovecot))

    look(account, NOW + timedelta(minutes=50))

    assert sign_in_server.questions("refresh_token") == 0


@pytest.mark.parametrize("server", ["token_dovecot", "bearer_dovecot"])
def test_a_token_that_the_mailbox_refuses_is_renewed_once(
    cast: Cast, sign_in_server: SignInServer, server: str, request: pytest.FixtureRequest
):
    mailbox = request.getfixturevalue(server)
    (account,) = signed_in(cast.workspace, sign_in_server, wanted(mailbox))
    Grant.objects.update(secret=worn_out(account, sign_in_server))

    assert look(account, NOW) == ["INBOX", "Sent"]
    assert sign_in_server.questions("refresh_token") == 1


def worn_out(account: Account, server: SignInServer) -> bytes:
    """The grant's secret with an access token that has run out, whatever was said of it."""
    grant = account.grant
    assert grant
    server.lasts = -60
    token = server.access(grant.address)
    server.lasts = 3600
    return kept.lock(grant, kept.unlock(grant) | {"access": token})


def test_a_token_that_the_server_to_send_by_refuses_is_renewed_once(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot, token_post: TokenPost
):
    _, post = signed_in(cast.workspace, sign_in_server, wanted(token_dovecot, token_post))
    Grant.objects.update(secret=worn_out(post, sign_in_server))

    with Line(server_of(post, NOW)) as line:
        line.open()

    assert (token_post.refused, token_post.logins) == (1, [ADA, ADA])
    assert sign_in_server.questions("refresh_token") == 1


def test_a_sign_in_that_was_taken_back_says_so_and_is_never_tried_again(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    (account,) = signed_in(cast.workspace, sign_in_server, wanted(token_dovecot))
    sign_in_server.take_back()

    for hours in (1, 2, 3):
        with pytest.raises(Mend, match=f"no longer accepts the sign-in of {ADA}. Sign in again"):
            look(account, NOW + hours * HOUR)

    assert (sign_in_server.questions("refresh_token"), Account.objects.count()) == (1, 1)


def test_an_account_whose_sign_in_is_over_says_so_in_its_row_and_keeps_what_was_read(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    token_dovecot.deliver(ADA, LETTER)
    (account,) = signed_in(cast.workspace, sign_in_server, wanted(token_dovecot))
    sync(account, NOW)
    sign_in_server.take_back()

    with pytest.raises(Mend):
        sync(account, NOW + HOUR)

    account.refresh_from_db()
    assert account.trouble.startswith(f"Microsoft no longer accepts the sign-in of {ADA}. Sign in again")
    assert Message.objects.filter(workspace=cast.workspace, subject="Glazes").exists()


def test_signing_in_again_goes_on_with_the_same_account(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    (before,) = signed_in(cast.workspace, sign_in_server, wanted(token_dovecot))
    Grant.objects.update(is_over=True)
    Account.objects.update(trouble="Sign in again.", next_try_at=NOW + HOUR)

    (after,) = signed_in(cast.workspace, sign_in_server, wanted(token_dovecot))

    after.refresh_from_db()
    assert (after.pk, after.trouble, after.next_try_at) == (before.pk, "", None)
    assert look(after, NOW) == ["INBOX", "Sent"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads cannot share a database in memory")
def test_of_many_who_need_a_new_token_one_asks_for_it(
    transactional_db: None, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    (account,) = signed_in(gathered().workspace, sign_in_server, wanted(token_dovecot))

    def look_and_leave(_: int) -> list[str]:
        try:
            return look(account, NOW + HOUR)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as many:
        seen = list(many.map(look_and_leave, range(4)))

    assert (seen, sign_in_server.questions("refresh_token")) == ([["INBOX", "Sent"]] * 4, 1)


def test_disconnecting_the_last_account_takes_the_sign_in_back(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot, token_post: TokenPost
):
    what = wanted(token_dovecot, token_post, issuer="google")
    begun = begin_browser(cast.workspace, what, NOW, back="http://127.0.0.1/")
    reading, sending = land(begun, sign_in_server.visit(begun.link, ADA), NOW).accounts

    first = (disconnect(reading, NOW), len(sign_in_server.grants))
    last = (disconnect(sending, NOW), len(sign_in_server.grants))

    assert (first, last, Grant.objects.count()) == (("", 1), ("", 0), 0)


def test_where_a_provider_takes_nothing_back_the_person_is_told_where_to(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    (account,) = signed_in(cast.workspace, sign_in_server, wanted(token_dovecot))

    sentence = disconnect(account, NOW)

    assert "take it off there: https://account.live.com/consent/Manage" in sentence


def test_signing_in_as_somebody_else_keeps_nothing_and_says_so(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    begun = begin_device(cast.workspace, wanted(token_dovecot), NOW)
    sign_in_server.agree("ben@outlook.example")

    with pytest.raises(Refused, match="Sign in again, as the owner of this very address"):
        ask(begun, NOW)

    assert (Account.objects.count(), Grant.objects.count(), SignIn.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("word", "sentence"),
    [("access_denied", "said no"), ("expired_token", "The code has run out"), ("odd", "did not sign you in")],
)
def test_a_sign_in_that_is_declined_or_runs_out_is_over(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot, word: str, sentence: str
):
    begun = begin_device(cast.workspace, wanted(token_dovecot), NOW)
    sign_in_server.say(word)

    with pytest.raises(Refused, match=sentence):
        ask(begun, NOW)

    assert not SignIn.objects.exists()


def test_while_somebody_finishes_a_sign_in_nobody_else_asks_for_its_tokens(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    begun = begin_device(cast.workspace, wanted(token_dovecot), NOW)
    sign_in_server.agree(ADA)
    SignIn.objects.update(lease_until=NOW + timedelta(minutes=1))

    meanwhile = (ask(begun, NOW), sign_in_server.questions("device_code"))
    after_a_crash = ask(begun, NOW + timedelta(minutes=2))

    assert meanwhile == (None, 0)
    assert after_a_crash is not None


def test_a_sign_in_that_was_called_off_elsewhere_is_not_waited_for(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    begun = begin_device(cast.workspace, wanted(token_dovecot), NOW)
    call_off(begun)

    with pytest.raises(Mend, match="not waited for any more"):
        ask(begun, NOW)


def test_a_server_that_is_asked_too_often_is_asked_less_often(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    begun = begin_device(cast.workspace, wanted(token_dovecot), NOW)
    sign_in_server.say("slow_down")

    ask(begun, NOW)
    ask(begun, NOW)

    assert SignIn.objects.get().interval == 1 + 5 + 5


@pytest.mark.parametrize(
    "instead",
    [
        (500, b""),
        (200, b"<html>"),
        (200, b"[]"),
        (302, b"{}"),
        (200, b"x" * 400_000),
        (200, b'{"access_token": 7}'),
    ],
)
def test_an_answer_that_is_none_leaves_the_sign_in_waiting(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot, instead: tuple[int, bytes]
):
    begun = begin_device(cast.workspace, wanted(token_dovecot), NOW)
    sign_in_server.instead = instead

    with pytest.raises(Unreachable):
        ask(begun, NOW)

    assert SignIn.objects.exists()


def test_a_token_is_never_shown_to_a_stranger(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FOLLOWUP_MICROSOFT_CLIENT_ID", "an-id")
    what = Wanted(address=ADA, issuer="microsoft", urls=("imaps://ada@imap.stranger.example",))

    with pytest.raises(Mend, match=r"imap\.stranger\.example does not belong to Microsoft"):
        begin_device(cast.workspace, what, NOW)


def test_without_a_client_id_it_is_said_how_to_get_one(cast: Cast):
    with pytest.raises(Mend, match=r"Register one in five minutes.* at entra\.microsoft\.com"):
        begin_device(cast.workspace, Wanted(address=ADA, issuer="microsoft", urls=()), NOW)


def test_a_sign_in_server_of_ones_own_is_reached_by_https(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FOLLOWUP_MICROSOFT_SIGN_IN", "http://login.example.org")

    with pytest.raises(Mend, match="has to be reached by https"):
        begin_device(cast.workspace, Wanted(address=ADA, issuer="microsoft", urls=(), client_id="x"), NOW)


def test_no_token_lies_readable_in_the_database(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    signed_in(cast.workspace, sign_in_server, wanted(token_dovecot))

    grant = Grant.objects.values().get()
    words = kept.unlock(Grant.objects.get())

    assert [
        name for name, value in grant.items() for word in words.values() if word and word in str(value)
    ] == []


def test_a_password_takes_the_place_of_a_sign_in(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    (account,) = signed_in(cast.workspace, sign_in_server, wanted(token_dovecot))

    connect(cast.workspace, "imap", wanted(token_dovecot).urls[0], "secret", NOW)

    account.refresh_from_db()
    assert (account.grant, Grant.objects.count()) == (None, 0)
