"""Digests: what is new on the themes that somebody follows, in one mail a week or a month.

A run stands for a period [start, end) and is done once. The next period begins where the last one ended, so that an
outage loses nothing and tells nothing twice. Who follows the same news shares the same frozen words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from mail.render import Rendered, rendered
from newsletter.issue_content import entries_of
from newsletter.issue_mail import PREFERENCES, UNSUBSCRIBE
from newsletter.links import address
from newsletter.models import Delivery, DigestRun, Frequency, Send, Subscriber, Subscription
from newsletter.renderings import freeze
from portal import changes
from portal.published import Access
from themes.models import Theme

#: Early in the morning, and never in the hour that the clocks skip or repeat.
HOUR = time(6, 30)
#: An older period is not made up for on its own: the next one begins where the last one ended.
LOOK_BACK = timedelta(days=7)
LONGEST = 30
MONDAY = 0
BATCH = 2000


@dataclass(frozen=True)
class Group:
    """Those who get the same words: their language, and the records in the order in which they are told."""

    language: str
    records: tuple[int, ...]


def make_due(now: datetime | None = None) -> str:
    """Make the digests whose time has come, the oldest first; return a line for the report."""
    now = now or timezone.now()
    made = [run for kind in (Frequency.WEEKLY, Frequency.MONTHLY) for run in _make(kind, now)]
    return ", ".join(f"{run.kind} until {timezone.localtime(run.period_end):%Y-%m-%d}" for run in made)


def _make(kind: str, now: datetime) -> Iterator[DigestRun]:
    for end in ends(kind, now - LOOK_BACK, now):
        last = DigestRun.objects.filter(kind=kind).order_by("-period_end").first()
        if last and last.period_end >= end:
            continue
        run = make(kind, last.period_end if last else before(kind, end), end)
        if run:
            yield run


def ends(kind: str, since: datetime, until: datetime) -> list[datetime]:
    """Return when the periods of a frequency end in (since, until], by the clocks of Brussels."""
    day, found = timezone.localdate(since), []
    while day <= timezone.localdate(until):
        moment = timezone.make_aware(datetime.combine(day, HOUR))
        if _is_end(kind, day) and since < moment <= until:
            found.append(moment)
        day += timedelta(days=1)
    return found


def before(kind: str, end: datetime) -> datetime:
    """Return the end of the period before one."""
    return ends(kind, end - timedelta(days=32), end - timedelta(minutes=1))[-1]


def _is_end(kind: str, day: date) -> bool:
    return day.weekday() == MONDAY if kind == Frequency.WEEKLY else day.day == 1


def make(kind: str, start: datetime, end: datetime) -> DigestRun | None:
    """Make one run with its send, its words and its deliveries, all or nothing; None when another worker did."""
    try:
        with transaction.atomic():
            run = DigestRun.objects.create(kind=kind, period_start=start, period_end=end)
            groups = _groups(kind, start, end)
            if groups:
                run.send = Send.objects.create(
                    kind=Send.Kind.DIGEST, state=Send.State.SENDING, started_at=timezone.now(), site=settings.SITE_URL
                )
                run.save(update_fields=["send"])
                for group, people in groups.items():
                    _write(run.send, group, people, kind)
            return run
    except IntegrityError:
        return None


def _groups(kind: str, start: datetime, end: datetime) -> dict[Group, list[int]]:
    """Return who is told what; who has nothing to be told is not there."""
    found = changes.changes(Access.anonymous(), start, end)
    order = [change.pk for change in found]
    about = _records_by_followed_theme(order)
    followed: dict[int, set[int]] = defaultdict(set)
    current = Subscription.objects.current().filter(theme__in=about)
    people = Subscriber.objects.active().filter(frequency=kind)
    for person, theme in current.filter(subscriber__in=people).values_list("subscriber_id", "theme_id"):
        followed[person].add(theme)
    groups: dict[Group, list[int]] = defaultdict(list)
    for person, code in people.order_by("pk").values_list("pk", "language"):
        wanted = {pk for theme in followed.get(person, ()) for pk in about[theme]}
        if wanted:
            groups[Group(code, tuple(pk for pk in order if pk in wanted))].append(person)
    return groups


def _records_by_followed_theme(records: list[int]) -> dict[int, set[int]]:
    """Return, for each theme, the changed records that its followers are told of: its own and all narrower ones'."""
    broader = dict(Theme.objects.values_list("pk", "broader_id"))
    found: dict[int, set[int]] = defaultdict(set)
    for record, themes in changes.themes_of(records).items():
        for theme in themes:
            above: int | None = theme
            seen: set[int] = set()
            while above and above not in seen:
                seen.add(above)
                found[above].add(record)
                above = broader.get(above)
    return found


def _write(send: Send, group: Group, people: list[int], kind: str) -> None:
    key = sha256(",".join(map(str, group.records)).encode()).hexdigest()
    rendering = freeze(send, group.language, mail_of(group, kind), key)
    rows = (Delivery(send=send, subscriber_id=person, rendering=rendering) for person in people)
    Delivery.objects.bulk_create(rows, batch_size=BATCH)


def mail_of(group: Group, kind: str) -> Rendered:
    """Render what a group is told; of very much only the latest, with the way to the rest."""
    with translation.override(group.language):
        entries = entries_of(group.records[:LONGEST], Access.anonymous())
    context = {
        "entries": entries,
        "more": max(0, len(group.records) - LONGEST),
        "monthly": kind == Frequency.MONTHLY,
        "home": f"{settings.SITE_URL}/{group.language}/",
        "archive": address("newsletter_sign_up", group.language),
        "unsubscribe": UNSUBSCRIBE,
        "preferences": PREFERENCES,
    }
    return rendered("newsletter/email/digest", context, group.language)
