"""The playbooks: each step in words, with its ground, to be overridden, switched off and exported."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from followup.actions import playbooks as verbs
from followup.actions import refresh
from followup.conf import clock
from followup.core.playbooks import for_mode, shipped, to_toml
from followup.models import PlaybookText
from followup.web.request import Request
from followup.web.said import say
from followup.web.words.steps import in_words


@require_safe
def show(request: Request) -> HttpResponse:
    """All steps, playbook by playbook."""
    own = dict(PlaybookText.objects.filter(workspace=request.workspace).values_list("name", "text"))
    shelves = in_words(refresh.playbooks_of(request.workspace), for_mode(shipped(), request.workspace.mode))
    return render(request, "playbooks/page.html", {"shelves": shelves, "own": own, "now": clock.now()})


@require_safe
def one(request: Request, name: str) -> HttpResponse:
    """One playbook as TOML, to read and to change."""
    texts = to_toml(refresh.playbooks_of(request.workspace))
    mine = PlaybookText.objects.filter(workspace=request.workspace, name=name).first()
    if name not in texts and not mine:
        raise Http404
    text = request.session.pop("playbook_draft", None) or (mine.text if mine else "")
    return render(
        request,
        "playbooks/one.html",
        {
            "name": name,
            "shipped": texts.get(name, ""),
            "text": text,
            "is_changed": bool(mine),
            "now": clock.now(),
        },
    )


@require_POST
def change(request: Request, name: str) -> HttpResponse:
    """Keep an override, or drop it when the text is empty."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if text.strip():
        request.session["playbook_draft"] = text  # what was typed survives a mistake in it
        verbs.change_playbook(request.workspace, name, text, clock.now())
        request.session.pop("playbook_draft", None)
    else:
        verbs.drop_playbook(request.workspace, name, clock.now())
    say(request, "The playbook is kept and acts at once.")
    return redirect("playbooks")


@require_POST
def switch(request: Request) -> HttpResponse:
    """Switch one step off or on, or let its letters go unattended."""
    on, step = request.POST.get("on") == "yes", request.POST.get("step", "")
    if request.POST.get("word") == "unattended":
        verbs.let_go_unattended(request.workspace, step, on, clock.now())
        say(request, "Its letters go by themselves from now on." if on else "Its letters wait for you again.")
        return redirect("playbooks")
    verbs.switch(request.workspace, step, on, clock.now())
    say(request, "Switched on." if on else "Switched off; its follow-ups are gone from the lists.")
    return redirect("playbooks")


@require_safe
def export(request: Request, name: str) -> HttpResponse:
    """The playbook as a file."""
    texts = to_toml(refresh.playbooks_of(request.workspace))
    if name not in texts:
        raise Http404
    response = HttpResponse(texts[name], content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return response
