"""What a page finds on its request once the middleware has let it in."""

from django.contrib.auth.models import User
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from followup.models import Workspace


class Request(HttpRequest):
    """A request of a person who is in, with the workspace they are working in."""

    htmx: HtmxDetails
    user: User
    workspace: Workspace
    workspaces: list[Workspace]
