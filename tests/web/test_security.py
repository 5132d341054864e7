"""What keeps strangers, scripts and forged forms out."""

from django.test import Client
from django.urls import reverse

from followup.actions import letters
from followup.actions.record import record
from followup.models import Contact, Letter, Unread
from tests.cast import NOW, Cast

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def test_every_answer_carries_the_headers(cast: Cast):
    ada = cast.browser("ada")
    pages = ["/", "/login", "/contacts", "/nothing"]

    answers = [ada.get(page).headers for page in pages]

    assert [{name: each.get(name) for name in HEADERS} for each in answers] == [HEADERS] * len(pages)


def test_the_policy_lets_nothing_in_but_our_own_files(cast: Cast):
    policy = cast.browser("ada").get("/").headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    assert (rules["default-src"], rules["script-src"], rules["style-src"]) == ("'none'", "'self'", "'self'")
    assert "unsafe" not in policy


def test_a_page_behind_the_login_is_not_kept_by_the_browser(cast: Cast):
    assert cast.browser("ada").get("/").headers["Cache-Control"] == "no-store"


def test_a_form_without_its_token_changes_nothing(cast: Cast):
    letter = letters.draft(cast.owed(cast.leyla, "interview/thank-you"), NOW)
    forger = Client(enforce_csrf_checks=True)
    forger.force_login(cast.ada, backend="django.contrib.auth.backends.ModelBackend")

    response = forger.post(reverse("letter.approve", args=[letter.pk]))

    assert (response.status_code, Letter.objects.get(pk=letter.pk).state) == (403, "draft")


def test_a_foreign_host_name_is_refused(cast: Cast):
    response = cast.browser("ada").get("/", headers={"host": "evil.example"})

    assert response.status_code == 400


def test_foreign_words_are_shown_and_never_run(cast: Cast):
    told = record(cast.workspace, "met", "Mallory <mallory@example.net>", at=NOW, now=NOW, note=SCRIPT)
    Contact.objects.filter(pk=told.contact_id).update(name=SCRIPT, title=SCRIPT)
    Unread.objects.create(
        workspace=cast.workspace, digest="1", place=SCRIPT, sentence="Odd.", raw=SCRIPT.encode(), at=NOW
    )
    ada = cast.browser("ada")
    pages = ["/", "/contacts", reverse("contact", args=[told.contact_id]), "/sources", "/upcoming"]
    pages.append(reverse("sources.unread", args=[Unread.objects.get().pk]))

    shown = "".join(ada.get(page).content.decode() for page in pages)

    assert "alert(1)" in shown
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


def test_an_act_never_leads_to_another_site(cast: Cast):
    owed = cast.owed(cast.leyla, "interview/thank-you")

    response = cast.browser("ada").post(
        reverse("follow-up.skip", args=[owed.key]), {"next": "https://evil.example/"}
    )

    assert response.headers["Location"] == "/"


def test_looking_without_reading_is_answered_too(cast: Cast):
    assert cast.browser("ada").head("/contacts").status_code == 200
