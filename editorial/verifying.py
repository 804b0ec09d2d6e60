"""A record is found to be still right: an event of its own, apart from editing and publishing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.permissions import policy_registry

from editorial.confirming import version_of
from editorial.models import Verification
from organisations.models import Organisation
from portal.kinds import is_record
from portal.signals import facts_changed

ACTION = "editorial.verify"
FEBRUARY = 2


class Verified(LogFormatter):
    label = _("Verify")

    def format_message(self, log_entry: PageLogEntry) -> str:
        day = date.fromisoformat(log_entry.data["next_review"])
        return gettext("Verified, still right; next review on %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")}


@dataclass(frozen=True)
class Finding:
    """What somebody found: by which body, against the law of which day, and when it is to be looked at again."""

    verified_on: date
    verified_by: Organisation
    law_as_at: date
    next_review: date


def still_right(record: Any, user: Any) -> Finding:
    """Return what one click says of a record: right today, to be looked at again after the time of its kind."""
    today = timezone.localdate()
    return Finding(today, user.organisation or record.organisation, today, years_after(today, record.review_years))


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; 29 February becomes 28 February."""
    leap_day = day.month == FEBRUARY and day.day == 29
    return day.replace(year=day.year + years, day=28 if leap_day else day.day)


def may_verify(record: Page, user: Any) -> bool:
    """Whether somebody may say that a record is right: who publishes it, or who edits it for the body that answers."""
    permissions = record.permissions_for_user(user)
    if permissions.page_locked():
        return False
    answers = bool(user.organisation_id) and record.specific.organisation_id == user.organisation_id
    return permissions.can_publish() or (answers and permissions.can_edit())


def verifiable(listed: Iterable[Any], user: Any) -> set[int]:
    """Return which of these records of ``records()`` somebody may verify, in one query for all of them."""
    listed = [each for each in listed if not each.locked]
    publishable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish").order_by()
    mine = set(publishable.filter(pk__in=[each.pk for each in listed]).values_list("pk", flat=True))
    return mine | {each.pk for each in listed if user.organisation_id and each.answering == user.organisation_id}


@transaction.atomic
def verify(pk: int, finding: Finding, *, seen: str, user: Any, note: str = "") -> Verification:
    """Note that the published version that was seen is right, for readers, in the draft and in the history.

    Raises ValidationError when the record has changed since, or when it is not published.
    """
    page = Page.objects.select_for_update().get(is_record(), pk=pk)
    record = page.specific
    if not record.live:
        raise ValidationError(gettext("The record is not published: there is nothing that readers could rely on."))
    if version_of(record) != seen:
        raise ValidationError(gettext("The record has changed since you looked at it: look at it again."))
    _write(record, finding, user)
    event = Verification.objects.create(page_id=pk, user=user, note=note, **facts_of(finding))
    log(instance=record, action=ACTION, user=user, data={"next_review": finding.next_review.isoformat()})
    facts_changed.send(sender=type(record), instance=record)
    return event


def facts_of(finding: Finding) -> dict[str, Any]:
    """Return the fields of a finding with the body itself, which ``dataclasses.asdict`` would copy."""
    return {field.name: getattr(finding, field.name) for field in fields(finding)}


def _write(record: Any, finding: Finding, user: Any) -> None:
    """Write the facts to what readers see and, as a version of its own, to the draft, which keeps them."""
    in_step = record.live_revision_id == record.latest_revision_id
    facts = facts_of(finding)
    draft = record.get_latest_revision_as_object()
    for name, value in facts.items():
        setattr(draft, name, value)
    revision = draft.save_revision(user=user, clean=False)
    type(record).objects.filter(pk=record.pk).update(**facts)
    if in_step:
        Page.objects.filter(pk=record.pk).update(live_revision=revision, has_unpublished_changes=False)


def note_publication(page: Any, revision: Revision | None) -> None:
    """Note a verification that came with a publication: typed in the form, or brought by an import."""
    if page.verified_on is None or page.verified_by_id is None:
        return
    facts = {name: getattr(page, name) for name in ("verified_on", "verified_by_id", "law_as_at", "next_review")}
    last = Verification.objects.filter(page_id=page.pk).values(*facts).first()
    if last != facts:
        Verification.objects.create(page_id=page.pk, user_id=revision.user_id if revision else None, **facts)
