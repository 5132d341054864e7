"""The engine that runs tasks: this very process, or several that share a queue in PostgreSQL."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def running() -> Iterator[None]:
    """While inside, tasks handed over are worked on by this process (and by others, where it is shared)."""
    if settings.TASKS_ENGINE != "ox":
        yield  # a task runs where it is handed over
        return
    # Its tables are there only where it is installed as an app.
    from django_ox.worker import Worker

    worker = Worker(poll_interval=0.5, concurrency=2)
    thread = threading.Thread(target=worker.run, daemon=True, name="tasks")
    thread.start()
    try:
        yield
    finally:
        worker.request_stop()
        thread.join(timeout=30)
