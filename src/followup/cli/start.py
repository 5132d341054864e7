"""Gets Django and the database ready for a command, as cheaply as it can be done."""

import gc
import os
from importlib import import_module

from .table import Command


def start(command: Command, arguments: list[str]) -> None:
    """Make models importable and the tables current, as far as the command needs it."""
    if not command.needs_django:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "followup.settings")
    _populate()
    if command.needs_database and not {"--help", "-h"} & set(arguments):
        clock = import_module("followup.conf.clock")
        import_module("followup.actions.upgrade").prepare_database(clock.now())


def _populate() -> None:
    # django.setup() also loads the URL resolver and the whole of django.http for its script prefix:
    # 0.2 s that no command needs. Django's own logging, which mails errors to admins, loads all its views.
    settings = import_module("django.conf").settings
    if settings.LOGGING:
        import_module("logging.config").dictConfig(settings.LOGGING)
    # What is loaded now stays to the end: looking for garbage in it is wasted.
    gc.disable()
    import_module("django.apps").apps.populate(settings.INSTALLED_APPS)
    gc.freeze()
    gc.enable()
