"""Documents and questions made by rules from a seed, for tests that compare the engines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from search.plan import Concept, Filter, Label, Order, Plan, Query, plan
from tests.search.engines.index import Documents

TODAY = 20_500  # days since 1970
DAY = 86_400

# Words that readers use, some of them forms of one another, compounds, acronyms, articles of law and stop words.
FRENCH = """
bail baux loyer loyers logement logements locataire locative garantie insalubre insalubrité insalubrités préavis
humidité humide propriétaire propriétaires commune communal communale CPAS AIS permis travaux rénovation rénover
prime primes énergie énergétique expulsion expulsée juge paix contrat visite enquête arrêté taudis marchand
sommeil article 135 art. 23 art. 135 le la les des un une pour dans chauffage danger sécurité inoccupé vide
adresse inscription domicile allocation relogement colocation caution indexation quittance charges syndic
copropriété
"""
DUTCH = """
huur huren huurder huurders huurwaarborg waarborg huurovereenkomst huisvestingsovereenkomst huisvesting
overeenkomst woning woningen wonen leegstand leegstandsheffing heffing vocht vochtproblemen probleem energie
energieprestatiecertificaat certificaat OCMW SVK artikel 135 art. 23 verhuurder eigenaar gemeente gemeentelijk
premie renovatie renovatiepremie uithuiszetting vrederechter bezoek onderzoek besluit huisjesmelker de het een
voor in verwarming gevaar veiligheid adres inschrijving domicilie toelage herhuisvesting indexering lasten
medeverhuur woonkwaliteit kwaliteit ongeschikt onbewoonbaar onbewoonbaarverklaring sociale huurprijs prijs
"""
WORDS = {"fr": FRENCH.split(), "nl": DUTCH.split()}
FACETS = {"kind": 4, "theme": 12, "year": 8, "organisation": 20}
RESTRICTIONS = 5


def fill(documents: Documents, language: str, count: int, random: Random) -> None:
    """Put ``count`` documents into the outbox, with words of which a few are frequent and many are rare."""
    for number in range(count):
        documents.put(f"page:{number}:{language}", **facts(language, random))


def facts(language: str, random: Random) -> dict[str, Any]:
    """Return a document."""
    return {
        "title": _text(language, random, random.randint(1, 5)),
        "lead": _text(language, random, random.randint(0, 10)),
        "body": _text(language, random, random.randint(5, 60)),
        "files": _text(language, random, random.choice([0, 0, 0, 80])),
        "facets": tuple(_values(random)),
        "day": random.choice([None, random.randint(TODAY - 3000, TODAY)]),
        "verified": random.choice([None, random.randint(TODAY - 400, TODAY)]),
        "until": random.choice([None, None, None, (TODAY + random.randint(-2, 2)) * DAY]),
        "restrictions": tuple({random.randrange(RESTRICTIONS)}) if random.random() < 0.2 else (),
    }


def plans(language: str, count: int, random: Random) -> Iterator[Plan]:
    """Yield ``count`` plans: words, phrases, exclusions, concepts, filters, readers who are denied more or less."""
    for _ in range(count):
        chosen = random.sample(sorted(FACETS), random.choice([0, 0, 0, 1, 2]))
        query = Query(
            text=_question(language, random),
            language=language,
            filters=tuple(Filter(facet, tuple(_some(facet, random))) for facet in chosen),
            order=random.choice([Order.RELEVANCE, Order.RELEVANCE, Order.DATE, Order.VERIFIED]),
            stop=1000,
            denied=frozenset(random.sample(range(RESTRICTIONS), random.randint(0, 3))),
            now=TODAY * DAY,
            without=frozenset(random.sample(range(1, 200), random.choice([0, 0, 30]))),
            list_pages=random.random() < 0.3,
            counted=random.random() < 0.9,
        )
        asked = plan(query)
        yield replace(asked, concepts=tuple(_concepts(asked, random)))


def _concepts(asked: Plan, random: Random) -> Iterator[Concept]:
    """Yield up to two concepts for words of a plan, with labels of one to three words, tags, or both."""
    for number in range(random.choice([0, 0, 1, 2]) if asked.groups else 0):
        labels = [_text(asked.language, random, random.randint(1, 3)) for _ in range(random.randint(0, 3))]
        stems = [tuple(group.stem for group in plan(Query(label, asked.language)).groups) for label in labels]
        yield Concept(
            key=f"theme:{number}",
            name="",
            written="",
            groups=tuple(random.sample(range(len(asked.groups)), random.randint(1, min(2, len(asked.groups))))),
            labels=tuple(Label(label, each) for label, each in zip(labels, stems, strict=True) if each),
            tagged=Filter("theme", tuple(_some("theme", random))) if random.random() < 0.6 else None,
        )


def _text(language: str, random: Random, length: int) -> str:
    return " ".join(_words(language, random, length))


def _words(language: str, random: Random, length: int) -> list[str]:
    words = WORDS[language]
    return [words[min(int(random.paretovariate(0.6)) - 1, len(words) - 1)] for _ in range(length)]


def _question(language: str, random: Random) -> str:
    words = random.choices(WORDS[language], k=random.choice([0, 1, 1, 2, 2, 2, 3, 4, 6, 9]))
    if words and random.random() < 0.2:
        words.append(f'"{_text(language, random, 2)}"')
    if words and random.random() < 0.2:
        words.append(f"-{random.choice(WORDS[language])}")
    if words and random.random() < 0.1:
        words.append("introuvable")
    return " ".join(words)


def _values(random: Random) -> Iterator[tuple[str, str]]:
    for facet in FACETS:
        for value in set(_some(facet, random)):
            yield facet, value


def _some(facet: str, random: Random) -> list[str]:
    return [f"{facet}{random.randrange(FACETS[facet])}" for _ in range(random.choice([1, 1, 2]))]
