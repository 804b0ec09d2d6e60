"""What a record says about its page as a whole: who may read it, and since when it is there."""

from __future__ import annotations

from datetime import date, datetime, time

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from exchange.record import Record
from portal.models import BilingualPage


def restrict(page: BilingualPage, record: Record) -> bool:
    """Let those read the page whom the record names; return whether that changed. Unsaid, it stays as it is."""
    access = record.values.facts.get("access")
    if access is None:
        return False
    held = list(PageViewRestriction.objects.filter(page_id=page.pk).prefetch_related("groups"))
    if [_described(restriction) for restriction in held] == _wanted(access):
        return False
    for restriction in held:
        restriction.delete()
    for kind, groups in _wanted(access):
        restriction = PageViewRestriction(page=page, restriction_type=kind)
        restriction.save()
        restriction.groups.set(Group.objects.filter(name__in=groups))
    return True


def _wanted(access: str) -> list[tuple[str, tuple[str, ...]]]:
    if access == "public":
        return []
    return [(PageViewRestriction.LOGIN, ())] if access == "members" else [(PageViewRestriction.GROUPS, (access,))]


def _described(restriction: PageViewRestriction) -> tuple[str, tuple[str, ...]]:
    return restriction.restriction_type, tuple(sorted(group.name for group in restriction.groups.all()))


def first_published(record: Record) -> datetime | None:
    """Return noon in Brussels of the date of a record: the same day wherever the time is read."""
    day: date | None = record.values.facts.get("date")
    return timezone.make_aware(datetime.combine(day, time(12))) if day and record.published else None


def date_page(page: BilingualPage, record: Record) -> bool:
    """Give the page the record's date of first publication; return whether that changed."""
    wanted, held = first_published(record), page.first_published_at
    if wanted is None or (held and timezone.localdate(held) == timezone.localdate(wanted)):
        return False
    page.first_published_at = wanted
    Page.objects.filter(pk=page.pk).update(first_published_at=wanted)
    return True
