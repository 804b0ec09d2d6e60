"""Which kinds of record a Word file may become, with the headings that say where each text goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from exchange.kinds import panels, practices
from practices.models import PracticePage
from seminars.models import PanelPage


@dataclass(frozen=True)
class RowKind:
    """Rows of a record that stand as a list below a heading: its items in their order.

    ``title`` is the field of what an item says, ``text`` that of what stands below it, empty where there is none. The
    heading comes after the one of the field ``after`` in the template.
    """

    headings: Mapping[str, str]
    guidance: Mapping[str, str]
    title: str
    text: str
    after: str


@dataclass(frozen=True)
class WordKind:
    """``sections`` are the headings by field and language; ``title`` and ``guidance`` are texts of the template.

    ``rows`` are the lists that become rows, by relation.

    Guidance that nobody has written over is not taken for text: see ``is_guidance``.
    """

    name: str
    label: Any
    model: type[Any]
    sections: Mapping[str, Mapping[str, str]]
    title: Mapping[str, str]
    guidance: Mapping[str, Mapping[str, str]]
    rows: Mapping[str, RowKind]

    @property
    def headings(self) -> dict[str, Mapping[str, str]]:
        """Every heading that leads somewhere, by field or relation."""
        return {**self.sections, **{name: rows.headings for name, rows in self.rows.items()}}

    def is_guidance(self, text: str) -> bool:
        """Whether a line is the template's, whatever kind of blanks Word has put into it."""
        words = text.split()
        guidance = (*self.guidance.values(), *(rows.guidance for rows in self.rows.values()))
        return any(words == line.split() for said in guidance for line in said.values())


#: The key of the guidance for what stands before the first heading.
SUMMARY = "summary"

PRACTICE = WordKind(
    name="practice",
    label=_("good practice"),
    model=PracticePage,
    sections=practices.SECTIONS,
    title={"fr": "Titre de la bonne pratique", "nl": "Titel van de goede praktijk"},
    guidance={
        SUMMARY: {
            "fr": "Remplacez cette ligne par le résumé : une phrase, 220 caractères au plus.",
            "nl": "Vervang deze regel door de samenvatting: één zin, ten hoogste 220 tekens.",
        },
        "problem": {
            "fr": "Qu’est-ce qui n’allait pas, pour qui, et depuis quand ?",
            "nl": "Wat liep er mis, voor wie en sinds wanneer?",
        },
        "how_it_works": {
            "fr": "Que faites-vous, qui le fait, dans quel ordre ?",
            "nl": "Wat doet u, wie doet het, in welke volgorde?",
        },
        "resources": {
            "fr": "Personnel, budget, compétences et outils nécessaires.",
            "nl": "Personeel, budget, vaardigheden en hulpmiddelen die nodig zijn.",
        },
        "results_explained": {
            "fr": "Que disent les chiffres, comment ont-ils été obtenus, que cachent-ils ?",
            "nl": "Wat zeggen de cijfers, hoe zijn ze verkregen en wat verbergen ze?",
        },
        "difficulties": {
            "fr": "Ce qui a fait obstacle, et comment vous y avez répondu.",
            "nl": "Wat in de weg stond en hoe u daarmee omging.",
        },
        "what_did_not_work": {
            "fr": "Ce que vous avez essayé puis abandonné épargne un an à d’autres.",
            "nl": "Wat u hebt geprobeerd en opgegeven, bespaart anderen een jaar.",
        },
        "conditions": {
            "fr": "Sans quoi cette pratique échouerait-elle ?",
            "nl": "Zonder wat zou deze praktijk mislukken?",
        },
        "transfer": {
            "fr": "Ce qu’une autre commune doit adapter.",
            "nl": "Wat een andere gemeente moet aanpassen.",
        },
    },
    rows={
        "steps": RowKind(
            headings={"fr": "Étapes", "nl": "Stappen"},
            guidance={
                "fr": "Une liste : une étape par puce, ce qu’il faut savoir pour la faire en dessous.",
                "nl": "Een lijst: één stap per opsommingsteken, met daaronder wat men ervoor moet weten.",
            },
            title="heading",
            text="text",
            after="how_it_works",
        )
    },
)

PANEL = WordKind(
    name="panel",
    label=_("discussion panel"),
    model=PanelPage,
    sections=panels.SECTIONS,
    title={"fr": "Titre du panel", "nl": "Titel van het panel"},
    guidance={
        SUMMARY: PRACTICE.guidance[SUMMARY],
        "findings": {
            "fr": "Ce que les participants ont constaté, sans nommer personne.",
            "nl": "Wat de deelnemers hebben vastgesteld, zonder iemand te noemen.",
        },
        "agreement": {"fr": "Ce sur quoi le panel s’est accordé.", "nl": "Waarover het panel het eens was."},
        "disagreement": {
            "fr": "Ce sur quoi les avis divergeaient, et pourquoi.",
            "nl": "Waarover de meningen verschilden, en waarom.",
        },
        "open_questions": {
            "fr": "Ce qui reste à examiner, et par qui.",
            "nl": "Wat nog te onderzoeken blijft, en door wie.",
        },
    },
    rows={
        "recommendations": RowKind(
            headings={"fr": "Recommandations", "nl": "Aanbevelingen"},
            guidance={
                "fr": "Une liste : une recommandation par puce, une phrase de 400 caractères au plus.",
                "nl": "Een lijst: één aanbeveling per opsommingsteken, één zin van ten hoogste 400 tekens.",
            },
            title="text",
            text="",
            after="open_questions",
        )
    },
)

KINDS: dict[str, WordKind] = {kind.name: kind for kind in (PRACTICE, PANEL)}
