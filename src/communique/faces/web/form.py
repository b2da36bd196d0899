"""Forms that decide something: let through only from a page of this site.

A page elsewhere can make a browser send a form here; it cannot read the token that our own pages carry.
"""

from collections.abc import Callable, Coroutine
from secrets import compare_digest
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from communique.faces.posted import Form, posted
from communique.faces.visitor import visitor_of

Handler = Callable[[Request, Form], Response]
Answer = Callable[[Request], Coroutine[Any, Any, Response]]


def judging(handle: Handler) -> Answer:
    """Return what answers a form that decides, sent by a page of this site; any other is refused."""

    def decide(request: Request, form: Form) -> Response:
        if visitor_of(request).decides is None:
            raise HTTPException(403, "this server shows and decides nothing")
        return handle(request, form)

    return from_our_page(decide)


def from_our_page(handle: Handler) -> Answer:
    """Return what answers a form sent by a page of this site; any other is refused."""

    async def answer(request: Request) -> Response:
        form = await posted(request)
        _check(request, form)
        return await run_in_threadpool(handle, request, form)

    return answer


def _check(request: Request, form: Form) -> None:
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "sent by a page of another site")
    token = visitor_of(request).form_token
    if not token or not compare_digest(form.get("token", "").encode(), token.encode()):
        raise HTTPException(403, "this form is of an earlier run or sitting; load its page again")
