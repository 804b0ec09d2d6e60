"""Taking the list of subscribers out of the site, which is written down with who did it and why."""

from __future__ import annotations

import csv
import io
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from newsletter.models import Subscriber, Subscription, Transfer
from portal.exports import harmless

EXPORTED = "newsletter.exported"
HEADER = ("email", "language", "status", "frequency", "themes", "confirmed_at", "uuid")


@transaction.atomic
def export(people: QuerySet[Subscriber], *, reason: str, by: User) -> bytes:
    """Return the subscribers as CSV, in UTF-8 with a mark that spreadsheets look for."""
    themes: dict[int, list[str]] = {}
    current = Subscription.objects.current().filter(subscriber__in=people).order_by("theme__slug")
    for pk, slug in current.values_list("subscriber", "theme__slug"):
        themes.setdefault(pk, []).append(slug)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    uuids = []
    for person in people.order_by("pk").iterator(chunk_size=2000):
        uuids.append(str(person.uuid))
        writer.writerow(_cells(person, themes.get(person.pk, [])))
    content = text.getvalue().encode("utf-8-sig")
    done = Transfer.objects.create(
        kind=Transfer.Kind.EXPORT,
        by=by,
        reason=reason,
        number=len(uuids),
        sha256=sha256(content).hexdigest(),
        subscribers=uuids,
    )
    log(instance=done, action=EXPORTED, user=by, data={"number": len(uuids)})
    return content


def _cells(person: Subscriber, themes: list[str]) -> list[str]:
    confirmed = timezone.localtime(person.confirmed_at).date().isoformat() if person.confirmed_at else ""
    cells = [person.email, person.language, person.status, person.frequency, "|".join(themes), confirmed]
    return [harmless(cell) for cell in [*cells, str(person.uuid)]]
