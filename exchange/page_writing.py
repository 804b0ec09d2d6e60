"""Writes the content of records into pages, through the pages' own way of being created, revised and published."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from exchange.errors import Problem, Problems
from exchange.matching import Site
from exchange.models import ImportedRecord
from exchange.new_pages import NewPages
from exchange.open_work import close_open_work, open_work
from exchange.page_content import Content, Translator
from exchange.page_facts import date_page, restrict
from exchange.page_filling import differences, fill
from exchange.page_revising import attempt, refusals
from exchange.record import Record
from portal.models import BilingualPage

CREATED, UPDATED, UNCHANGED, WAITING, REFUSED = "created", "updated", "unchanged", "waiting", "refused"


@dataclass
class PageWriter:
    """Writes one record after the other; call ``finish`` after the last one, which completes the new pages.

    ``problems`` are to be looked at after that: with any, nothing may stay written.
    """

    translator: Translator
    site: Site
    new_pages: NewPages
    replace_drafts: bool
    problems: Problems
    changed: set[int] = field(default_factory=set)

    def write(self, record: Record) -> str:
        """Write a record and return what happened to its page. Raises BundleRefused when the page cannot be made.

        A record that updates a page and leads to one that is not there yet is WAITING: ``write`` it again at the end.
        One that the page refuses, or that would change a page on which somebody has open work, is REFUSED, and told
        among ``problems``.
        """
        pk = self.site.page_of(record)
        if pk is None:
            self.new_pages.begin(record)
            return CREATED
        content = self.translator.content(record)
        if any(self.site.target(lead) is None for lead in content.leads()):
            return WAITING
        return self._update(record, pk, content.resolved(self.site))

    def finish(self) -> None:
        """Complete the new pages."""
        self.changed.update(self.new_pages.finish())

    def _update(self, record: Record, pk: int, content: Content) -> str:
        held = record.kind.model._default_manager.prefetch_related(*record.kind.relations).get(pk=pk)
        # What the bundle does not say about an existing page, the people who edit it have decided.
        live = record.values.facts.get("published", held.live)
        page: Any = held if held.live else held.get_latest_revision_as_object()
        changes = differences(page, content)
        changed = [restrict(page, record), date_page(page, record), page.live != live, not changes.is_empty]
        self._remember(record, page)
        if not any(changed):
            return UNCHANGED
        if not self._may_replace(held, record.file):
            return REFUSED
        fill(page, changes)
        refused = attempt(page, record.kind, live=live)
        for problem in refusals(page, refused, record) if refused else ():
            self.problems.add(problem)
        self.changed.add(page.pk)
        return REFUSED if refused else UPDATED

    def _may_replace(self, page: BilingualPage, file: str) -> bool:
        if self.replace_drafts:
            close_open_work(page)
            return True
        message = open_work(page)
        if message:
            self.problems.add(Problem(file, 0, "", message))
        return not message

    def _remember(self, record: Record, page: BilingualPage) -> None:
        if self.site.names.get(record.name) != page.pk:
            ImportedRecord.objects.update_or_create(page_id=page.pk, defaults={"name": record.name})
            self.site.remember(record, page)
