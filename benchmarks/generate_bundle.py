"""Writes a content bundle of any size with bilingual guides that read like real ones.

    python benchmarks/generate_bundle.py /tmp/bundle 2000

The same size and seed always give the same files. The themes and bodies are those of the reference data that the portal
ships; one guide in ten carries a file, half of them lead to other guides.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "exchange" / "data"
LANGUAGES = ("fr", "nl")
AUDIENCES = ("municipal-housing-unit", "population-service", "support-service", "social-welfare-centre-staff")
BODIES = ("municipality", "inspection", "police-zone", "social-welfare-centre", "rehabilitation")
PROVISIONS = ("code-logement", "nlc-135", "rgpd-6", "registres-1991")

ACTIONS = (
    ("Vérifiez la demande", "Controleer de aanvraag"),
    ("Visitez le logement", "Bezoek de woning"),
    ("Prévenez le propriétaire", "Verwittig de eigenaar"),
    ("Préparez la décision", "Bereid de beslissing voor"),
    ("Informez les occupants", "Licht de bewoners in"),
    ("Suivez le dossier", "Volg het dossier op"),
    ("Organisez la réunion", "Organiseer de vergadering"),
    ("Transmettez les données", "Bezorg de gegevens"),
)
SENTENCES = (
    (
        "Notez la date, l'adresse et le nom du service qui a reçu le signalement.",
        "Noteer de datum, het adres en de naam van de dienst die de melding heeft gekregen.",
    ),
    (
        "La commune envoie un courrier recommandé et fixe un rendez-vous dans les quinze jours.",
        "De gemeente stuurt een aangetekende brief en maakt binnen vijftien dagen een afspraak.",
    ),
    (
        "L'agent décrit chaque pièce, mesure l'humidité et prend des photos sans montrer les personnes.",
        "De ambtenaar beschrijft elke kamer, meet het vocht en neemt foto's zonder de bewoners te tonen.",
    ),
    (
        "Le centre public d'action sociale cherche une solution de relogement avant toute fermeture.",
        "Het openbaar centrum voor maatschappelijk welzijn zoekt een herhuisvesting vóór elke sluiting.",
    ),
    (
        "Vérifiez auprès du délégué à la protection des données si l'échange repose sur une base juridique.",
        "Ga bij de functionaris voor gegevensbescherming na of de uitwisseling een rechtsgrond heeft.",
    ),
    (
        "Le bourgmestre signe l'arrêté après avoir entendu le propriétaire, sauf en cas de danger immédiat.",
        "De burgemeester ondertekent het besluit nadat hij de eigenaar heeft gehoord, behalve bij onmiddellijk gevaar.",
    ),
    (
        "Une copie de la décision est remise aux occupants dans la langue qu'ils ont choisie.",
        "De bewoners krijgen een kopie van de beslissing in de taal die zij hebben gekozen.",
    ),
    (
        "Les services se réunissent chaque mois pour suivre les dossiers les plus urgents.",
        "De diensten komen elke maand samen om de dringendste dossiers op te volgen.",
    ),
    (
        "Le logement reste inoccupé depuis plus de douze mois selon les relevés d'eau et d'électricité.",
        "Volgens de meterstanden van water en elektriciteit staat de woning al meer dan twaalf maanden leeg.",
    ),
    (
        "Gardez une trace écrite de chaque contact : elle servira si la décision est contestée.",
        "Bewaar een schriftelijk spoor van elk contact: het is nuttig als de beslissing wordt aangevochten.",
    ),
)
HEADINGS = (("Pourquoi agir", "Waarom optreden"), ("Sur le terrain", "Op het terrein"), ("À retenir", "Te onthouden"))


class Writer:
    """Writes guides one by one; only the number of the guide and the seed decide what stands in it."""

    def __init__(self, root: Path, records: int, seed: int) -> None:
        self.root, self.records, self.seed = root, records, seed
        self.random = random.Random()  # noqa: S311  The texts are no secret; they must be the same each time.
        with (DATA / "vocabulary.csv").open(encoding="utf-8", newline="") as source:
            self.themes = [row for row in csv.DictReader(source) if row["broader"]]

    def write(self, number: int) -> None:
        self.random.seed(f"{self.seed}:{number}")
        themes = self.random.sample(self.themes, 3)
        action = self.random.choice(ACTIONS)
        facts = "\n".join(self._facts(number, themes))
        steps = [(self.random.choice(ACTIONS), self._paragraph(2)) for __ in range(self.random.randint(4, 9))]
        files = self._files(number)
        body = [(heading, self._paragraph(4), self._paragraph(3)) for heading in HEADINGS]
        for index, language in enumerate(LANGUAGES):
            subject = themes[0][f"prefLabel_{language}"]
            title = f"{action[index]}: {subject.lower()}"[:80] + f" {number}"
            head = [
                f"title: {_quoted(title)}",
                f"summary: {_quoted(_shortened(f'{subject}. {SENTENCES[number % len(SENTENCES)][index]}', 220))}",
                f"slug: {'guide' if index == 0 else 'gids'}-{number}",
                f"purpose: {_quoted(_shortened(SENTENCES[(number + 1) % len(SENTENCES)][index], 250))}",
                *(["files:", *(each[index] for each in files)] if files else []),
                "steps:",
                *(
                    _step(heading[index], text[index], position, index)
                    for position, (heading, text) in enumerate(steps)
                ),
                "faq:",
                f"  - question: {_quoted(subject + ' ?')}",
                f"    answer: {_quoted(SENTENCES[(number + 2) % len(SENTENCES)][index])}",
            ]
            text = "\n\n".join(f"## {each[0][index]}\n\n{each[1][index]}\n\n{each[2][index]}" for each in body)
            front = "\n".join([*head, facts] if index == 0 else head)
            path = self.root / "guides" / f"guide-{number:05}.{language}.md"
            path.write_text(f"---\n{front}\n---\n\n{text}\n", encoding="utf-8")

    def _facts(self, number: int, themes: list[dict[str, str]]) -> Iterator[str]:
        published = date(2020, 1, 1) + timedelta(days=number % 1800)
        yield f"reference: GT-{2020 + number % 5}-{number:05}"
        yield f"themes: [{', '.join(theme['id'] for theme in themes)}]"
        yield f"date: {published}"
        yield f"organisation: commune-{21001 + number % 19}"
        yield f"municipalities: ['{21001 + number % 19}']"
        yield f"audience: [{', '.join(self.random.sample(AUDIENCES, 2))}]"
        yield f"verified_on: {published + timedelta(days=30)}"
        yield "verified_by: inspection"
        yield f"law_as_at: {published}"
        yield f"next_review: {published + timedelta(days=730)}"
        yield "legal_basis:"
        yield from (f"  - provision: {provision}" for provision in self.random.sample(PROVISIONS, 2))
        if number % 2 and self.records > 1:
            other = self.random.choice([each for each in (number - 1, number + 1) if 1 <= each <= self.records])
            yield "relations:"
            yield f"  - {{kind: related, name: guides/guide-{other:05}}}"

    def _paragraph(self, sentences: int) -> tuple[str, str]:
        chosen = self.random.sample(SENTENCES, sentences)
        return " ".join(each[0] for each in chosen), " ".join(each[1] for each in chosen)

    def _files(self, number: int) -> list[tuple[str, str]]:
        if number % 10:
            return []
        path = f"files/note-{number:05}.txt"
        (self.root / path).write_text(f"{number}: {SENTENCES[0][0]}\n", encoding="utf-8")
        row = f"  - path: {path}\n    language: fr\n    title: "
        return [(f"{row}Note {number}", f"{row}Nota {number}")]


def _step(heading: str, text: str, position: int, index: int) -> str:
    lines = [f"  - title: {_quoted(heading)}", f"    text: {_quoted(text)}"]
    if index == 0:
        lines.append(f"    responsible_body: {BODIES[position % len(BODIES)]}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 2].rsplit(" ", 1)[0] + " …"


def generate_bundle(root: Path, records: int, *, seed: int = 1) -> None:
    """Write a bundle of ``records`` guides into ``root``."""
    (root / "guides").mkdir(parents=True, exist_ok=True)
    (root / "files").mkdir(exist_ok=True)
    writer = Writer(root, records, seed)
    for number in range(1, records + 1):
        writer.write(number)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("records", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generate_bundle(options.directory, options.records, seed=options.seed)
