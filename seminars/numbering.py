"""How recommendations get their numbers and references when they are first published, and keep them.

A version of a panel holds its recommendations as they were when it was saved: a row added to a draft has no number
yet, and one published since may not know it. The key of a row, made with its first draft, tells which row it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import languages
from portal.models import Reference
from portal.references import next_reference
from portal.turns import Turn, wait_for
from seminars.models.choices import RecommendationState

PREFIX = "RC"
REFERENCE = re.compile(r"RC-[0-9]{4}-[0-9]{3,6}")
#: The word before the number of a recommendation in its address.
WORDS = {"fr": "recommandation", "nl": "aanbeveling"}
NUMBER = re.compile(r"([a-z]+)-([1-9][0-9]{0,3})")


def segment(number: int, code: str) -> str:
    """Return the last part of the address of a recommendation: ``recommandation-3``."""
    return f"{WORDS[code]}-{number}"


def number_in(rest: str) -> int | None:
    """Return the number that such a part names in the active language; None when it is something else."""
    found = NUMBER.fullmatch(rest)
    return int(found[2]) if found and found[1] == WORDS[languages.active()] else None


def give_keys(panel: Any) -> None:
    """Give each new recommendation of a draft its key."""
    rows = list(panel.recommendations.all())
    seen: set[str] = set()
    for row in rows:
        if not row.key or row.key in seen:
            row.key = uuid4().hex
        seen.add(row.key)
    panel.recommendations = rows


def recall(panel: Any) -> None:
    """Make the rows of a version those of the database again, with the numbers they were given since."""
    rows = list(panel.recommendations.all())
    known = {row.key: row for row in _stored(rows)}
    for row in rows:
        stored = known.get(row.key)
        if stored is not None and stored.panel_id == panel.pk:
            row.pk, row.reference, row.number = stored.pk, stored.reference, stored.number
            row._state.adding = False
        elif stored is not None:
            # A version that was copied with its panel from another one.
            _start_anew(row)
    panel.recommendations = rows


def settle(panel: Any) -> list[str]:
    """Number the recommendations of a panel that is being saved live; return the references given for that.

    Must be called in the transaction that saves the panel. A reference that a row brings is kept when it is well
    formed and was never given to another panel; a copied row starts anew.
    """
    give_keys(panel)
    rows = panel.recommendations.all()
    given = _pages_of(row.reference for row in rows if row.reference)
    for row in rows:
        if row.reference and not _may_keep(row.reference, panel, given):
            _start_anew(row)
    _tell_twins_apart(rows)
    if not panel.live:
        return []
    panel.last_number = max([panel.last_number, *(row.number for row in rows if row.number)])
    return [_number(row, panel) for row in rows if row.reference not in given or not row.number]


def belong(references: Iterable[str], panel: Any) -> None:
    """Note for good that these references are of this panel."""
    Reference.objects.filter(text__in=list(references)).update(page_id=panel.pk)


def _stored(rows: Iterable[Any]) -> Any:
    keys = {type(row): [each.key for each in rows if each.key] for row in rows}
    return [row for model, wanted in keys.items() for row in model.objects.filter(key__in=wanted)]


def _pages_of(references: Iterable[str]) -> dict[str, int | None]:
    """Return those of the references that were given already, with the page of each."""
    return dict(Reference.objects.filter(text__in=list(references)).values_list("text", "page_id"))


def _may_keep(reference: str, panel: Any, given: dict[str, int | None]) -> bool:
    own = reference not in given or (panel.pk is not None and given[reference] == panel.pk)
    return own and bool(REFERENCE.fullmatch(reference))


def _start_anew(row: Any) -> None:
    """Make a recommendation one of which nothing has become yet."""
    row.key, row.reference, row.number, row.state = uuid4().hex, None, None, RecommendationState.OPEN.value
    row.reason_fr = row.reason_nl = ""
    row.decided_on = row.taken_up_by = None


def _tell_twins_apart(rows: Iterable[Any]) -> None:
    """Leave a number to the row that has it in the database, else to the first one; the others get another number."""
    holders: dict[int, Any] = {}
    for row in sorted(rows, key=lambda each: each.pk is None):
        holder = holders.setdefault(row.number, row) if row.number else row
        if holder is not row:
            row.number = None
            row.reference = None if row.reference == holder.reference else row.reference


def _number(row: Any, panel: Any) -> str:
    wait_for(Turn.ADDRESSES)
    row.reference = row.reference or next_reference(PREFIX)
    Reference.objects.get_or_create(text=row.reference)
    row.number = row.number or panel.last_number + 1
    panel.last_number = max(panel.last_number, row.number)
    return row.reference
