"""The review page: one card at a time, the riskiest first; a button or a key decides and moves on."""

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from communique.errors import CommuniqueError
from communique.faces.posted import Form
from communique.faces.visitor import NotAllowedError, visitor_of
from communique.faces.web import address
from communique.faces.web.address import words
from communique.faces.web.deciding import decide
from communique.faces.web.put import put_up
from communique.faces.web.render import page, wants_json
from communique.query import Book, Card, Logged, cards, decisions
from communique.query.contract import card_row
from communique.runs.resolve import resolve

SORTS = {
    "": "all",
    "link": "follow-ups",
    "entry": "entries",
    "orphan": "lost decisions",
    "dropped": "dropped or weakened",
}
_SHOWN = 50  # cards of the JSON
_REMEMBERED = 20  # decisions of a sitting that can be undone by key


def review(request: Request) -> Response:
    """Return the card that the address names, else the riskiest of its sort."""
    query = {name: words(request.query_params, name) for name in ("sort", "card", "made")}
    return _page(request, query)


def review_post(request: Request, form: Form) -> Response:
    """Write a decision and lead on to the next card; undoing leads back to the card it was made on."""
    book: Book = request.app.state.book
    made = _numbers(form.get("made", ""))
    try:
        number = decide(visitor_of(request), book, form)
    except NotAllowedError as error:
        return _page(request, form, 403, str(error))
    except CommuniqueError as error:
        return _page(request, form, 400, str(error))
    resolve(book.ledger)
    if form["act"] == "undo" and form.get("back"):
        undone = int(form["number"])
        card, made = _card_of(book, undone), [one for one in made if one != undone]
    else:
        card, made = form.get("next", ""), [*made, number][-_REMEMBERED:]
    query = {"sort": form.get("sort", ""), "card": card, "made": ",".join(map(str, made))}
    return RedirectResponse(address.link("/review", query), 303)


def _page(request: Request, query: Form, code: int = 200, wrong: str = "") -> Response:
    book: Book = request.app.state.book
    waiting = cards(book)
    counts = {name: sum(one.sort == name for one in waiting) for name in SORTS if name} | {"": len(waiting)}
    sort = query.get("sort", "") if query.get("sort") in SORTS else ""
    queue = [one for one in waiting if sort in ("", one.sort)]
    if wants_json(request):
        return JSONResponse({"waiting": len(queue), "cards": [card_row(one) for one in queue[:_SHOWN]]})
    at = next((place for place, one in enumerate(queue) if one.name == query.get("card")), 0)
    made = _numbers(query.get("made", ""))
    shown = page(
        request,
        "review.html",
        code,
        put=put_up(book, queue[at]) if queue else None,
        rest=queue[at + 1 : at + 9],
        next=queue[at + 1].name if at + 1 < len(queue) else "",
        place=at + 1,
        sort=sort,
        sorts=SORTS,
        counts=counts,
        made=",".join(map(str, made)),
        last=_last(book, made),
        wrong=wrong,
        who=visitor_of(request).decides,
        token=visitor_of(request).form_token,
    )
    shown.headers["Cache-Control"] = "no-store"  # the token is of this run or sitting
    return shown


def _numbers(text: str) -> list[int]:
    parts = [part for part in text.split(",") if part.isascii() and part.isdecimal() and len(part) < 12]
    return [int(part) for part in parts][-_REMEMBERED:]


def _last(book: Book, made: list[int]) -> Logged | None:
    """Return the last decision of this sitting, which the key of undo takes back."""
    return next((one for one in decisions(book, persons_only=True) if made and one.number == made[-1]), None)


def _card_of(book: Book, number: int) -> str:
    """Return the name of the card that waits again once a decision is undone, "" where none does."""
    told = next(one.judgement for one in decisions(book, persons_only=True) if one.number == number)
    return next((one.name for one in cards(book) if _is_about(one, told.subject, told.object)), "")


def _is_about(card: Card, subject: str, other: str | None) -> bool:
    if card.lost:
        return (card.lost.undertaking.id, card.lost.release.id) == (subject, other)
    if card.judgement:
        return (card.judgement.subject, card.judgement.object) == (subject, other)
    return card.entry is not None and card.entry.entry.id == subject
