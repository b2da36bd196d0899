"""One digest after the other to one target: kept, sent, and only when it arrived known to the target."""

from collections.abc import Callable

from communique.errors import CommuniqueError
from communique.ledger import Ledger
from communique.ledger.saved import Delivery

Make = Callable[[], Delivery | None]
Send = Callable[[Delivery], None]


def deliver(ledger: Ledger, query: str, target: str, make: Make, send: Send) -> list[Delivery]:
    """Send what is on its way, then all that `make` finds; return what arrived.

    `send` raises CommuniqueError where a digest did not arrive: it stays as it is, under its id, for the next
    run, and nothing of it counts as known. A run that dies after sending sends the same digest again.
    """
    arrived: list[Delivery] = []
    while one := _next(ledger, query, target, make):
        try:
            send(one)
        except CommuniqueError as error:
            ledger.saved.failed(one, str(error))
            raise
        ledger.saved.arrived(one)
        arrived.append(one)
    return arrived


def _next(ledger: Ledger, query: str, target: str, make: Make) -> Delivery | None:
    if under_way := ledger.saved.pending(query, target):
        return under_way
    made = make()
    return made and ledger.saved.prepare(made)
