"""Makes the pages of new records: first every page with its rows, then what leads on and revisions, some at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from exchange.bundle import Bundle
from exchange.errors import Problem
from exchange.kinds import KINDS
from exchange.matching import Site
from exchange.models import ImportedRecord
from exchange.page_content import Content, Row, Translator, resolved
from exchange.page_facts import first_published, restrict
from exchange.page_filling import fill, insert_rows, leads_on, parent_name
from exchange.page_revising import attempt, refusals
from exchange.record import Record
from exchange.schema import Kind
from exchange.stores import same_place
from portal.models import BilingualPage, ContentPage

PAGES_AT_A_TIME = 50
_ORDER = {kind.model: number for number, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class NewPage:
    """A page that has its fields and most rows, and waits for its first revision.

    ``waiting`` are the rows that lead to another record, by relation and position.
    """

    pk: int
    kind: Kind
    name: str
    live: bool
    waiting: tuple[tuple[str, int, Row], ...]

    @property
    def turn(self) -> int:
        """What holds others comes first: an address is below that of the page above."""
        return _ORDER[self.kind.model]


@dataclass
class NewPages:
    """``next_numbers`` holds the next free number by the start of a reference: ``GT-2026-``."""

    translator: Translator
    site: Site
    next_numbers: dict[str, int]
    bundle: Bundle
    above: dict[str, Any] = field(default_factory=dict)
    filling: list[tuple[BilingualPage, Content]] = field(default_factory=list)
    waiting: list[NewPage] = field(default_factory=list)

    def begin(self, record: Record) -> None:
        """Make the page of a record, as a draft that others can lead to."""
        above = self._above(record)
        page = record.kind.model(live=False, locale=above.locale, first_published_at=first_published(record))
        if isinstance(page, ContentPage):
            page.reference = record.values.facts.get("reference") or self._next_reference(page)
        content = self.translator.content(record)
        fill(page, Content(content.fields, {}, {}))
        try:
            above.add_child(instance=page)
        except ValidationError as refused:
            self.bundle.problems.add(Problem(record.file, 0, "", " ".join(refused.messages)))
            self.bundle.problems.refuse()
        restrict(page, record)
        ImportedRecord.objects.create(name=record.name, page=page)
        self.site.remember(record, page)
        self.filling.append((page, content))
        self.waiting.append(NewPage(page.pk, record.kind, record.name, record.published, _leading_on(content)))
        if len(self.filling) == PAGES_AT_A_TIME:
            self._insert_rows()

    def finish(self) -> list[int]:
        """Give the pages the rows that lead on and their first revision; return their primary keys."""
        self._insert_rows()
        self.waiting.sort(key=attrgetter("turn"))
        for __, pages in groupby(self.waiting, key=attrgetter("turn")):
            for chunk in _chunks(pages):
                self._complete(chunk[0].kind, chunk)
        finished = [each.pk for each in self.waiting]
        self.waiting.clear()
        return finished

    def _insert_rows(self) -> None:
        insert_rows(self.filling)
        self.filling.clear()

    def _complete(self, kind: Kind, chunk: list[NewPage]) -> None:
        self._insert_leading_on(chunk)
        # Everything that follows looks at the rows: they are read once for all these pages, not at every look.
        pages = kind.model._default_manager.prefetch_related(*kind.relations).in_bulk([new.pk for new in chunk])
        for new in chunk:
            page: Any = pages[new.pk]
            refused = attempt(page, kind, live=new.live)
            record = self.bundle.again(new.name, kind.place) if refused else None
            for problem in refusals(page, refused, record) if refused and record else ():
                self.bundle.problems.add(problem)

    def _insert_leading_on(self, chunk: list[NewPage]) -> None:
        rows: dict[type[models.Model], list[models.Model]] = {}
        for new in chunk:
            seen: set[tuple[Any, ...]] = set()
            for accessor, number, row in new.waiting:
                declared, wanted = new.kind.rows_of(accessor), resolved(row, self.site)
                told = (accessor, *wanted.items())
                # What is named by its reference and by its name is one relation.
                if not (declared.distinct and told in seen):
                    parent = {f"{parent_name(new.kind.model, accessor)}_id": new.pk}
                    instance = declared.model(**parent, sort_order=number, **wanted)
                    rows.setdefault(declared.model, []).append(instance)
                seen.add(told)
        for model, instances in rows.items():
            model._default_manager.bulk_create(instances)

    def _next_reference(self, page: ContentPage) -> str:
        stem = f"{page.reference_prefix}-{timezone.localdate().year}-"
        number = self.next_numbers.get(stem, 1)
        self.next_numbers[stem] = number + 1
        return f"{stem}{number:03}"

    def _above(self, record: Record) -> Any:
        """Return the page that holds the page of a record; only the last one of each kind is kept in memory."""
        above = record.kind.above
        if isinstance(above, str):
            key, pk = above, self.site.names[same_place(record.name, above)]
        else:
            key, pk = above.__name__, self.site.above[above]
        if key not in self.above or self.above[key].pk != pk:
            self.above[key] = Page.objects.select_related("locale").get(pk=pk).specific
        return self.above[key]


def _leading_on(content: Content) -> tuple[tuple[str, int, Row], ...]:
    return tuple(
        (accessor, number, row)
        for accessor, wanted in content.rows.items()
        for number, row in enumerate(wanted.rows)
        if leads_on(row)
    )


def _chunks(pages: Iterable[NewPage]) -> Iterator[list[NewPage]]:
    remaining = iter(pages)
    while chunk := list(islice(remaining, PAGES_AT_A_TIME)):
        yield chunk
