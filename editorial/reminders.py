"""Mails to the organisations that answer for records: what to verify again, and where the law has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page

from editorial.amended import amended_since, amendments
from editorial.dashboard import to_verify
from editorial.records import facts_of, with_facts
from law.models import Provision
from mail.compose import compose
from mail.models import Message
from organisations.models import Organisation
from portal.kinds import is_record
from portal.published import published

#: A mail names no more records than this, and says how many there are.
NAMED = 30


def remind() -> str:
    """Write what is due: to each organisation once a month, and once for each change of a law that it relies on."""
    live = with_facts(published(Page.objects.filter(is_record())))
    written = _each(to_verify(live, None), _monthly) + _each(live.filter(amended_since()), _changed)
    return f"{written} reminders" if written else ""


def _each(due: Any, write: Any) -> int:
    listed = defaultdict(list)
    for record in due.exclude(answering=None):
        listed[record.answering].append(record)
    active = Organisation.objects.filter(state=Organisation.State.ACTIVE).exclude(mailbox="")
    return sum(write(body, listed[body.pk]) for body in active.filter(pk__in=listed))


def _monthly(body: Organisation, records: list[Any]) -> int:
    month = f"{timezone.localdate():%Y-%m}"
    return _write(body, records, f"verify:{body.pk}:{month}", "verify", {})


def _changed(body: Organisation, records: list[Any]) -> int:
    """Write one mail for each provision: what it touches is looked at together."""
    touched: dict[Provision, list[Any]] = defaultdict(list)
    changed = amendments(records)
    for record in records:
        for provision in changed.get(record.pk, ()):
            touched[provision].append(record)
    return sum(
        _write(
            body, each, f"amended:{body.pk}:{provision.pk}:{provision.amended_on}", "amended", {"provision": provision}
        )
        for provision, each in touched.items()
    )


@transaction.atomic
def _write(body: Organisation, records: list[Any], reason: str, name: str, more: Mapping[str, Any]) -> int:
    """Write a mail in each language of a body; what was told before is not told again. Return how many were written."""
    reasons = [f"{reason}:{code}" for code in body.mail_languages]
    told = set(Message.objects.filter(reason__in=reasons).values_list("language", flat=True))
    codes = [code for code in body.mail_languages if code not in told]
    for code in codes:
        with translation.override(code):
            context = {**more, "body": body, "number": len(records), "rows": list(_rows(records[:NAMED]))}
        compose(
            kind=f"editorial_{name}",
            to=body.mailbox,
            language=code,
            template=f"editorial/email/{name}",
            context=context,
            reason=f"{reason}:{code}",
        )
    return len(codes)


def _rows(records: Iterable[Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield title, permalink and date of review of each record, in the active language."""
    facts = facts_of(records)
    for record in records:
        yield str(facts[record.pk].title), reverse("permalink", args=[facts[record.pk].reference]), record.review
