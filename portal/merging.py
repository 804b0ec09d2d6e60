"""Brings together what two people did to one version of a page: field by field, and row by row.

All three versions are what a browser sends for them: the one that both began with, theirs, which was saved first, and
mine. What only one of them changed is taken over; where both changed the same field, mine stays and a conflict says
what theirs was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

#: What a browser sends for each field of a form.
Values = Mapping[str, list[str]]


class Clash(Enum):
    """What the other person did to what I changed too."""

    CHANGED = "changed"
    REMOVED = "removed"
    #: I took a row out that the other person changed: it is back.
    MISSED = "missed"


@dataclass(frozen=True)
class Conflict:
    """``name`` is the field, empty for a whole row; ``relation`` and ``number`` say which row of the merged form."""

    clash: Clash
    name: str = ""
    theirs: str = ""
    relation: str = ""
    number: int = 0


@dataclass
class Row:
    """A row as the form has it; ``key`` is that of the database, empty for a row that has none yet."""

    values: Values
    key: str = ""
    gone: bool = False
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True)
class Rows:
    """The rows of the merged form: those that the last version has, then the others; ``order`` is that of both."""

    known: list[Row]
    added: list[Row]
    order: list[Row]


def merge_fields(base: Values | None, theirs: Values, mine: Values) -> tuple[dict[str, list[str]], list[Conflict]]:
    """Return the merged fields and where both changed one; without a base, two texts that differ are a conflict."""
    merged: dict[str, list[str]] = {}
    conflicts = []
    for name, their in theirs.items():
        my = mine.get(name, their)
        was = base.get(name, []) if base is not None else None
        if _is_mine(was, their, my):
            merged[name] = my
        elif _is_mine(was, my, their):
            merged[name] = their
        elif was is not None and max(map(len, (was, their, my))) > 1:
            merged[name] = _choices(set(was), their, my)
        else:
            merged[name] = my
            conflicts.append(Conflict(Clash.CHANGED, name, "\n".join(their)))
    return merged, conflicts


def _is_mine(was: list[str] | None, theirs: list[str], mine: list[str]) -> bool:
    """Whether nothing of theirs is lost with mine: they are equal, or theirs is as it was."""
    before = () if was is None else _plain(was)
    return _plain(theirs) in (_plain(mine), before)


def merge_rows(base: Sequence[Row] | None, theirs: Sequence[Row], mine: Sequence[Row]) -> Rows:
    """Return the rows of both; a row that one removed and the other changed stays, with a conflict.

    Without a base, the rows of the last version count as those that both began with.
    """
    began = theirs if base is None else base
    of_theirs, of_mine = _same(began, theirs), _same(began, mine)
    shown = list(theirs)
    added = [(rank, row) for rank, row in enumerate(mine) if rank not in of_mine.values() and not row.gone]
    for number, rank in of_mine.items():
        was, place = began[number], of_theirs.get(number)
        if place is not None:
            shown[place] = _both(None if base is None else was.values, theirs[place], mine[rank])
        elif not mine[rank].gone and _changed(was.values, mine[rank].values):
            added.append((rank, Row(mine[rank].values, conflicts=[Conflict(Clash.REMOVED)])))
    ranks = {place: of_mine[number] for number, place in sorted(of_theirs.items()) if number in of_mine}
    return Rows(shown, [row for _rank, row in added], _ordered(shown, ranks, added))


def _plain(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(text for each in values if (text := each.replace("\r\n", "\n").strip())))


def _choices(was: set[str], theirs: list[str], mine: list[str]) -> list[str]:
    """Return several choices of one field: what both kept, and what either added."""
    kept = [each for each in theirs if each in mine or each not in was]
    return kept + [each for each in mine if each not in theirs and each not in was]


def _same(began: Sequence[Row], then: Sequence[Row]) -> dict[int, int]:
    """Return which row became which: by the key, else by what is still in it, the nearest place first."""
    keys = {row.key: number for number, row in enumerate(then) if row.key}
    found = {number: keys[row.key] for number, row in enumerate(began) if row.key in keys}
    scores = sorted(
        (
            (-_likeness(row, other), abs(number - place), number, place)
            for number, row in enumerate(began)
            for place, other in enumerate(then)
            if not (row.key and other.key) and _likeness(row, other)
        ),
    )
    for _score, _distance, number, place in scores:
        if number not in found and place not in found.values():
            found[number] = place
    return found


def _likeness(row: Row, other: Row) -> int:
    pairs = ((_plain(values), _plain(other.values.get(name, ()))) for name, values in row.values.items())
    return sum(1 for one, two in pairs if one and one == two)


def _both(was: Values | None, theirs: Row, mine: Row) -> Row:
    values, conflicts = merge_fields(was, theirs.values, {} if mine.gone else mine.values)
    gone = mine.gone and (was is None or not _changed(was, theirs.values))
    if mine.gone and not gone:
        conflicts.append(Conflict(Clash.MISSED))
    return Row(values, theirs.key, gone, conflicts)


def _changed(was: Values, now: Values) -> bool:
    return any(_plain(values) != _plain(now.get(name, values)) for name, values in was.items())


def _ordered(shown: list[Row], ranks: dict[int, int], added: list[tuple[int, Row]]) -> list[Row]:
    """Return the rows as they follow each other: as I moved them, else as they did; mine follow what they followed.

    ``ranks`` are my places of the rows that both have, in the order in which both found them.
    """
    places = sorted(ranks)
    if list(ranks.values()) != sorted(ranks.values()):
        places.sort(key=ranks.__getitem__)
    moved = iter(places)
    order = [
        (ranks.get(place), shown[place]) for place in (next(moved) if n in ranks else n for n in range(len(shown)))
    ]
    for rank, row in sorted(added, key=lambda each: each[0]):
        before = [number for number, (other, _row) in enumerate(order, 1) if other is not None and other < rank]
        order.insert(before[-1] if before else 0, (rank, row))
    return [row for _rank, row in order]
