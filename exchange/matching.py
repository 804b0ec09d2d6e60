"""Which page of the portal a record of a bundle is: by its reference, its role, else by its name in the bundle."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import resolve
from django.utils import translation
from django.utils.translation import gettext as _

from exchange.kinds import KINDS
from exchange.models import ImportedRecord
from exchange.record import Record
from exchange.stores import Lead, same_place
from portal.models import Address, BilingualPage, ContentPage, Reference


@dataclass
class Site:
    """What the portal holds of records, read once: no query per record of a bundle.

    ``above`` has the one page of each type that holds records, ``current`` the paths by page and language.
    """

    references: dict[str, int | None] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    paths: dict[tuple[str, str], int | None] = field(default_factory=dict)
    roles: dict[str, int] = field(default_factory=dict)
    current: dict[tuple[int, str], str] = field(default_factory=dict)
    above: dict[type[BilingualPage], int] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Site:
        addresses = list(Address.objects.values_list("language", "path", "page_id", "state"))
        holders = {kind.above for kind in KINDS if not isinstance(kind.above, str)}
        return cls(
            dict(Reference.objects.values_list("text", "page_id")),
            dict(ImportedRecord.objects.values_list("name", "page_id")),
            {(code, path): page for code, path, page, __ in addresses},
            {role: page for kind in KINDS for role, page in kind.known().items()},
            {(page, code): path for code, path, page, state in addresses if page and state == Address.State.CURRENT},
            {model: page for model in holders for page in model.objects.values_list("pk", flat=True)[:1]},
        )

    def page_of(self, record: Record) -> int | None:
        """Return the primary key of the page that the record updates, None for a record that is new."""
        facts = record.values.facts
        return (
            self.references.get(facts.get("reference") or "")
            or self.roles.get(facts.get("role") or "")
            or self.names.get(record.name)
        )

    def remember(self, record: Record, page: BilingualPage) -> None:
        if isinstance(page, ContentPage):
            self.references[page.reference] = page.pk
        self.names[record.name] = page.pk

    def next_numbers(self, brought: frozenset[str]) -> dict[str, int]:
        """Return the first free number by the start of a reference, ``GT-2026-``; those a bundle brings are taken."""
        numbers: dict[str, int] = {}
        for reference in {*self.references, *brought}:
            stem, __, number = reference.rpartition("-")
            if number.isdigit():
                numbers[f"{stem}-"] = max(numbers.get(f"{stem}-", 1), int(number) + 1)
        return numbers

    def target(self, lead: Lead) -> int | None:
        """Return the page that is told by ``reference`` or by ``name``."""
        return (self.references if lead.key == "reference" else self.names).get(lead.target)

    def refusal(self, record: Record) -> str | None:
        """Return why a record cannot have the reference it brings, None when it can."""
        reference = record.values.facts["reference"]
        model: Any = record.kind.model
        if not reference.startswith(f"{model.reference_prefix}-"):
            message = _("References of this kind of record begin with “%(prefix)s-”.")
            return message % {"prefix": model.reference_prefix}
        if reference in self.references:
            return None if self.references[reference] else _("This reference was given to a record that is gone.")
        if record.name in self.names:
            return _("This record has another reference in the portal, and references never change.")
        return None

    def path_is_taken(self, record: Record, code: str, slug: str) -> bool:
        above = self._above(record)
        parent = self.current.get((above, code)) if above else None
        if parent is None:
            return False
        key = (code, f"{parent}{slug}/")
        return _is_of_a_view(*key) or (key in self.paths and self.paths[key] != self.page_of(record))

    def _above(self, record: Record) -> int | None:
        """Return the page that holds or will hold the page of a record, None when it is not there yet."""
        above = record.kind.above
        return self.names.get(same_place(record.name, above)) if isinstance(above, str) else self.above.get(above)


def _is_of_a_view(code: str, path: str) -> bool:
    """Whether a view of the site, as search or sign-in, answers at a path before any page could."""
    with translation.override(code):
        return resolve(f"/{code}/{path}").view_name != "page"
