"""The tools: search, list, show, due, mechanism, diff, changes. Each reads the ledger and answers in JSON."""

from typing import Annotated, Any, Literal

from mcp.server.mcpserver import MCPServer
from mcp.types import ToolAnnotations
from pydantic import Field

from communique import __version__
from communique.faces.mcp import answers
from communique.query import Book, Status
from communique.records.kinds import Kind

_INSTRUCTIONS = (
    "A ledger of what official press releases say: who met, agreed, pledged, measured and built what, and "
    "what falls due. Every value has the words it came from in `quote`; cite `citation` when you repeat one. "
    "Answers are pages: where `next_offset` stands, call again with it as `offset`. `cut` marks an item too "
    "large for a page. A commitment's `force` matters: `requested` and `proposed` are not `agreed`."
)
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
What = Literal[Kind, "mechanism", "actor", "release"]
Offset = Annotated[int, Field(ge=0, description="Leave out so many items: `next_offset` of the page before.")]
AsOf = Annotated[str | None, Field(description="Read as of the end of this day, as 2024-06-30.")]
Words = Annotated[str | None, Field(description="Words of a name, all of which must stand in it.")]


def agent_server(book: Book) -> MCPServer[Any]:
    """Return the server over an open ledger; it reads only."""
    server: MCPServer[Any] = MCPServer(
        "communique", instructions=_INSTRUCTIONS, version=__version__, log_level="WARNING"
    )
    _finding(server, book)
    _telling(server, book)
    return server


def _finding(server: MCPServer[Any], book: Book) -> None:
    """Add the tools that find: search, list, due."""
    tool = server.tool(annotations=_READS, structured_output=False)

    @tool
    def search(words: str, offset: Offset = 0, as_of: AsOf = None) -> str:
        """Find releases and entries that hold all the words, best first, each with its passage."""
        return answers.search_answer(book, words, offset, as_of)

    @server.tool(name="list", annotations=_READS, structured_output=False)
    def list_(
        what: What,
        actor: Words = None,
        country: Annotated[str | None, Field(description="Two-letter code, as KR.")] = None,
        topic: str | None = None,
        mechanism: Words = None,
        since: Annotated[str | None, Field(description="From this day on.")] = None,
        until: Annotated[str | None, Field(description="Up to this day.")] = None,
        status: Status | None = None,
        publisher: str | None = None,
        offset: Offset = 0,
        as_of: AsOf = None,
    ) -> str:
        """List entries of a kind, newest first, or mechanisms, actors or releases."""
        narrowed = {"actor": actor, "country": country, "topic": topic, "mechanism": mechanism}
        days = {"since": since, "until": until, "as_of": as_of}
        more = {"status": status, "publisher": publisher}
        return answers.list_answer(book, what, {**narrowed, **more}, days, offset)

    @tool
    def due(
        within_days: Annotated[int, Field(ge=0, le=36525)] = 90, offset: Offset = 0, as_of: AsOf = None
    ) -> str:
        """Tell which undertakings and announced meetings fall due, soonest first, then what is overdue."""
        return answers.due_answer(book, within_days, offset, as_of)


def _telling(server: MCPServer[Any], book: Book) -> None:
    """Add the tools that tell of one thing, or of what became of it: show, mechanism, diff, changes."""
    tool = server.tool(annotations=_READS, structured_output=False)

    @tool
    def show(id: str, offset: Offset = 0, as_of: AsOf = None) -> str:
        """Show one entry, actor or mechanism with its entries, or a release with its entries and its text."""
        return answers.show_answer(book, id, offset, as_of)

    @tool
    def mechanism(name: str, offset: Offset = 0, as_of: AsOf = None) -> str:
        """Tell of a series, by id or words of its name: editions held, planned and missing, its pace."""
        return answers.mechanism_answer(book, name, offset, as_of)

    @tool
    def diff(
        old: Annotated[
            str, Field(description="A release (rel-…), a version of it (rel-…@1), an edition (Name#4).")
        ],
        new: Annotated[str, Field(description="What to compare it with, named the same way.")],
        offset: Offset = 0,
    ) -> str:
        """Compare two releases, versions or editions: undertakings new, carried, softened, dropped; words."""
        return answers.diff_answer(book, old, new, offset)

    @tool
    def changes(
        since: Annotated[str, Field(description="A day, a revision, or a `cursor` given before.")],
        offset: Offset = 0,
    ) -> str:
        """Tell what came, changed, ended or was decided since a day, oldest first; go on with `cursor`."""
        return answers.changes_answer(book, since, offset)
