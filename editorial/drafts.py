"""Drafts ahead of the published text, and the language in which they have nothing new."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

import languages
from editorial.records import kinds
from languages.fields import translated_names

COLUMNS = ("pk", "content_type__app_label", "content_type__model", "live_revision__content", "latest_revision__content")


def left_behind(pages: QuerySet[Page]) -> dict[str, frozenset[int]]:
    """Return, by language, the published records whose draft changes the other language and leaves this one as it was.

    The texts are read from the two revisions themselves, in one query: no column holds this.
    """
    ahead = pages.filter(live=True, has_unpublished_changes=True, live_revision__isnull=False)
    found: dict[str, set[int]] = {code: set() for code in languages.CODES}
    models = kinds()
    for pk, package, name, live, draft in ahead.order_by().values_list(*COLUMNS):
        if draft.get("languages_agree"):
            # The author has said that the other language needs no change.
            continue
        model = models[package, name]
        changed = {code for code in languages.CODES if texts(model, live, code) != texts(model, draft, code)}
        if len(changed) == 1:
            found[languages.other(changed.pop())].add(pk)
    return {code: frozenset(pks) for code, pks in found.items()}


def texts(model: type[Any], content: dict[str, Any], code: str) -> list[list[str]]:
    """Return the texts of one language in the content of a revision: those of the record, then those of each row."""
    found = [_own(model, content, code)]
    for relation in get_all_child_relations(model):
        rows = content.get(relation.get_accessor_name()) or ()
        found += [_own(relation.related_model, row, code) for row in rows]
    return found


def _own(model: type[Any], values: dict[str, Any], code: str) -> list[str]:
    return [values.get(f"{name}_{code}") or "" for name in translated_names(model)]
