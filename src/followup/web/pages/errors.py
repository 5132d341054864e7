"""What goes wrong, in the same voice as the rest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return render(request, "errors/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "errors/403.html", status=403)


def no_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token, such as one from a page left open for a month."""
    return render(request, "errors/403.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: rendered without reading anything, because anything may be what broke."""
    return render(request, "errors/500.html", status=500, using=None)
