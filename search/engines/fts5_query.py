"""From a plan to the statements that answer it on one index file.

What is found is staged in a temporary table of the connection, from which the total, the counts and the page
of hits are read: they cannot disagree.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from search.engines.base import Hit, Hits
from search.engines.fts5_counts import counts
from search.plan import Concept, Group, Order, Phrase, Plan, Query
from search.streams import ZONES

# A word in the title counts twice as much as one in the body, in an attached file half as much; there, its exact form
# twice as much as its stem or a part of a compound, and one in the lead a fifth of that; two words of the question next
# to each other a quarter as much again. Half of the bonus for recent documents is gone after two years.
WEIGHTS = {
    **{"title": 2.0, "body": 1.0, "file": 0.5, "exact": 1.0, "stem": 0.5, "parts": 0.5, "lead": 0.2},
    **{"neighbours": 0.25, "recent": 0.3, "half_life": 730.0},
}
NEIGHBOURS_DISTANCE = 2  # words between two neighbours of the question
SECONDS_PER_DAY = 86_400
# Fewer words of a long question are asked for until so many documents are found.
ENOUGH = 20

# "failed" is 0, or the number of the one filter that a document does not pass: it still counts for the other values
# of that facet. Two failures and more are MANY.
MANY = -1
BIGGEST_FIRST = ("body", "title", "file")
TABLES = (
    "create temp table if not exists found(doc integer primary key, score real, words int, failed int default 0)",
    "create temp table if not exists met(concept int, doc int, points real, primary key(concept, doc)) without rowid",
)
LIST_IN = "select rowid from ZONE where ZONE match :in_ZONE"
HOLDING_IN = "select rowid from ZONE where ZONE match ?"


def _in_each_zone(statement: str, join: str) -> str:
    return f" {join} ".join(statement.replace("ZONE", zone) for zone in ZONES)


# One zone after the other, each in the order of the documents: nothing needs to be sorted.
RANK = """
insert into found(doc, score, words)
select rowid, :ZONE * bm25(ZONE, :exact, :stem, :parts, :lead), 1 from ZONE where ZONE match :in_ZONE
on conflict do update set score = score + excluded.score
"""
LIST = "insert into found(doc, score, words) select rowid, 0, 1 from (ZONES)".replace(
    "ZONES", _in_each_zone(LIST_IN, "union")
)
# Of the labels of a concept the best one counts: they are names of one thing, and share most of their words.
MEET_LABELS = """
insert into met(concept, doc, points) select :concept, doc, :weight * min(points) from (
  select label, doc, sum(points) points from (EACH) group by label, doc
) group by doc
"""
ONE_LABEL = """
select NUMBER label, rowid doc, :title * bm25(title, :exact, :stem, :parts) points from title where title match :NAME
union all select NUMBER, rowid, bm25(body, :exact, :stem, :parts) from body where body match :NAME
"""
MEET_TAGS = """
insert into met(concept, doc, points) select ?, doc, ? from doc_facet where facet in (
  select id from facet where name = ? and value in (select value from json_each(?))
) on conflict do update set points = points + excluded.points
"""
ADD_MET = """
insert into found(doc, score, words) select doc, sum(points), 1 from met where true group by doc
on conflict do update set score = score + excluded.score
"""
RAISE_NEIGHBOURS = """
update found set score = score + near.points from (
  select rowid doc, :neighbours * bm25(body, :exact, :stem, :parts) points from body where body match :near
) near where near.doc = found.doc
"""
COUNT_WORDS = """
update found set words = met.words from (
  select rowid doc, count(*) words from (EACH) group by rowid
) met where met.doc = found.doc
"""
HOLDING = "select * from (ZONES)".replace("ZONES", _in_each_zone(HOLDING_IN, "union"))
MEETING = "select doc from met where concept in (select value from json_each(?))"
KEEP_HOLDING = "delete from found where doc not in (ZONES)".replace("ZONES", _in_each_zone(HOLDING_IN, "union"))
DROP_HOLDING = KEEP_HOLDING.replace("not in", "in")
DROP_DENIED = """
delete from found where doc in (
  select doc from doc_restriction where restriction in (select value from json_each(?)))
"""
DROP_PAGES = "delete from found where doc in (select id from doc where page in (select value from json_each(?)))"
DROP_EXPIRED = "delete from found where doc in (select id from doc where until <= ?)"
FAIL = """
update found set failed = iif(failed = 0, ?, ?) where not exists (
  select 1 from doc_facet where doc = found.doc and facet in (
    select id from facet where name = ? and value in (select value from json_each(?))))
"""
PAGE = """
select doc.key, doc.page, doc.day, doc.verified,
  found.score - :recent * coalesce(:half_life / (:half_life + max(0, :today - doc.day)), 0) as rating
from found join doc on doc.id = found.doc where found.failed = 0 order by ORDER limit :size offset :start
"""
ORDERS = {
    Order.RELEVANCE: "rating, doc.day desc, doc.page, doc.key",
    Order.DATE: "doc.day desc, doc.page, doc.key",
    Order.VERIFIED: "doc.verified desc, doc.day desc, doc.page, doc.key",
}
# Of more titles than these, which two letters can have, the latest ones are looked at.
MOST_TITLES = 1000
SUGGEST = """
select doc.key, doc.page, doc.day, doc.verified from (
  select rowid from title where title match :starts order by rowid desc limit :most
) found join doc on doc.id = found.rowid
where (doc.until is null or doc.until > :now) and not exists (
  select 1 from doc_restriction where doc = doc.id and restriction in (select value from json_each(:denied)))
order by doc.day desc, doc.page, doc.key limit :size
"""


def answer(connection: sqlite3.Connection, plan: Plan) -> Hits:
    """Return what ``plan`` finds in the file of ``connection``, which holds the transaction."""
    for table in TABLES:
        connection.execute(table)
    connection.execute("delete from found")
    _find(connection, plan)
    _leave_out(connection, plan)
    if plan.counted:
        _loosen(connection, len(plan.units))
    pages = _pages(connection) if plan.query.list_pages else frozenset()
    _filter(connection, plan.query)
    if plan.query.total_only:
        return Hits(_total(connection))
    counted = counts(connection, plan.query.filters) if plan.query.counted else {}
    return Hits(_total(connection), tuple(_hits(connection, plan.query)), counted, pages)


def suggestions(
    connection: sqlite3.Connection, starts: Sequence[str], denied: frozenset[int], now: int, n: int
) -> tuple[Hit, ...]:
    """Return the documents whose titles hold words that begin like this; see ``Engine.suggest``."""
    asked = " AND ".join(f'exact : "{start}"*' for start in starts)
    values = {"starts": asked, "most": MOST_TITLES, "now": now, "denied": json.dumps(list(denied)), "size": n}
    return tuple(Hit(*row) for row in connection.execute(SUGGEST, values)) if starts else ()


def _find(connection: sqlite3.Connection, plan: Plan) -> None:
    """Stage and rank every document that holds any of the words; all of them when no word is asked for."""
    if not plan.groups:
        connection.execute("insert into found(doc, score, words) select id, 0, 0 from doc")
        return
    statements = [LIST] if plan.query.total_only else [RANK.replace("ZONE", zone) for zone in BIGGEST_FIRST]
    found = {f"in_{zone}": _any_word(plan, "stem parts lead" if zone == "title" else "stem parts") for zone in ZONES}
    for statement in statements:
        connection.execute(statement, {**WEIGHTS, **found})
    _meet(connection, plan.concepts)
    if plan.pairs and not plan.query.total_only:
        near = " OR ".join(f'NEAR("{one}" "{other}", {NEIGHBOURS_DISTANCE})' for one, other in plan.pairs)
        connection.execute(RAISE_NEIGHBOURS, {**WEIGHTS, "near": f"stem : ({near})"})
    if plan.counted:
        _count_words(connection, plan)


def _meet(connection: sqlite3.Connection, concepts: tuple[Concept, ...]) -> None:
    """Stage what meets the concepts, by its words or by its tags."""
    connection.execute("delete from met")
    for number, concept in enumerate(concepts):
        if concept.labels:
            each = (ONE_LABEL.replace("NUMBER", str(place)) for place in range(len(concept.labels)))
            labels = {f"label{place}": _all(label.stems) for place, label in enumerate(concept.labels)}
            each = (part.replace("NAME", name) for part, name in zip(each, labels, strict=True))
            values = {**WEIGHTS, **labels, "concept": number, "weight": concept.weight}
            connection.execute(MEET_LABELS.replace("EACH", " union all ".join(each)), values)
        if concept.tagged:
            tagged = (concept.tagged.facet, json.dumps(concept.tagged.values))
            connection.execute(MEET_TAGS, (number, -concept.points, *tagged))
    if concepts:
        connection.execute(ADD_MET)


def _count_words(connection: sqlite3.Connection, plan: Plan) -> None:
    """Note for each document how many of the words it answers; with one or two simple words it answers one at least."""
    connection.execute("update found set words = 0")
    each: list[str] = []
    values: list[str] = []
    for unit in plan.units:
        meant = [number for number, concept in enumerate(plan.concepts) if set(unit) & set(concept.groups)]
        each.append(" union ".join([" intersect ".join([HOLDING] * len(unit)), MEETING]).join(["select * from (", ")"]))
        values += [expression for place in unit for expression in [_one_word(plan.groups[place])] * len(ZONES)]
        values.append(json.dumps(meant))
    connection.execute(COUNT_WORDS.replace("EACH", " union all ".join(each)), values)


def _leave_out(connection: sqlite3.Connection, plan: Plan) -> None:
    """Drop what the reader may not see, what is no longer shown, and what lacks a phrase or has an excluded one."""
    connection.execute(DROP_EXPIRED, (plan.query.now,))
    if plan.query.denied:
        connection.execute(DROP_DENIED, (json.dumps(list(plan.query.denied)),))
    if plan.query.without:
        connection.execute(DROP_PAGES, (json.dumps(list(plan.query.without)),))
    for phrase in plan.phrases:
        connection.execute(KEEP_HOLDING, [_exact(phrase)] * len(ZONES))
    for phrase in plan.excluded:
        connection.execute(DROP_HOLDING, [_exact(phrase)] * len(ZONES))


def _loosen(connection: sqlite3.Connection, asked: int) -> None:
    """Keep the documents with at least half of the words, or with fewer where those do not fill a page."""
    holding = dict(connection.execute("select words, count(*) from found group by words"))
    least = ceil(asked / 2)
    while least > 1 and sum(count for words, count in holding.items() if words >= least) < ENOUGH:
        least -= 1
    if any(words >= least for words in holding):
        connection.execute("delete from found where words < ?", (least,))


def _pages(connection: sqlite3.Connection) -> frozenset[int]:
    rows = connection.execute("select doc.page from found join doc on doc.id = found.doc")
    return frozenset(page for (page,) in rows)


def _filter(connection: sqlite3.Connection, query: Query) -> None:
    for number, chosen in enumerate(query.filters, start=1):
        connection.execute(FAIL, (number, MANY, chosen.facet, json.dumps(chosen.values)))
    if len(query.filters) > 1:
        connection.execute("delete from found where failed = ?", (MANY,))


def _total(connection: sqlite3.Connection) -> int:
    total: int = connection.execute("select count(*) from found where failed = 0").fetchone()[0]
    return total


def _hits(connection: sqlite3.Connection, query: Query) -> Iterator[Hit]:
    position = {"today": query.now // SECONDS_PER_DAY, "start": query.start, "size": query.stop - query.start}
    statement = PAGE.replace("ORDER", ORDERS[query.order])
    for key, page, day, verified, _rating in connection.execute(statement, {**WEIGHTS, **position}):
        yield Hit(key, page, day, verified)


def _any_word(plan: Plan, columns: str) -> str:
    return f"exact : ({_any(plan.exact)}) OR {{{columns}}} : ({_any(plan.stems)})"


def _one_word(group: Group) -> str:
    """Return the expression for a word: in its exact form, by its stem, or by all elements of its compound."""
    whole = f'exact : "{group.exact}" OR {{stem parts}} : "{group.stem}"'
    if not group.parts:
        return whole
    return f"{whole} OR ({_all(group.parts)})"


def _all(stems: Iterable[str]) -> str:
    return " AND ".join(f'{{stem parts}} : "{stem}"' for stem in stems)


def _exact(phrase: Phrase) -> str:
    return f'exact : "{" ".join(phrase.terms)}"'


def _any(terms: Iterable[str]) -> str:
    """Quote every term: they hold letters and digits only, and no word of the query syntax stays one between quotes."""
    return " OR ".join(f'"{term}"' for term in terms)
