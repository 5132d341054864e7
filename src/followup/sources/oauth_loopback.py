"""The place on this machine that the browser comes back to (RFC 8252 7.3), for the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

PAGE = (
    b"<!doctype html><html lang=en><meta charset=utf-8><title>followup</title>"
    b"<h1>Thank you.</h1><p>You can close this page and go back to the terminal.</p></html>"
)


class Landing(HTTPServer):
    """Waits on a free port of this machine for the browser; `came` is the address that it came with.

    Only a visit that knows the `state` of our question counts.
    """

    state = came = ""

    def wait(self, seconds: float) -> str:
        """The address that the browser came back with; "" when it did not within these seconds."""
        self.timeout = seconds
        self.handle_request()
        return self.came


@contextmanager
def landing() -> Iterator[Landing]:
    """A landing place, open while the block runs."""
    with Landing(("127.0.0.1", 0), _Visit) as made:
        yield made


class _Visit(BaseHTTPRequestHandler):
    timeout = 5
    server: Landing

    def do_GET(self) -> None:
        """Take the answer to our question; browsers also ask for icons."""
        is_ours = parse_qs(urlsplit(self.path).query).get("state") == [self.server.state]
        if is_ours:
            self.server.came = f"http://127.0.0.1:{self.server.server_port}{self.path}"
        self.send_response(200 if is_ours else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE if is_ours else b"")

    def log_message(self, *_: object) -> None:
        """Nothing: the address carries a code."""
