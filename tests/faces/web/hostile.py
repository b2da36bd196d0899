"""A ledger whose releases were written to break a page: markup, scripts, turned signs, great length."""

from decimal import Decimal
from pathlib import Path

from communique.ledger import open_ledger
from communique.records import AmountSlot, MechanismSlot, Reading, Unread, WhereSlot
from tests.made import actor, make_entry, make_release, span

SCRIPT = "<script>window.stolen = 1</script>"
PICTURE = '<img src="http://evil.example/x.png" onerror="window.stolen = 2">'
BREAKER = '"></script></textarea><svg onload=alert(1)>'
TURNED = "\u202eevil\u202c"
FORMULA = '=HYPERLINK("http://evil.example")'
TITLE = f"{SCRIPT} {TURNED} opens {{{{ 7 * 7 }}}}"
BODY = (
    f"{PICTURE} met {BREAKER} in {SCRIPT}Town on Monday. "
    f"{FORMULA} agreed to pay USD 5 for the {TURNED} Dialogue. "
    f"A sentence of {'x' * 100_000} length was left. It pays 7 francs."
)


def fill(path: Path) -> str:
    """Write the hostile release to a new ledger; return its id."""
    release = make_release(
        SCRIPT, TITLE, BODY, publisher="<b>xa</b>", url="javascript:alert(1)", country="XA"
    )
    met = make_entry(
        release,
        "meeting",
        f"{PICTURE} met {BREAKER}",
        summary=f"{SCRIPT}{BREAKER}",
        actors=(actor(release, PICTURE), actor(release, BREAKER, type="organisation")),
        where=WhereSlot(f"{SCRIPT}Town", "XA", *span(release, f"{SCRIPT}Town")),
        mechanism=MechanismSlot(f"{TURNED} Dialogue", None, *span(release, f"{TURNED} Dialogue")),
        topics=("<i>topic</i>",),
    )
    agreed = make_entry(
        release,
        "commitment",
        f"{FORMULA} agreed to pay USD 5",
        attribute="agreed",
        summary=FORMULA,
        actors=(actor(release, FORMULA, "by", "organisation"),),
        amounts=(AmountSlot(Decimal("5"), "USD", "=", *span(release, "USD 5")),),
    )
    unread = Unread(*span(release, "It pays 7 francs."), "amount <without> entry")
    ledger = open_ledger(path, create=True)
    ledger.write([Reading(release, (met, agreed), (unread,))])
    ledger.close()
    return release.id
