"""How often one may try to sign in: tries that failed are counted by account, by address and by both."""

import sqlalchemy as sa

from communique.accounts.schema import attempt

WINDOW = 15 * 60  # seconds in which tries are counted
# One who mistypes is soon stopped at their own address, so that a stranger cannot lock them out from another.
_MOST = {"both": 5, "address": 30, "name": 50}


def begin(connection: sa.Connection, name: str, address: str, now: str, since: str) -> bool:
    """Count a try before it is made; return False, and count nothing, where there were too many."""
    connection.execute(attempt.delete().where(attempt.c.at <= since))
    keys = _keys(name, address)
    for kind, key in keys.items():
        count = connection.scalar(sa.select(sa.func.count()).where(attempt.c.key == key))
        if (count or 0) >= _MOST[kind]:
            return False
    connection.execute(attempt.insert(), [{"key": key, "at": now} for key in keys.values()])
    return True


def succeed(connection: sa.Connection, name: str, address: str, now: str) -> None:
    """Forget the tries of an account from an address, and of the others the one that succeeded."""
    keys = _keys(name, address)
    connection.execute(attempt.delete().where(attempt.c.key == keys["both"]))
    for kind in ("address", "name"):
        own = sa.select(sa.func.max(attempt.c.row)).where(attempt.c.key == keys[kind], attempt.c.at == now)
        connection.execute(attempt.delete().where(attempt.c.row == own.scalar_subquery()))


def _keys(name: str, address: str) -> dict[str, str]:
    return {"both": f"both {address} {name}", "address": f"address {address}", "name": f"name {name}"}
