"""How many of the documents found have each value of each facet.

Each document has the numbers of its values in one field as well: to add them up here takes a quarter of the time that
the database takes to group them, which was most of the time of a question that finds much.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable

from search.plan import Filter

NUMBERS = "I"  # as array has them: four bytes each
VALUES = "select id, name, value from facet"
ALL_FOUND = "select doc.facets from found join doc on doc.id = found.doc"
FOUND = "select found.failed, doc.facets from found join doc on doc.id = found.doc"
# What most documents are found for is counted from the other side: all that have a value, but for those not found.
MOST = "select 2 * (select count(*) from found) > (select count(*) from doc)"
COUNTS_OF_MOST = """
select facet.name, facet.value, facet.number - coalesce(missing.number, 0) as left_over
from facet left join (
  select doc_facet.facet, count(*) number from doc join doc_facet on doc_facet.doc = doc.id
  where doc.id not in (select doc from found) group by 1
) missing on missing.facet = facet.id where left_over > 0
"""
Counts = dict[str, dict[str, int]]
NONE: Counter[int] = Counter()


def packed(facets: Iterable[int]) -> bytes:
    """Return the numbers of the values of a document as its field holds them."""
    return array(NUMBERS, facets).tobytes()


def counts(connection: sqlite3.Connection, filters: tuple[Filter, ...]) -> Counts:
    """Count the values of every facet; those of a facet in which something is chosen, as if it were not."""
    if not filters and connection.execute(MOST).fetchone()[0]:
        return _named(connection.execute(COUNTS_OF_MOST))
    added = _added(connection) if filters else {0: _sum(facets for (facets,) in connection.execute(ALL_FOUND))}
    passed = added.get(0, NONE)
    # A document that fails one filter alone still counts for the other values of that facet.
    own = {chosen.facet: added.get(number, NONE) for number, chosen in enumerate(filters, start=1)}
    values = connection.execute(VALUES).fetchall()
    counted = ((name, value, passed[number] + own.get(name, NONE)[number]) for number, name, value in values)
    return _named((name, value, count) for name, value, count in counted if count)


def _added(connection: sqlite3.Connection) -> dict[int, Counter[int]]:
    """Return the counts of the documents that pass every filter, as 0, and of those that fail one, by its number."""
    found: dict[int, list[bytes]] = {}
    for failed, facets in connection.execute(FOUND):
        found.setdefault(failed, []).append(facets)
    return {failed: _sum(each) for failed, each in found.items()}


def _sum(each: Iterable[bytes]) -> Counter[int]:
    return Counter(array(NUMBERS, b"".join(each)))


def _named(rows: Iterable[tuple[str, str, int]]) -> Counts:
    named: Counts = {}
    for facet, value, count in rows:
        named.setdefault(facet, {})[value] = count
    return named
