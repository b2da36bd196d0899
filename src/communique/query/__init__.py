"""Answers: the only reader of the ledger for people; every answer is a frozen record."""

from communique.query.actors import Actor, list_actors
from communique.query.book import Book, open_book
from communique.query.changes import Change, Changes, changes
from communique.query.charts import Against, Meetings, MonthMet, Pledged, Pledges, against, meetings, pledges
from communique.query.conversion import Converted, converted
from communique.query.decisions import Judged, Logged, decisions, judged
from communique.query.diff import Diff, Told, diff
from communique.query.doctor import doctor
from communique.query.due import Due, due
from communique.query.entries import BELIEVED, Filters, Listed, ListName
from communique.query.facets import Choice, Facet, facets
from communique.query.layout import Paragraph, lay_out
from communique.query.lists import count_entries, each_entry, list_entries
from communique.query.lives import Life, TimedRelease, lives, timed_releases
from communique.query.mechanisms import list_mechanisms
from communique.query.origins import RawPlace, origins, raw_places
from communique.query.picked import Place
from communique.query.relation import Met, Relation, Side, frequent_pairs, relation
from communique.query.releases import ListedRelease, list_releases
from communique.query.review import SURE, Card, cards
from communique.query.search import Match, search
from communique.query.show import Shown, ShownActor, ShownMechanism, ShownRelease, show
from communique.query.statement import statement
from communique.query.status import STATUSES, Status
from communique.query.summary import Summary, largest_pledges, summarise
from communique.query.totals import Sum, Totals, View, totals, view
from communique.query.versions import Turned, Version, addresses, history, list_versions
from communique.resolve.mechanisms import Edition, Mechanism
from communique.resolve.versions import Compared, Hunk, SlotChange

__all__ = [
    "BELIEVED",
    "STATUSES",
    "SURE",
    "Actor",
    "Against",
    "Book",
    "Card",
    "Change",
    "Changes",
    "Choice",
    "Compared",
    "Converted",
    "Diff",
    "Due",
    "Edition",
    "Facet",
    "Filters",
    "Hunk",
    "Judged",
    "Life",
    "ListName",
    "Listed",
    "ListedRelease",
    "Logged",
    "Match",
    "Mechanism",
    "Meetings",
    "Met",
    "MonthMet",
    "Paragraph",
    "Place",
    "Pledged",
    "Pledges",
    "RawPlace",
    "Relation",
    "Shown",
    "ShownActor",
    "ShownMechanism",
    "ShownRelease",
    "Side",
    "SlotChange",
    "Status",
    "Sum",
    "Summary",
    "TimedRelease",
    "Told",
    "Totals",
    "Turned",
    "Version",
    "View",
    "addresses",
    "against",
    "cards",
    "changes",
    "converted",
    "count_entries",
    "decisions",
    "diff",
    "doctor",
    "due",
    "each_entry",
    "facets",
    "frequent_pairs",
    "history",
    "judged",
    "largest_pledges",
    "lay_out",
    "list_actors",
    "list_entries",
    "list_mechanisms",
    "list_releases",
    "list_versions",
    "lives",
    "meetings",
    "open_book",
    "origins",
    "pledges",
    "raw_places",
    "relation",
    "search",
    "show",
    "statement",
    "summarise",
    "timed_releases",
    "totals",
    "view",
]
