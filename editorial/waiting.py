"""Which records wait for which language, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.utils.translation import gettext as _
from wagtail.models import Page

import languages
from portal.language_state import LanguageState

BEHIND = (LanguageState.SUMMARY.value, LanguageState.OLDER.value)
Drafts = dict[str, frozenset[int]]


def waits_for(code: str, drafts: Drafts) -> Q:
    """Return the condition on records to wait for a language: published without it, behind in it, or about to be."""
    return Q(live=True) & (Q(**{f"language_state_{code}__in": BEHIND}) | Q(pk__in=drafts[code]))


def waiting(records: QuerySet[Page], drafts: Drafts, codes: Iterable[str] = languages.CODES) -> QuerySet[Page]:
    """Return the records that wait for one of these languages, with ``since``: when they began to.

    That is when the other language was last changed; for a draft, when it was last saved.
    """
    codes = tuple(codes)
    wanted = Q(pk=None)
    for code in codes:
        wanted |= waits_for(code, drafts)
    behind = (
        When(**{f"language_state_{code}__in": BEHIND}, then=F(f"text_changed_at_{languages.other(code)}"))
        for code in codes
    )
    return records.filter(wanted).annotate(since=Case(*behind, default=F("latest_revision_created_at")))


def reasons(record: Any, drafts: Drafts) -> list[str]:
    """Return why a record waits, one sentence for each language it waits for."""
    found = ((language, _reason(record, language.code, drafts)) for language in languages.LANGUAGES)
    return [f"{language.name} – {reason}" for language, reason in found if reason]


def state_label(state: str) -> str:
    """Return the word for a state of a language, empty for none."""
    return str(LanguageState(state).label) if state else ""


def _reason(record: Any, code: str, drafts: Drafts) -> str:
    state = getattr(record, f"language_state_{code}")
    if state in BEHIND:
        return state_label(state)
    return _("the draft changes only the other language") if record.pk in drafts[code] else ""
