"""What every answer carries, and what is refused: foreign hosts, foreign code, foreign frames."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.settings import LOOPBACK_NAMES

# No script, style, font or picture but our own; nothing inline; nobody may frame a page.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Lets through what was asked of this server by its own name, and adds the headers to every answer.

    A page elsewhere can make a browser ask a name of its own that leads here; that name is not ours.
    """

    def __init__(self, app: ASGIApp, names: Sequence[str] = ()) -> None:
        """Take the application to guard, and the names of this server beside those of loopback."""
        self.app, self._names = app, LOOPBACK_NAMES | {name.lower() for name in names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with 421."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        known = _name(Headers(scope=scope).get("host", "")) in self._names
        app = self.app if known else PlainTextResponse("not the name of this server\n", 421)
        await app(scope, receive, with_headers)


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
