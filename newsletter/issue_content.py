"""What an issue says in one language: its words, the records it names, and what has happened since the issue before.

Everything is looked up as readers without an account see it: what they may not see is not told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext

import languages
from languages.text import Text, in_language
from portal import changes
from portal.cards import Card, cards
from portal.changes import Change, News
from portal.published import Access
from themes.models import Theme

#: So far back looks the first issue of all.
FIRST_PERIOD = timedelta(days=90)


@dataclass(frozen=True)
class Entry:
    """A record as a mail names it; ``url`` is absolute, ``marker`` says that it is there in the other language only."""

    kind: str
    heading: Text
    summary: Text
    url: str
    comment: Text
    marker: str


@dataclass(frozen=True)
class Section:
    """A heading with records or lines of news below it."""

    heading: str
    entries: Sequence[Entry] = ()
    news: Sequence[News] = ()


@dataclass(frozen=True)
class IssueContent:
    """An issue in one language; ``missing`` are the keys of chosen records that readers may not see."""

    language: str
    sections: list[Section]
    missing: list[int]


def period_of(issue: Any) -> tuple[datetime, datetime]:
    """Return the period that the automatic lists are about: the frozen one, else since the issue before, until now."""
    if issue.frozen_until:
        return issue.frozen_since, issue.frozen_until
    model = type(issue)
    before = model._default_manager.exclude(pk=issue.pk).exclude(frozen_until=None).order_by("-frozen_until").first()
    now = timezone.now()
    return issue.changes_since or (before.frozen_until if before else now - FIRST_PERIOD), now


def content_of(issue: Any, code: str) -> IssueContent:
    """Look up everything that an issue tells in a language."""
    access = Access.anonymous()
    since, until = period_of(issue)
    with translation.override(code):
        chosen, missing = _chosen(issue, access)
        sections = [Section(gettext("Chosen for you"), chosen)] if chosen else []
        told = {row.record_id for row in issue.chosen.all()}
        sections += _lists(issue, changes.changes(access, since, until), told, access)
        sections += _news(issue, access, since, until)
        return IssueContent(code, sections, missing)


def entries_of(pks: Sequence[int], access: Access) -> list[Entry]:
    """Return those of the records that may be seen as mails name them, in the active language."""
    return [_entry(card) for card in cards(list(pks), access) if card.url]


def _entry(card: Card, comment: Text | None = None) -> Entry:
    marker = _marker(card.heading.language) if card.heading.language != languages.active() else ""
    return Entry(
        kind=card.kind,
        heading=card.heading,
        summary=card.summary,
        url=f"{settings.SITE_URL}{card.url}",
        comment=comment or Text("", languages.active()),
        marker=marker,
    )


def _marker(code: str) -> str:
    """Return the words that say in which other language something is."""
    return gettext("in French") if code == "fr" else gettext("in Dutch")


def _chosen(issue: Any, access: Access) -> tuple[list[Entry], list[int]]:
    rows = list(issue.chosen.all())
    found = {card.pk: card for card in cards([row.record_id for row in rows], access) if card.url}
    comments = {row.record_id: in_language(row, "comment", languages.active()) for row in rows}
    entries = [_entry(found[row.record_id], comments[row.record_id]) for row in rows if row.record_id in found]
    return entries, [row.record_id for row in rows if row.record_id not in found]


def _lists(issue: Any, found: list[Change], told: set[int], access: Access) -> Iterator[Section]:
    themes = changes.themes_of(change.pk for change in found)
    told = set(told)
    for row in issue.lists.all():
        wanted = [change.pk for change in found if change.pk not in told and _is_wanted(row, change, themes)]
        entries = entries_of(wanted[: row.most], access)
        told |= set(wanted[: row.most])
        if entries:
            yield Section(str(row.heading) or gettext("New and changed"), entries)


def _is_wanted(row: Any, change: Change, themes: dict[int, set[int]]) -> bool:
    if row.kind and row.kind != change.kind:
        return False
    return row.theme_id is None or bool(themes.get(change.pk, set()) & under([row.theme_id]))


def under(keys: Collection[int]) -> set[int]:
    """Return the keys of the themes given and of every narrower one."""
    slugs = Theme.objects.filter(pk__in=keys).values_list("slug", flat=True)
    return set(Theme.objects.filter(slug__in=Theme.objects.under(slugs)).values_list("pk", flat=True))


def _news(issue: Any, access: Access, since: datetime, until: datetime) -> Iterator[Section]:
    wanted = (
        (issue.show_events, changes.EVENTS, gettext("Seminars to come")),
        (issue.show_recommendations, changes.RECOMMENDATIONS, gettext("What became of recommendations")),
    )
    for shown, name, heading in wanted:
        news = [
            replace(each, path=f"{settings.SITE_URL}{each.path}") for each in changes.news(name, access, since, until)
        ]
        if shown and news:
            yield Section(heading, news=news)
