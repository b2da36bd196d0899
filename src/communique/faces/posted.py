"""Reads a form that was sent, with a cap, from any page or program."""

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

Form = dict[str, str]

_MOST = 256_000  # bytes of a form
_FIELDS = 50
_TYPE = "application/x-www-form-urlencoded"


async def posted(request: Request) -> Form:
    """Return the fields of a form, the last of each name, without white space around them."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _TYPE:
        raise HTTPException(415, f"a form is sent as {_TYPE}")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST:
            raise HTTPException(413, f"a form of more than {_MOST:,} bytes")
    try:
        text = body.decode("ascii")
        fields = parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except ValueError:
        raise HTTPException(400, "no form that can be read") from None
    return {name: value.replace("\r\n", "\n").strip() for name, value in fields}
