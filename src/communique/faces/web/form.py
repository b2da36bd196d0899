"""Forms that decide something: read with a cap, and let through only from a page of this site.

A page elsewhere can make a browser send a form here; it cannot read the token that our own pages carry.
"""

from collections.abc import Callable, Coroutine
from secrets import compare_digest
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

Form = dict[str, str]
Handler = Callable[[Request, Form], Response]

_MOST = 64_000  # bytes of a form
_FIELDS = 50
_TYPE = "application/x-www-form-urlencoded"


def judging(handle: Handler) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    """Return what answers a form sent by a page of this site; any other is refused."""

    async def answer(request: Request) -> Response:
        form = await _read(request)
        _check(request, form)
        return await run_in_threadpool(handle, request, form)

    return answer


async def _read(request: Request) -> Form:
    """Return the fields of a form, the last of each name, without white space around them."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _TYPE:
        raise HTTPException(415, f"a form is sent as {_TYPE}")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST:
            raise HTTPException(413, f"a form of more than {_MOST:,} bytes")
    try:
        fields = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=_FIELDS, errors="strict"
        )
    except ValueError:
        raise HTTPException(400, "no form that can be read") from None
    return {name: value.replace("\r\n", "\n").strip() for name, value in fields}


def _check(request: Request, form: Form) -> None:
    if request.app.state.who is None:
        raise HTTPException(403, "this server shows and decides nothing")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "sent by a page of another site")
    if not compare_digest(form.get("token", "").encode(), request.app.state.form_token.encode()):
        raise HTTPException(403, "this form is of an earlier run of the server; load its page again")
