"""The index file of one language: its tables, and how documents get into them."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable

from search.analysis import ANALYSIS_VERSION
from search.engines.base import Change, Hidden
from search.engines.fts5_counts import packed
from search.streams import streams

# Titles, bodies and attached files are three tables because FTS5 normalises by the length of a whole row: as a column
# beside a long body, a short title would count for nothing. Terms are ASCII already; the tokenizer only parts them.
TABLES = """
create table meta(name text primary key, value) without rowid;
create table doc(
  id integer primary key, key text not null unique, seq int not null, page int not null,
  day int, verified int, until int, facets blob not null
);
create index doc_until on doc(until) where until is not null;
create table facet(id integer primary key, name text, value text, number int not null default 0, unique(name, value));
create table doc_facet(doc int, facet int, primary key(doc, facet)) without rowid;
create trigger facet_added after insert on doc_facet begin
  update facet set number = number + 1 where id = new.facet;
end;
create trigger facet_removed after delete on doc_facet begin
  update facet set number = number - 1 where id = old.facet;
end;
create table doc_restriction(doc int, restriction int, primary key(doc, restriction)) without rowid;
create virtual table title using fts5(exact, stem, parts, lead, tokenize='unicode61 remove_diacritics 0');
create virtual table body using fts5(exact, stem, parts, tokenize='unicode61 remove_diacritics 0');
create virtual table file using fts5(exact, stem, parts, tokenize='unicode61 remove_diacritics 0');
create virtual table title_words using fts5vocab(title, col);
create virtual table body_words using fts5vocab(body, col);
create virtual table file_words using fts5vocab(file, col);
"""
# A file with other tables or made with other rules of analysis must not serve.
VERSION = f"{ANALYSIS_VERSION}-{hashlib.sha256(TABLES.encode()).hexdigest()[:8]}"
FACET = "select id from facet where name = ? and value = ?"
ROWS_OF_A_DOCUMENT = (
    "delete from doc where id = ?",
    "delete from doc_facet where doc = ?",
    "delete from doc_restriction where doc = ?",
    "delete from title where rowid = ?",
    "delete from body where rowid = ?",
    "delete from file where rowid = ?",
)


def create(connection: sqlite3.Connection, language: str) -> None:
    connection.executescript(TABLES)
    facts = {"version": VERSION, "language": language, "indexed": 0}
    connection.executemany("insert into meta(name, value) values(?, ?)", facts.items())


def fact(connection: sqlite3.Connection, name: str) -> str | int:
    """Return one fact that the file tells about itself; a file without it is as good as broken."""
    row = connection.execute("select value from meta where name = ?", (name,)).fetchone()
    if row is None:
        raise sqlite3.DatabaseError(f"the index file does not say its {name}")
    value: str | int = row[0]
    return value


def set_indexed(connection: sqlite3.Connection, seq: int) -> None:
    connection.execute("update meta set value = ? where name = 'indexed'", (seq,))


def apply(connection: sqlite3.Connection, language: str, changes: Iterable[Change]) -> int:
    """Write ``changes``, in the order of ``seq``, and return their number; the caller holds the transaction."""
    count, indexed = 0, int(fact(connection, "indexed"))
    for change in changes:
        _remove(connection, change.key)
        if not change.deleted:
            _insert(connection, language, change)
        count, indexed = count + 1, max(indexed, change.seq)
    set_indexed(connection, indexed)
    return count


def hide(connection: sqlite3.Connection, documents: Iterable[Hidden]) -> None:
    """Remove what the file has of ``documents`` from before they were hidden."""
    for each in documents:
        row = connection.execute("select 1 from doc where key = ? and seq < ?", (each.key, each.seq)).fetchone()
        if row:
            _remove(connection, each.key)


def _remove(connection: sqlite3.Connection, key: str) -> None:
    row = connection.execute("select id from doc where key = ?", (key,)).fetchone()
    if row:
        for statement in ROWS_OF_A_DOCUMENT:
            connection.execute(statement, row)


def _insert(connection: sqlite3.Connection, language: str, change: Change) -> None:
    connection.executemany("insert or ignore into facet(name, value) values(?, ?)", change.facets)
    facets = {connection.execute(FACET, pair).fetchone()[0] for pair in change.facets}
    doc = connection.execute(
        "insert into doc(key, seq, page, day, verified, until, facets) values(?, ?, ?, ?, ?, ?, ?)",
        (change.key, change.seq, change.page, change.day, change.verified, change.until, packed(facets)),
    ).lastrowid
    connection.executemany("insert into doc_facet values(?, ?)", [(doc, number) for number in facets])
    connection.executemany(
        "insert or ignore into doc_restriction values(?, ?)", [(doc, number) for number in change.restrictions]
    )
    found = streams(language, title=change.title, lead=change.lead, body=change.body, files=change.files)
    connection.execute(
        "insert into title(rowid, exact, stem, parts, lead) values(?, ?, ?, ?, ?)", (doc, *found.title, found.lead)
    )
    connection.execute("insert into body(rowid, exact, stem, parts) values(?, ?, ?, ?)", (doc, *found.body))
    if found.file:
        connection.execute("insert into file(rowid, exact, stem, parts) values(?, ?, ?, ?)", (doc, *found.file))
