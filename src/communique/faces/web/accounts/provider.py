"""Signing in by a provider: the way there and the way back."""

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.accounts import TooManyTriesError
from communique.accounts.flows import MINUTES
from communique.accounts.oidc import RefusedError, SignOn, UnreachableError
from communique.accounts.sessions import HOURS
from communique.faces.web.accounts.cookie import FLOW, SESSION, VISIT, came_from, drop, keep
from communique.faces.web.accounts.signing import form, within

_LOG = logging.getLogger(__name__)
_KEPT = {"Cache-Control": "no-store"}


def there(request: Request) -> Response:
    """Lead the browser to the provider."""
    after = within(request.query_params.get("next", ""))
    try:
        address, secret = _sign_on(request).begin(after, came_from(request))
    except UnreachableError as error:
        return _unreachable(request, after, error)
    except TooManyTriesError as error:
        return form(request, after, 429, str(error))
    response = RedirectResponse(address, 303, _KEPT)
    keep(request, response, FLOW, secret, MINUTES * 60)
    return response


def back(request: Request) -> Response:
    """Begin a session with what the provider sent, or show the form with a reason that helps nobody guess."""
    sign_on = _sign_on(request)
    try:
        secret = request.cookies.get(FLOW, "")
        cookie, after = sign_on.finish(dict(request.query_params), secret, came_from(request))
    except RefusedError:
        response = form(request, "", 403, "the sign-in was not let through; the log of accounts says why")
    except UnreachableError as error:
        response = _unreachable(request, "", error)
    else:
        response = RedirectResponse(within(after), 303, _KEPT)
        keep(request, response, SESSION, cookie, HOURS * 3600)
        drop(response, VISIT)
    drop(response, FLOW)
    return response


def _sign_on(request: Request) -> SignOn:
    sign_on: SignOn | None = request.app.state.sign_on
    if sign_on is None:
        raise HTTPException(404, "nobody signs in by a provider here")
    return sign_on


def _unreachable(request: Request, after: str, error: UnreachableError) -> Response:
    _LOG.warning("%s", error)
    return form(
        request, after, 502, "the provider does not answer as it should; the log of the server has why"
    )
