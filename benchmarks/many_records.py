"""Fills a site with copies of the records of its demonstration, to measure lists and pages with.

The copies are rows, written at once for each table: texts as in the demonstration, each with an organisation, a
municipality, two themes, a date and a state of its own. They are live and have addresses; no search document and no
version is made. Needs the settings of a site to be there when it is imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from wagtail.models import Page

from guides.models import GuidePage
from languages.fields import field_names
from organisations.models import Municipality, Organisation
from portal.models import Address
from portal.models.list_stamps import note_change
from practices.models import PracticePage
from seminars.models import SeminarPage, WorkingGroupPage
from themes.models import Theme, ThemedItem

#: The kinds that have a list of their own, each with the column of its state.
KINDS = ((GuidePage, ""), (PracticePage, "state"), (SeminarPage, "state"), (WorkingGroupPage, "status"))
NEWEST = datetime(2026, 1, 1, 12)
Row = dict[str, Any]


@dataclass(frozen=True)
class Copies:
    """So many copies of the first published record of a kind, below the same page."""

    model: type[Any]
    state: str
    number: int

    @cached_property
    def original(self) -> Any:
        return self.model._default_manager.filter(live=True).earliest("pk")

    @cached_property
    def keys(self) -> range:
        first = Page.objects.latest("pk").pk + 1
        return range(first, first + self.number)

    def write(self) -> None:
        above, keys = Page.objects.get(pk=self.original.get_parent().pk), self.keys
        insert(Page._meta.db_table, "id", self.original.pk, self._pages(above))
        insert(self.model._meta.db_table, "page_ptr_id", self.original.pk, self._records())
        Page.objects.filter(pk=above.pk).update(numchild=above.numchild + self.number)
        Address.objects.bulk_create(self._addresses(above))
        themes = Theme.objects.filter(deprecated=False, broader__isnull=False).values_list("pk", flat=True)
        ThemedItem.objects.bulk_create(self._themes(list(themes)))
        field = self.model._meta.get_field("municipalities")
        places = list(Municipality.objects.values_list("pk", flat=True))
        through, owner = field.remote_field.through, f"{field.m2m_field_name()}_id"
        pairs = ((key, places[count % len(places)]) for count, key in enumerate(keys))
        through._default_manager.bulk_create(through(**{owner: key, "municipality_id": each}) for key, each in pairs)

    def _pages(self, above: Page) -> Iterator[Row]:
        for count, key in enumerate(self.keys):
            slug = f"{self.original.reference_prefix}-1999-{count:06}"
            path = Page._get_path(above.path, self.original.depth, above.numchild + 1 + count)
            dates = dict.fromkeys(("first_published_at", "last_published_at"), str(NEWEST - timedelta(minutes=count)))
            revisions = dict.fromkeys(("latest_revision_id", "live_revision_id"))
            names = {"slug": slug, "url_path": f"{above.url_path}{slug}/", "translation_key": uuid4().hex}
            yield {"id": key, "path": path, **names, **dates, **revisions}

    def _records(self) -> Iterator[Row]:
        bodies = list(Organisation.objects.values_list("pk", flat=True))
        states = [value for value, _label in self.model._meta.get_field(self.state).choices] if self.state else []
        for count, key in enumerate(self.keys):
            # Every fourth one is of one body: its page has many records, however few there are.
            body = bodies[count // 4 % len(bodies)] if count % 4 else self.original.organisation_id
            row: Row = {"page_ptr_id": key, "organisation_id": body}
            for name in field_names("heading"):
                row[name] = f"{getattr(self.original, name)[:80]} {count}"
            if states:
                row[self.state] = states[count % len(states)]
            if hasattr(self.model, "starts_at"):
                row["starts_at"] = str(NEWEST - timedelta(hours=count))
            yield row

    def _addresses(self, above: Page) -> Iterator[Address]:
        for row in Address.objects.current().filter(page_id=above.pk):
            for count, key in enumerate(self.keys):
                path = f"{row.path}copie-{count}/"
                yield Address(page_id=key, language=row.language, path=path, state=Address.State.CURRENT)

    def _themes(self, themes: list[int]) -> Iterator[ThemedItem]:
        for count, key in enumerate(self.keys):
            one = count % len(themes)
            other = (one + 1 + count // len(themes) % (len(themes) - 1)) % len(themes)
            for turn, place in enumerate((one, other)):
                yield ThemedItem(content_object_id=key, tag_id=themes[place], sort_order=turn)


def insert(table: str, owner: str, key: int, rows: Iterable[Row]) -> None:
    """Write copies of the row of a table that has this key, each with the columns that differ."""
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {table} where {owner} = %s", [key])  # noqa: S608  Names of our own tables.
        held = dict(zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True))
        places = ", ".join(["%s"] * len(held))
        order = f"insert into {table} ({', '.join(held)}) values ({places})"  # noqa: S608
        cursor.executemany(order, [tuple({**held, **row}.values()) for row in rows])


@transaction.atomic
def fill(number: int) -> None:
    """Write so many copies of each kind of record that has a list of its own."""
    for model, state in KINDS:
        Copies(model, state, number).write()
    note_change()
