"""How a web server is told who asks: by the way it wants (Basic, Digest), or by a token."""

from collections.abc import Generator

import httpx2

type Flow = Generator[httpx2.Request, httpx2.Response]


class ByPassword(httpx2.Auth):
    """Waits for the server to say which way it wants; Digest, where offered, keeps the password to itself."""

    def __init__(self, username: str, password: str) -> None:
        self._username, self._password = username, password
        self._way: httpx2.Auth | None = None

    def auth_flow(self, request: httpx2.Request) -> Flow:
        """The request, once more with the password where it is asked for."""
        if self._way is None:
            response = yield request
            if response.status_code != httpx2.codes.UNAUTHORIZED:
                return
            self._way = self._wanted(response.headers.get_list("www-authenticate"))
        yield from self._way.auth_flow(request)

    def _wanted(self, offers: list[str]) -> httpx2.Auth:
        if any(each.lower().startswith("digest ") for each in offers):
            return httpx2.DigestAuth(self._username, self._password)
        return httpx2.BasicAuth(self._username, self._password)


class ByToken(httpx2.Auth):
    """Shows a token with every request."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx2.Request) -> Flow:
        """The request with the token."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request
