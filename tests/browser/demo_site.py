"""The demonstration, served as in production by its own process and opened in the installed Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.site import Site

#: Every kind of page, with its path in both languages.
PAGES = {
    "choice": {"fr": "/", "nl": "/"},
    "home": {"fr": "/fr/", "nl": "/nl/"},
    "guides": {"fr": "/fr/guides/", "nl": "/nl/gidsen/"},
    "guides-filtered": {"fr": "/fr/guides/?theme=insal&theme=t-vide", "nl": "/nl/gidsen/?theme=insal&theme=t-vide"},
    "guides-none": {
        "fr": "/fr/guides/?theme=humid&audience=mayor-and-aldermen&theme=domic&organisation=coordination",
        "nl": "/nl/gidsen/?theme=humid&audience=mayor-and-aldermen&theme=domic&organisation=coordination",
    },
    "guide": {
        "fr": "/fr/guides/logement-insalubre-plainte-decision/",
        "nl": "/nl/gidsen/ongezonde-woning-klacht-beslissing/",
    },
    "guide-card": {
        "fr": "/fr/guides/logement-insalubre-plainte-decision/?card",
        "nl": "/nl/gidsen/ongezonde-woning-klacht-beslissing/?card",
    },
    "guide-with-tables": {
        "fr": "/fr/guides/partager-donnees-personnelles-rgpd/",
        "nl": "/nl/gidsen/persoonsgegevens-delen-avg/",
    },
    "practices": {"fr": "/fr/bonnes-pratiques/", "nl": "/nl/goede-praktijken/"},
    "practices-of-a-municipality": {
        "fr": "/fr/bonnes-pratiques/?municipalities=21004",
        "nl": "/nl/goede-praktijken/?municipalities=21004",
    },
    "practice": {
        "fr": "/fr/bonnes-pratiques/plateforme-dignity-alerte-partagee/",
        "nl": "/nl/goede-praktijken/dignity-gedeeld-signaal-huisjesmelkers/",
    },
    "seminars": {"fr": "/fr/seminaires/", "nl": "/nl/seminaries/"},
    "seminar": {
        "fr": "/fr/seminaires/contrat-logement-2022/",
        "nl": "/nl/seminaries/huisvestingsovereenkomst-2022/",
    },
    "panel": {
        "fr": "/fr/seminaires/contrat-logement-2022/partage-donnees-sensibles/",
        "nl": "/nl/seminaries/huisvestingsovereenkomst-2022/gevoelige-gegevens-delen/",
    },
    "recommendation": {
        "fr": "/fr/seminaires/contrat-logement-2022/partage-donnees-sensibles/recommandation-1/",
        "nl": "/nl/seminaries/huisvestingsovereenkomst-2022/gevoelige-gegevens-delen/aanbeveling-1/",
    },
    "working-group": {
        "fr": "/fr/groupes-de-travail/partage-donnees-rgpd/",
        "nl": "/nl/werkgroepen/gegevens-delen-avg/",
    },
    "glossary": {"fr": "/fr/glossaire/", "nl": "/nl/woordenlijst/"},
    "theme": {"fr": "/fr/themes/insal/", "nl": "/nl/themas/insal/"},
    "organisations": {"fr": "/fr/organisations/", "nl": "/nl/organisaties/"},
    "organisation": {"fr": "/fr/organisations/cpas-21009/", "nl": "/nl/organisaties/cpas-21009/"},
    "municipalities": {"fr": "/fr/communes/", "nl": "/nl/gemeenten/"},
    "municipality": {"fr": "/fr/communes/21004/", "nl": "/nl/gemeenten/21004/"},
    "provision": {"fr": "/fr/legislation/code-logement/", "nl": "/nl/wetgeving/code-logement/"},
    "search": {"fr": "/fr/recherche/?q=insalubre", "nl": "/nl/zoeken/?q=ongezond"},
    "search-nothing": {"fr": "/fr/recherche/?q=qzxwv", "nl": "/nl/zoeken/?q=qzxwv"},
    "newsletter": {"fr": "/fr/lettre-d-information/", "nl": "/nl/nieuwsbrief/"},
    "newsletter-data": {"fr": "/fr/lettre-d-information/mes-donnees/", "nl": "/nl/nieuwsbrief/mijn-gegevens/"},
    "contact": {"fr": "/fr/contact/", "nl": "/nl/contact/"},
    "accessibility": {"fr": "/fr/accessibilite/", "nl": "/nl/toegankelijkheid/"},
    "components": {"fr": "/fr/composants/", "nl": "/nl/componenten/"},
    "sign-in": {"fr": "/fr/connexion/", "nl": "/nl/aanmelden/"},
    "not-found": {"fr": "/fr/nulle-part/", "nl": "/nl/nergens/"},
}


def prepare(folder: Path) -> None:
    """Make the demonstration in ``folder``; one that is there already is only told its address."""
    Site(folder).prepare()


@contextmanager
def demo_site(folder: Path) -> Iterator[str]:
    """Prepare the demonstration in ``folder``, serve it, and give its address without a slash at the end."""
    site = Site(folder)
    site.prepare()
    with site.started(site.serving):
        yield site.url
