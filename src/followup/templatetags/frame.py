"""Template words of the pages: icons, moments, spans between them."""

import re
from datetime import datetime

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

UPLOAD_FOLDER = re.compile(r"[^\s,]*/followup-upload-[^/]+/(\d+/)?")


@register.simple_tag
def icon(name: str) -> SafeString:
    """One drawing of the sprite; what it means is said in words beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """A moment as a person writes it, in the owner's zone, with the exact time for machines."""
    if at is None:
        return "never"
    local = timezone.localtime(at)
    words = f"{local:%A}, {local.day} {local:%B %Y}, {local:%H:%M}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), words)


@register.filter
def day(at: datetime | None) -> SafeString | str:
    """The day of a moment in the owner's zone: “4 March 2026”."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), f"{local.day} {local:%B %Y}")


@register.filter
def clock(at: datetime) -> SafeString:
    """The time of a moment in the owner's zone: “09:30”."""
    local = timezone.localtime(at)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), f"{local:%H:%M}")


@register.filter
def uploaded(name: str) -> str:
    """A file's name without the folder that held it while it was uploaded."""
    return UPLOAD_FOLDER.sub("", name)
