"""The views that users ask: what stands now, in plain columns; no other table is read."""

_STANDS = """e.to_revision IS NULL AND NOT EXISTS (
    SELECT 1 FROM main.veil AS v WHERE v.entry = e.row AND v.to_revision IS NULL)"""
_OF = "FROM main.{table} AS s JOIN main.entry AS e ON e.row = s.entry WHERE " + _STANDS

VIEWS: dict[str, str] = {
    "releases": """SELECT v.release AS id, r.publisher, v.published, v.title, v.lang, v.country, v.url, v.text
        FROM main.release_version AS v JOIN main.release AS r ON r.id = v.release
        WHERE v.to_revision IS NULL""",
    "entries": f"""SELECT e.id, e.kind, e.attribute, e.summary, e.confidence, v.release, v.published,
        e.when_first, e.when_last, e.when_bound, e.where_name, e.where_country, e.mechanism_name,
        e.mechanism_ordinal, e.judged IS NOT NULL AS judged
        FROM main.entry AS e JOIN main.release_version AS v ON v.version = e.version WHERE {_STANDS}""",
    "passages": f"SELECT e.id AS entry, s.quote, s.span_start, s.span_end {_OF.format(table='evidence')}",
    "parties": "SELECT e.id AS entry, s.role, s.name, s.type, s.entity, s.country "
    + _OF.format(table="actor_slot"),
    "sums": f"SELECT e.id AS entry, s.value, s.unit, s.bound {_OF.format(table='amount_slot')}",
    "topics": f"SELECT e.id AS entry, s.topic {_OF.format(table='topic_slot')}",
    "judgements": """SELECT j.number, r.at, j.who, j.kind, j.subject, j.object, j.decision, j.relation, j.why,
        j.score FROM main.judgement AS j JOIN main.revision AS r ON r.number = j.revision""",
}
TABLES = (
    *("release", "release_version", "revision", "entry", "veil", "evidence", "actor_slot", "amount_slot"),
    *("topic_slot", "party_slot", "judgement"),
)
