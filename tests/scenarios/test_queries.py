"""How many times a page asks the database: as often for three records as for one, and not often."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from guides.models import GuideQuestion, GuideStep
from law.models import LegalBasis
from portal.models import HomePage, PortalImage, RecordFile, Relation
from tests.factories import (
    make_audience,
    make_document,
    make_group,
    make_guide,
    make_kind,
    make_municipality,
    make_organisation,
    make_practice,
    make_provision,
    make_theme,
    member_of,
    republish,
    restrict,
)
from tests.factories.seminars import a_recommendation, make_panel, make_working_group
from tests.scenarios.conftest import Commit

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of a new rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


#: No public page asks more often than this; the limits below are what each page needs today.
AT_MOST = 15


def make_picture() -> PortalImage:
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    return PortalImage.objects.create(title="Cave", file=ContentFile(content.getvalue(), name="cave.png"))


def full_guide(rows: int) -> Any:
    """Return a guide with so many rows and links of each kind, each with facts of its own."""
    guide = make_guide(themes=tuple(make_theme() for _each in range(rows)), slug_fr=f"guide-{rows}")
    others = [make_guide() for _each in range(rows)]
    targets = [target for other in others for target in (other.reference, f"doc:{make_document().pk}")]
    pictures = [f"![](image:{make_picture().pk})" for _each in range(rows)]
    steps = [
        GuideStep(
            heading_fr="Étape",
            heading_nl="Stap",
            text_fr="Faire",
            text_nl="Doen",
            responsible_organisation=make_organisation(),
            form_fr=make_document(),
            provision=make_provision(),
        )
        for _each in range(rows)
    ]
    return republish(
        guide,
        body_fr=" ".join([*(f"[ici]({target})" for target in targets), *pictures]),
        authors=[make_organisation() for _each in range(rows)],
        steps=steps,
        questions=[GuideQuestion(question_fr="Qui ?", question_nl="Wie?") for _each in range(rows)],
        legal_basis=[LegalBasis(provision=make_provision()) for _each in range(rows)],
        files=[RecordFile(document=make_document()) for _each in range(rows)],
        relations=[Relation(target=make_guide()) for _each in range(rows)],
    )


def queries(url: str, client: Client | None = None) -> int:
    """Return how often a page asks when nothing is kept from an earlier request."""
    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as found:
        assert (client or Client()).get(url).status_code == 200
    return len(found)


def fill_home() -> None:
    """Put every kind of block on the home page."""
    guide = make_guide()
    notice = {"text_fr": "Avis", "text_nl": "Bericht"}
    blocks = [("notice", notice), ("themes", None), ("latest", {"number": 6}), ("chosen", {"records": [guide]})]
    republish(HomePage.objects.get(), body=blocks)


LISTS = {
    "home": ("/fr/", 14),
    "list": ("/fr/guides/", 11),
    "filtered list": ("/fr/guides/?theme=rent&organisation=region&audience=tenants", 11),
    "search": ("/fr/recherche/?q=guide", 10),
    "search in both languages": ("/fr/recherche/?q=guide&language=all", 12),
    "filtered search": (
        "/fr/recherche/?q=guide&language=all&theme=rent&organisation=region&audience=tenants&municipality=21004",
        12,
    ),
    "sign-in": ("/fr/connexion/", 2),
    "sitemap": ("/sitemap.xml", 13),
    "practices": ("/fr/bonnes-pratiques/", 13),
    "seminars": ("/fr/seminaires/", 10),
    "working groups": ("/fr/groupes-de-travail/", 10),
    "glossary": ("/fr/glossaire/", 7),
    "theme": ("/fr/themes/rent/", 10),
    "organisations": ("/fr/organisations/", 7),
    "organisation": ("/fr/organisations/region/", 14),
    "municipalities": ("/fr/communes/", 6),
    "municipality": ("/fr/communes/21004/", 8),
    "legislation": ("/fr/legislation/", 6),
    "recommendations": ("/fr/recommandations/", 10),
    "filtered recommendations": ("/fr/recommandations/?state=open&owner=region&theme=rent", 10),
}


def test_pages_that_list_records_ask_as_often_for_three_as_for_one(commit: Commit) -> None:
    theme, body, audience = make_theme("rent"), make_organisation("region"), make_audience("tenants")
    municipality, kind = make_municipality("21004"), make_kind()

    def add() -> None:
        facts: dict[str, Any] = {"themes": (theme,), "organisation": body}
        guide = republish(make_guide(**facts), audience=[audience], municipalities=[municipality])
        republish(make_practice(**facts), municipalities=[municipality])
        asked = a_recommendation(addressee_kind=kind, owner=body, taken_up_by=guide)
        panel = make_panel(recommendations=(asked,), **facts)
        make_working_group(**facts)
        Relation.objects.create(source=guide, target=panel)

    with commit():
        add()
        fill_home()
    call_command("search_rebuild", verbosity=0)
    for url, _at_most in LISTS.values():
        Client().get(url)
    before = {name: queries(url) for name, (url, _at_most) in LISTS.items()}
    with commit():
        add()
        add()
    assert {name: queries(url) for name, (url, _at_most) in LISTS.items()} == before
    at_most = {name: at_most for name, (_url, at_most) in LISTS.items()}
    assert {name: number for name, number in before.items() if number > min(at_most[name], AT_MOST)} == {}


def test_a_guide_asks_as_often_with_three_rows_of_each_kind_as_with_one(db: None) -> None:
    one, three = full_guide(1).url_in("fr"), full_guide(3).url_in("fr")
    for url in (one, three):
        # Whoever sees a picture first has its file made.
        Client().get(url)
    with_one = queries(one)
    assert queries(three) == with_one
    assert with_one <= 12


def test_a_member_asks_hardly_more_often_than_a_stranger(db: None) -> None:
    """The session, the person and the groups come on top."""
    group = make_group()
    guide = full_guide(1)
    restrict(make_guide(), group)
    member = Client()
    member.force_login(member_of(group))
    url = guide.url_in("fr")
    Client().get(url)
    assert queries(url, member) <= queries(url) + 5
