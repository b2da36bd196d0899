"""Tells a client that what it has is still so: an answer depends on the ledger, the day and the program."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique import __version__
from communique.query import Book

_OWN = ("/static/",)  # has a tag of its own


class Fresh:
    """Gives what may be kept a weak ETag, and answers 304 where the client's is still the same."""

    def __init__(self, app: ASGIApp, book: Book) -> None:
        """Take the application and the ledger that it answers from."""
        self.app, self.book = app, book

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, from the client's own copy where that is fresh."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_OWN):
            await self.app(scope, receive, send)
            return
        visitor = scope.get("state", {}).get("visitor")  # whose name is on the page
        tag = await run_in_threadpool(self._tag, visitor.name or "" if visitor else "")

        async def with_tag(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                if "cache-control" not in headers:  # a page with a form is never another's
                    headers.update({"ETag": tag, "Cache-Control": "no-cache"})
                    headers.add_vary_header("Accept")
            await send(message)

        if tag in _tags(Headers(scope=scope).get("if-none-match", "")):
            await Response(status_code=304, headers={"ETag": tag})(scope, receive, send)
        else:
            await self.app(scope, receive, with_tag)

    def _tag(self, name: str) -> str:
        with self.book.at() as moment:
            return f'W/"{moment.revision}-{moment.today:%Y%m%d}-{__version__}{name and f"-{name}"}"'


def _tags(header: str) -> set[str]:
    return {tag.strip() for tag in header.split(",")}
