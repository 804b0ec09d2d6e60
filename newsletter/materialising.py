"""One row for each person whom an issue goes to, by one statement: a list cut short cannot be taken for whole."""

from __future__ import annotations

from django.db import connection
from django.db.models import BooleanField, Case, CharField, DateTimeField, F, IntegerField, QuerySet, Value, When
from django.utils import timezone

from newsletter.models import Delivery, Send, Subscriber
from themes.models import Theme
from themes.tree import upwards


def materialise(send: Send) -> int:
    """Write the deliveries of an issue, in the caller's transaction; return how many."""
    renderings = {row.language: row.pk for row in send.renderings.filter(key="")}
    people = audience(send).filter(language__in=renderings)
    rendering = Case(
        *(When(language=code, then=Value(pk)) for code, pk in renderings.items()), output_field=IntegerField()
    )
    columns = {
        "send_id": Value(send.pk, IntegerField()),
        "subscriber_id": F("pk"),
        "rendering_id": rendering,
        "state": Value(Delivery.State.QUEUED.value, CharField()),
        "attempts": Value(0, IntegerField()),
        "worker": Value("", CharField()),
        "not_before": Value(timezone.now(), DateTimeField()),
        "code": Value("", CharField()),
        "error": Value("", CharField()),
        "doubtful": Value(False, BooleanField()),
    }
    named = {f"new_{name}": value for name, value in columns.items()}
    select, values = people.order_by("pk").values_list().annotate(**named).values_list(*named).query.sql_with_params()
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(Delivery._meta.db_table)} ({names}) {select}", values)
        return int(cursor.rowcount)


def audience(send: Send) -> QuerySet[Subscriber]:
    """Return whom a send goes to, each once however many of its themes they follow."""
    people = Subscriber.objects.active()
    chosen = set(send.issue.audience.values_list("pk", flat=True)) if send.issue else set()
    return people.about(followed(chosen)) if chosen else people


def followed(chosen: set[int]) -> list[int]:
    """Return the themes whose followers are told of these: the themes themselves and those above them.

    Who follows a theme follows everything narrower; who follows something narrower than an audience is meant as well.
    """
    themes = {theme.pk: theme for theme in Theme.objects.all()}
    below = {pk for pk in themes if chosen & set(upwards(themes, pk))}
    return sorted({above for pk in chosen for above in upwards(themes, pk)} | below)
