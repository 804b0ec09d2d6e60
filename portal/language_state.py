"""How the two languages of a record stand to each other, computed when it is published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations

import languages
from languages.fields import translated_names


class LanguageState(models.TextChoices):
    COMPLETE = "complete", _("complete")
    SUMMARY = "summary", _("summary only")
    OLDER = "older", _("older than the other")


def texts(page: Any, code: str) -> dict[str, str]:
    """Return every text of a record in one language, its rows included, by a name that both languages share."""
    return dict(_texts(page, code))


def _texts(page: Any, code: str) -> Iterator[tuple[str, str]]:
    for name in translated_names(type(page)):
        yield name, getattr(page, f"{name}_{code}")
    for relation in get_all_child_relations(page):
        names = translated_names(relation.related_model)
        accessor = relation.get_accessor_name()
        for number, row in enumerate(getattr(page, accessor).all() if names else ()):
            for name in names:
                yield f"{accessor}.{number}.{name}", getattr(row, f"{name}_{code}")


def text_label(page: Any, name: str, code: str) -> str:
    """Return the label of a text for its author: ``steps.1.text`` → ``Step 2: what to do``."""
    if "." not in name:
        return capfirst(_of_field(type(page), name, code))
    relation, number, text = name.split(".")
    model = getattr(type(page), relation).rel.related_model
    return f"{capfirst(model._meta.verbose_name)} {int(number) + 1}: {_of_field(model, text, code)}"


def _of_field(model: type[models.Model], name: str, code: str) -> str:
    suffix = f" ({languages.BY_CODE[code].name})"
    return str(model._meta.get_field(f"{name}_{code}").verbose_name).removesuffix(suffix)


def digest(page: Any, code: str) -> str:
    """Return a fingerprint of the texts of one language: it changes exactly when one of them does."""
    return _digest(texts(page, code))


def _digest(own: dict[str, str]) -> str:
    filled = {name: text for name, text in own.items() if text}
    return hashlib.sha256(json.dumps(filled, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def missing(page: Any, code: str) -> list[str]:
    """Return the names of the texts that the other language has and this one has not."""
    return _missing(texts(page, code), texts(page, languages.other(code)))


def _missing(own: dict[str, str], others: dict[str, str]) -> list[str]:
    return [name for name, text in others.items() if text and not own.get(name)]


def _state(page: Any, code: str, written: dict[str, dict[str, str]]) -> LanguageState:
    if _missing(written[code], written[languages.other(code)]):
        return LanguageState.SUMMARY
    here, there = (getattr(page, f"text_changed_at_{each}") for each in (code, languages.other(code)))
    return LanguageState.OLDER if here and there and here < there else LanguageState.COMPLETE


def record(page: Any) -> dict[str, Any]:
    """Note on a page that is being published which language has changed; return the columns to write.

    Both count as changed now when the author says that the other language needs no change, and when the language
    that was behind is the one that changed: it has caught up, which does not leave the other one behind.
    """
    now = timezone.now()
    # Reading the texts goes through every row of the page: it is done once.
    written = {code: texts(page, code) for code in languages.CODES}
    digests = {code: _digest(written[code]) for code in languages.CODES}
    changed = {code for code, text in digests.items() if text != getattr(page, f"text_digest_{code}")}
    if page.languages_agree or (changed and changed <= _behind(page)):
        changed = set(languages.CODES)
    columns: dict[str, Any] = {"languages_agree": False}
    for code in changed:
        columns |= {f"text_digest_{code}": digests[code], f"text_changed_at_{code}": now}
    _assign(page, columns)
    columns |= {f"language_state_{code}": _state(page, code, written).value for code in languages.CODES}
    _assign(page, columns)
    return columns


def _behind(page: Any) -> set[str]:
    """Return the languages that readers of the version before this one were told are not up to date."""
    behind = {LanguageState.SUMMARY, LanguageState.OLDER}
    return {code for code in languages.CODES if getattr(page, f"language_state_{code}") in behind}


def _assign(page: Any, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(page, name, value)
