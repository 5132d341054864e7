"""followup web."""

import socket
from typing import Annotated

import typer
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from followup.conf.table import read
from followup.core.trouble import Mend

Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Instead of FOLLOWUP_PORT.")]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes that serve pages (PostgreSQL).")]


def web(port: Port = 0, workers: Workers = 1) -> None:
    """Serve the pages, on the loopback address unless FOLLOWUP_HOST says otherwise."""
    serve(port or int(read("FOLLOWUP_PORT")), workers)


def serve(port: int, workers: int = 1) -> None:
    """Serve until told to stop."""
    host = read("FOLLOWUP_HOST")
    refuse_taken(host, port)
    Granian(
        "followup.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()


def refuse_taken(host: str, port: int) -> None:
    """Raise Mend when something else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as trouble:
            raise Mend(
                f"{host}:{port} cannot be listened on ({trouble.strerror}); choose another with --port."
            ) from trouble
