"""Bodies and blocs as the registry packs state them, each line with its source."""

from pydantic import Field

from communique.packs.loader import Pack

# Files of `und/registry` that hold bodies; one more file is one more name here.
BODIES = ("asia", "americas", "europe", "africa-middle-east", "international")


class BodyRow(Pack):
    """One ministry, agency or international body; `former` has the days or years a name was borne."""

    id: str
    name: str
    source: str
    also: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    native: tuple[str, ...] = ()
    former: dict[str, str] = Field(default_factory=dict)


class BodiesPack(Pack):
    """`und/registry/asia` and its like."""

    bodies: tuple[BodyRow, ...]


class MembershipRow(Pack):
    """One bloc: since when which countries belong to it, and which left when."""

    id: str
    bloc: str
    source: str
    joined: dict[str, str]
    left: dict[str, str] = Field(default_factory=dict)


class MembershipPack(Pack):
    """`und/registry/blocs`."""

    blocs: tuple[MembershipRow, ...]
