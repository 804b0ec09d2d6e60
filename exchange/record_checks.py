"""What must hold within one record; a value that is wrong in itself is not told a second time."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from exchange.errors import Problems
from exchange.record import Record
from exchange.schema import Complaint, Rows
from portal.models.content import MOST_THEMES


def check_record(record: Record, problems: Problems) -> None:
    """Add to ``problems`` what a record lacks to be published, and what does not hold in its rows."""
    if record.published:
        for key in record.kind.needed_to_publish:
            if not any((language, key) in record.places for language in record.documents):
                message = _("A published record needs this; write “published: false” for a draft.")
                problems.add(record.problem(key, message))
        if len(record.values.facts.get("themes") or ()) > MOST_THEMES:
            problems.add(record.problem("themes", _("A record has three themes at most.")))
    for key, declared in record.kind.rows.items():
        for place, message in (*_repeated(record, key, declared), *_wrong(record, key, declared)):
            problems.add(record.problem(place, message))


def _repeated(record: Record, key: str, declared: Rows) -> Iterator[Complaint]:
    seen = set()
    for number, row in enumerate(record.rows.get(key, ()), start=1):
        value = row.facts.get(declared.once)
        if value is not None and value in seen:
            yield f"{key}.{number}.{declared.once}", _("“%(value)s” stands twice in the list.") % {"value": value}
        seen.add(value)


def _wrong(record: Record, key: str, declared: Rows) -> Iterator[Complaint]:
    if declared.check is None:
        return
    for number, row in enumerate(record.rows.get(key, ()), start=1):
        for name, message in declared.check(row):
            yield _told_at(record, f"{key}.{number}", name), message


def _told_at(record: Record, row: str, name: str) -> str:
    """Return the key of a row, or one that stands there when that key itself is missing, for the line of a message."""
    if row in record.attached or _is_told(record, f"{row}.{name}"):
        return f"{row}.{name}"
    there = (key for __, key in record.places if key.startswith(f"{row}."))
    return next(there, row.partition(".")[0])


def _is_told(record: Record, key: str) -> bool:
    return any((code, key) in record.places for code in record.documents)
