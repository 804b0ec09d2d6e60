"""Real bundles in a temporary folder: a guide that can be published, and lines to add or to change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from wagtail.models import Revision

from exchange.errors import BundleRefused
from exchange.importing import import_content
from guides.models import GuidePage
from portal.models import Address, PortalDocument, Reference, Relation
from search.models import SearchDocument

FRONT = {
    "fr": """title: Visiter un logement
summary: Comment préparer et mener une visite.
themes: [insal]
organisation: inspection
audience: [regional-inspector]
purpose: Ce guide vous aide à mener une visite.
verified_on: 2026-01-15
verified_by: inspection
law_as_at: 2026-01-01
next_review: 2027-01-15
steps:
  - title: Préparez la visite
    text: Lisez le dossier.
    responsible_body: inspection
  - title: Visitez le logement
    text: Décrivez chaque pièce.
""",
    "nl": """title: Een woning bezoeken
summary: Hoe u een bezoek voorbereidt en uitvoert.
purpose: Met deze gids voert u een bezoek uit.
steps:
  - title: Bereid het bezoek voor
    text: Lees het dossier.
  - title: Bezoek de woning
    text: Beschrijf elke kamer.
""",
}
LEGAL_BASIS = "legal_basis: [{provision: code-logement}]\n"
BODY = {"fr": "Une visite se prépare.", "nl": "Een bezoek bereidt u voor."}


@dataclass
class Bundle:
    """A bundle that a test writes; ``problems`` imports it and tells where it is wrong."""

    root: Path

    def guide(self, name: str = "visit", *, fr: str = "", nl: str = "", **body: str) -> Bundle:
        """Write a guide; ``fr`` and ``nl`` are lines that are added to its front matter."""
        fr = fr if "legal_basis:" in fr + nl else LEGAL_BASIS + fr
        bodies = {language: body.get(f"body_{language}", BODY[language]) for language in BODY}
        return self.record(f"guides/{name}", FRONT, bodies, fr=fr, nl=nl)

    def record(self, name: str, front: dict[str, str], body: dict[str, str], *, fr: str = "", nl: str = "") -> Bundle:
        """Write the two files of a record of any kind; ``fr`` and ``nl`` are added to its front matter."""
        for language, more in (("fr", fr), ("nl", nl)):
            text = f"---\n{front[language]}{more}\n---\n\n{body[language]}\n"
            self.write(f"{name}.{language}.md", text)
        return self

    def write(self, path: str, content: str | bytes) -> Bundle:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def change(self, path: str, old: str, new: str) -> Bundle:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        return self.write(path, text.replace(old, new))

    def line(self, path: str, text: str) -> int:
        """Return the number of the only line that holds ``text``."""
        lines = (self.root / path).read_text(encoding="utf-8").split("\n")
        (number,) = (number for number, line in enumerate(lines, start=1) if text in line)
        return number

    def refused(self) -> BundleRefused:
        with pytest.raises(BundleRefused) as caught:
            import_content(self.root)
        return caught.value

    def problems(self) -> list[tuple[str, int, str]]:
        return [(problem.file, problem.line, problem.key) for problem in self.refused().problems]


def state() -> dict[str, list[object]]:
    """Everything that a second import may not change."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (GuidePage, Revision, Address, Reference, Relation, SearchDocument, PortalDocument)
    }


def guide(heading: str = "Visiter un logement") -> GuidePage:
    return GuidePage.objects.get(heading_fr=heading)
