"""What holds between the records of a bundle, and between them and the records that the portal already has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

import languages
from exchange.errors import Problem, Problems
from exchange.matching import Site
from exchange.record import Record
from exchange.schema import leads_to
from exchange.stores import Lead, same_place


@dataclass
class CrossChecks:
    """Looks at one record after the other; ``finish`` tells which of them lead to nothing."""

    site: Site
    problems: Problems
    taken: dict[tuple[str, ...], str] = field(default_factory=dict)
    pages: dict[int, str] = field(default_factory=dict)
    waiting: list[tuple[Lead, Problem]] = field(default_factory=list)

    def look_at(self, record: Record) -> None:
        self._check_above(record)
        self._check_references(record)
        self._check_slugs(record)
        self._check_match(record)
        self._await(_relations(record))
        self._await(_rows(record))
        if record.kind.check:
            for key, message in record.kind.check(record, self.site):
                self.problems.add(record.problem(key, message))
        self.taken["name", record.name] = record.name

    def finish(self) -> None:
        for lead, problem in self.waiting:
            if not self._is_there(lead):
                self.problems.add(problem)

    def references(self) -> frozenset[str]:
        """Return the references that the records looked at bring."""
        return frozenset(what[1] for what in self.taken if what[0] == "reference")

    def _is_there(self, lead: Lead) -> bool:
        return tuple(lead) in self.taken or self.site.target(lead) is not None

    def _check_above(self, record: Record) -> None:
        above = record.kind.above
        if isinstance(above, str):
            lead = Lead("name", same_place(record.name, above))
            message = _("The record that it is part of is missing: %(name)s.") % {"name": lead.target}
            if not self._is_there(lead):
                self.problems.add(Problem(record.file, 0, "", message))

    def _check_references(self, record: Record) -> None:
        reference = record.values.facts.get("reference")
        if reference:
            self._take("reference", reference, record=record, key="reference")
            message = self.site.refusal(record)
            if message:
                self.problems.add(record.problem("reference", message))
        role = record.values.facts.get("role")
        if role:
            self._take("role", role, record=record, key="role")
        for key, row in record.attached.items():
            self._take("reference", row["reference"], record=record, key=f"{key}.reference")

    def _check_slugs(self, record: Record) -> None:
        above = record.kind.above
        parent = same_place(record.name, above) if isinstance(above, str) else above.__name__
        for code in languages.CODES:
            slug = record.values.text("slug", code)
            if slug:
                self._take("slug", parent, code, slug, record=record, key="slug", language=code)
                if self.site.path_is_taken(record, code, slug):
                    message = _("“%(slug)s” is or was the address of another record.") % {"slug": slug}
                    self.problems.add(record.problem("slug", message, code))

    def _take(self, *what: str, record: Record, key: str, language: str = "") -> None:
        other = self.taken.setdefault(what, record.name)
        if other != record.name:
            message = _("“%(value)s” is already used by %(name)s.") % {"value": what[-1], "name": other}
            self.problems.add(record.problem(key, message, language))

    def _check_match(self, record: Record) -> None:
        page = self.site.page_of(record)
        if page is not None and self.pages.setdefault(page, record.name) != record.name:
            message = _("%(name)s is the same record of the portal.") % {"name": self.pages[page]}
            self.problems.add(record.problem("reference", message))

    def _await(self, targets: Iterator[tuple[Lead | None, Problem]]) -> None:
        for lead, problem in targets:
            if lead is None:
                self.problems.add(problem)
            elif not self._is_there(lead):
                self.waiting.append((lead, problem))


Target = tuple[
    Lead | None, Problem
]  # no lead when the row itself is wrong; the problem to tell when it leads to nothing


def _rows(record: Record) -> Iterator[Target]:
    """Yield where the rows of a record lead to, except its relations."""
    for key, declared in record.kind.rows.items():
        if key != "relations":
            for number, row in enumerate(record.rows.get(key, ()), start=1):
                for name, lead in leads_to(row, declared.fields, record.name):
                    yield lead, record.problem(f"{key}.{number}.{name}", _nothing(lead))


def _relations(record: Record) -> Iterator[Target]:
    own = {record.name, record.values.facts.get("reference")}
    seen: set[tuple[str, Lead]] = set()
    for number, row in enumerate(record.rows.get("relations", ()), start=1):
        named = [Lead(key, row.facts[key]) for key in ("reference", "name") if row.facts.get(key)]
        if len(named) != 1:
            message = _("Give either a reference or a name of the record it leads to.")
            yield None, record.problem(_read_key(record, number), message)
            continue
        lead, place = named[0], f"relations.{number}.{named[0].key}"
        told = (row.facts.get("kind", ""), lead)
        if lead.target in own or told in seen:
            yield None, record.problem(place, _("A record leads neither to itself nor twice to another."))
            continue
        seen.add(told)
        yield lead, record.problem(place, _nothing(lead))


def _nothing(lead: Lead) -> str:
    return _("There is no record “%(target)s” in the bundle or in the portal.") % {"target": lead.target}


def _read_key(record: Record, number: int) -> str:
    """Return the first key of a row of relations that was read, for the line of a message about the whole row."""
    keys = (f"relations.{number}.{key}" for key in ("reference", "name", "kind"))
    return next((key for key in keys if any((code, key) in record.places for code in record.documents)), "relations")
