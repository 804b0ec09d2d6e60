"""What a translated file would change in a record, text by text, and what speaks against each change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from exchange.translation.sheet import Passage, Sheet, digest, tidy
from portal.language_state import text_label, texts

#: What a translation must bring back as it was: addresses of links, pictures and notes.
_KEPT = re.compile(r"\]\(\s*<?([^)\s>]+)|(\[\^[^\]\s]+\])")


@dataclass(frozen=True)
class Change:
    """One text that would change. ``refused`` says why it cannot; with ``doubts`` it is not taken over unasked."""

    name: str
    label: str
    source: str
    before: str
    after: str
    refused: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    changes: tuple[Change, ...]
    unchanged: int
    #: Labels of texts whose row or field is no longer there, with what the file says.
    lost: tuple[tuple[str, str], ...]


def compare(page: Any, sheet: Sheet) -> Comparison:
    """Return what the sheet would change in this version of its record."""
    there, here = texts(page, sheet.source), texts(page, sheet.target)
    changes, lost, unchanged = [], [], 0
    places = _places(sheet.passages, there)
    for passage in sheet.passages:
        name = places.get(passage.name)
        if name is None:
            lost += [(passage.label, passage.target)] if digest(passage.target) != passage.target_digest else []
        elif digest(passage.target) in (passage.target_digest, digest(here[name])):
            unchanged += 1
        else:
            changes.append(_change(page, name, passage, sheet, there[name], here[name]))
    return Comparison(tuple(changes), unchanged, tuple(lost))


def _places(passages: tuple[Passage, ...], there: dict[str, str]) -> dict[str, str]:
    """Return which text each passage is of: rows may have been moved, put in between or taken out since.

    What still says the same is found first; a text that was changed is looked for in its old place.
    """
    found: dict[str, str] = {}
    free = dict(there)
    for is_right in (_is_there, _is_elsewhere, _was_there):
        for passage in passages:
            fits = (name for name, text in free.items() if is_right(passage, name, text))
            name = None if passage.name in found else next(fits, None)
            if name:
                found[passage.name] = name
                del free[name]
    return found


def _is_there(passage: Passage, name: str, text: str) -> bool:
    return name == passage.name and digest(text) == passage.source_digest


def _is_elsewhere(passage: Passage, name: str, text: str) -> bool:
    is_row = _column(name) == _column(passage.name) and "." in name
    return is_row and digest(text) == passage.source_digest


def _was_there(passage: Passage, name: str, text: str) -> bool:
    return name == passage.name


def _column(name: str) -> tuple[str, str]:
    return name.split(".")[0], name.split(".")[-1]


def _change(page: Any, name: str, passage: Passage, sheet: Sheet, there: str, here: str) -> Change:
    after = tidy(passage.target)
    return Change(
        name=name,
        label=text_label(page, name, sheet.target),
        source=there,
        before=here,
        after=after,
        refused=tuple(_refusals(page, name, sheet.target, after)),
        doubts=tuple(_doubts(passage, here, there, after)),
        notes=() if digest(there) == passage.source_digest else (_source_changed(),),
    )


def _source_changed() -> str:
    return _("The text that was translated has been changed since: read both again.")


def _doubts(passage: Passage, here: str, there: str, after: str) -> Iterator[str]:
    if not after:
        yield _("The file leaves this text empty.")
        return
    if digest(here) != passage.target_digest:
        yield _("This text has been changed in the portal since the file was made.")
    missing = Counter(_targets(there)) - Counter(_targets(after))
    if missing:
        yield _("Missing in the translation: %s") % ", ".join(missing)
    added = Counter(_targets(after)) - Counter(_targets(there))
    if added:
        yield _("Only in the translation: %s") % ", ".join(added)


def _targets(text: str) -> list[str]:
    return [address or note for address, note in _KEPT.findall(text)]


def _refusals(page: Any, name: str, code: str, after: str) -> Iterator[str]:
    field = field_of(type(page), name, code)
    longest = getattr(field, "max_length", None)
    if longest and len(after) > longest:
        yield _("%(count)d characters; at most %(most)d fit.") % {"count": len(after), "most": longest}
        return
    if longest and "\n" in after and not isinstance(field, models.TextField):
        yield _("This text stands on one line.")
    try:
        field.run_validators(after)
    except ValidationError as refused:
        yield from refused.messages


def field_of(model: type[Any], name: str, code: str) -> Any:
    """Return the field of a text of a record, or of one of its rows."""
    relation, dot, rest = name.partition(".")
    if not dot:
        return model._meta.get_field(f"{name}_{code}")
    rows = getattr(model, relation).rel.related_model
    return rows._meta.get_field(f"{rest.partition('.')[2]}_{code}")
