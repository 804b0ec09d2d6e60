"""The words of an index file, for spelling and completion."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter

from search.lexicon import Words

# A word of title and body of one document counts twice; what matters is which of two words is the more frequent.
COUNTED = """
select term, sum(doc) from (
  select term, doc from title_words where col = 'exact' union all select term, doc from body_words where col = 'exact'
  union all select term, doc from file_words where col = 'exact'
) group by term
"""
CLOSED = """
select title.exact, body.exact, coalesce(file.exact, ''),
  (select group_concat(restriction) from doc_restriction where doc = doc.id)
from doc join title on title.rowid = doc.id join body on body.rowid = doc.id
left join file on file.rowid = doc.id
where doc.id in (select doc from doc_restriction) or doc.until <= ?
"""


def words(connection: sqlite3.Connection, mark: str) -> Words:
    """Return the words of the file of ``connection``; those of closed and of expired documents are taken out again."""
    counts: Counter[str] = Counter(dict(connection.execute(COUNTED)))
    closed: dict[str, set[frozenset[int]]] = {}
    hidden = 0
    for title, body, file, restrictions in connection.execute(CLOSED, (int(time.time()),)):
        hidden += 1
        found = Counter({*title.split()}) + Counter({*body.split()}) + Counter({*file.split()})
        counts.subtract(found)
        if restrictions:
            each = frozenset(map(int, restrictions.split(",")))
            for word in found:
                closed.setdefault(word, set()).add(each)
    documents = connection.execute("select count(*) from doc").fetchone()[0] - hidden
    return Words(mark, documents, {word: count for word, count in counts.items() if count > 0}, closed)
