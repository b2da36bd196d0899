"""Countries and blocs as the packs state them: what any room may look a name up in."""

from communique.packs.loader import Pack


class CountryRow(Pack):
    """One country as the pack states it."""

    code: str
    names: tuple[str, ...]
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()


class BlocRow(Pack):
    """One bloc or region as the pack states it."""

    names: tuple[str, ...]
    people: tuple[str, ...] = ()
    series: bool = False


class CountriesPack(Pack):
    """`und/countries`."""

    countries: tuple[CountryRow, ...]


class BlocsPack(Pack):
    """`und/blocs`."""

    blocs: tuple[BlocRow, ...]
