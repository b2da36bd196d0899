"""What goes wrong, as problem details (RFC 9457) in one line."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from communique.errors import CommuniqueError

_TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "No such method",
}


class Problem(BaseModel):
    """Problem details: `detail` says what is wrong in one line."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


def answer_problems(app: FastAPI) -> None:
    """Let every error of an application leave as a problem."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(CommuniqueError, _told)
    app.add_exception_handler(Exception, _broken)


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Return a problem as an answer."""
    body = Problem(title=_TITLES.get(status, "Error"), status=status, detail=detail).model_dump()
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, error.detail, dict(error.headers or {}))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return problem(400, f"{'.'.join(str(part) for part in first['loc'][1:])}: {first['msg']}")


def _told(request: Request, error: Exception) -> Response:
    return problem(500, str(error))


def _broken(request: Request, error: Exception) -> Response:
    return problem(500, "this could not be answered; the log of the server has why")
