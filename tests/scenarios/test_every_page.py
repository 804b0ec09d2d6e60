"""Every page and every view of readers, once in each language."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from guides.models import GuideQuestion, GuideStep
from law.models import LegalBasis
from portal.models import AccessibilityStatementPage, HomePage, InformationPage, RecordFile, Relation
from tests.factories import make_document, make_guide, make_kind, make_practice, make_provision, republish
from tests.factories.seminars import a_recommendation, make_panel, make_working_group
from tests.newsletter.issues import make_issue

pytestmark = pytest.mark.django_db

VIEWS = ["search", "glossary", "organisations", "municipalities", "legislation", "recommendations"]
VIEWS += ["newsletter_sign_up", "newsletter_asked", "newsletter_link", "newsletter_link_asked"]
VIEWS += ["reaction", "reaction_thanks", "wanted"]
VIEWS += ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"]


def address(name: str, code: str) -> str:
    with translation.override(code):
        return reverse(name)


def full_guide() -> object:
    """Return a guide that fills every part of its template, French longer than Dutch."""
    guide, other = make_guide(print_card=True), make_guide(heading_fr="Autre fiche", heading_nl="Andere fiche")
    step = GuideStep(
        heading_fr="Constater",
        heading_nl="Vaststellen",
        text_fr="Voir [la fiche](" + other.reference + ").",
        warning_fr="Délai de rigueur",
        warning_nl="Strikte termijn",
        time_limit_fr="15 jours",
        time_limit_nl="15 dagen",
        responsible_kind=make_kind(),
        form_fr=make_document("lettre"),
        provision=make_provision(),
    )
    return republish(
        guide,
        body_fr="## Titre\n\nTexte *important*.",
        prerequisites_fr="Un dossier",
        frequent_mistakes_fr="Oublier",
        steps=[step],
        questions=[GuideQuestion(question_fr="Qui ?", question_nl="Wie?", answer_fr="Moi", answer_nl="Ik")],
        legal_basis=[LegalBasis(provision=make_provision(), comment_fr="Base")],
        files=[RecordFile(document=make_document("note"), label_fr="La note")],
        relations=[Relation(target=other)],
    )


def check(client: Client, url: str, code: str) -> str:
    """Return the text of a page that is whole: its language, one first heading, no variable that failed."""
    response = client.get(url)
    text = response.content.decode()
    assert response.status_code == 200, url
    assert f'<html lang="{code}-BE"' in text
    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert not re.search(r"\{\{|\{%|None</|&lt;Page", text)
    return text


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_every_page_is_whole_in_each_language(client: Client, code: str) -> None:
    guide = full_guide()
    section = "guides" if code == "fr" else "gidsen"
    for url in (f"/{code}/", f"/{code}/{section}/", guide.url_in(code), f"{guide.url_in(code)}?card"):  # type: ignore[attr-defined]
        check(client, url, code)


@pytest.mark.parametrize("code", ["fr", "nl"])
@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_whole_in_each_language(client: Client, name: str, code: str) -> None:
    make_guide()
    check(client, address(name, code), code)


@pytest.fixture
def records() -> list[Any]:
    """Return a record of every other kind, and a page of information for each role."""
    panel = make_panel(recommendations=(a_recommendation(),))
    home = HomePage.objects.get()
    about = [InformationPage(role=role, **_texts(role)) for role in ("about", "contact", "privacy", "legal")]
    statement = AccessibilityStatementPage(prepared_on=date(2026, 1, 15), **_texts("accessibility"))
    for page in (*about, statement):
        home.add_child(instance=page)
        page.save_revision().publish()
    rest = [make_practice(), panel.get_parent().specific, panel, make_working_group()]
    return [*rest, *about, statement, make_issue()]


def _texts(name: str) -> dict[str, str]:
    return {
        "slug": name,
        "heading_fr": f"{name} fr",
        "heading_nl": f"{name} nl",
        "body_fr": "Texte",
        "body_nl": "Tekst",
    }


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_every_other_kind_of_page_and_its_list_is_whole_in_each_language(
    client: Client, records: list[Any], code: str
) -> None:
    for page in records:
        check(client, page.url_in(code), code)
        check(client, page.get_parent().specific.url_in(code), code)
    (recommendation,) = records[2].recommendations.all()
    paths = [path for path in sitemap_paths(client) if recommendation.reference.lower() in path]
    for path in paths:
        check(client, path, path[1:3])


def sitemap_paths(client: Client) -> list[str]:
    return re.findall(r"<loc>http://testserver([^<]+)</loc>", client.get("/sitemap.xml").content.decode())


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_the_foot_of_every_page_leads_to_the_pages_of_information_and_the_menu_does_not(
    client: Client, records: list[Any], code: str
) -> None:
    Page.objects.update(show_in_menus=True)
    for url in (f"/{code}/", records[0].url_in(code), address("search", code), address("glossary", code)):
        above, foot = check(client, url, code).split('<footer class="footer">')
        order = [foot.index(f'"{page.url_in(code)}"') for page in (*records[4:6], records[8], *records[6:8])]
        assert order == sorted(order)
        assert not [page for page in records[4:9] if page.url_in(code) in above]


def test_a_text_in_the_other_language_says_so(client: Client) -> None:
    guide = full_guide()
    text = check(client, guide.url_in("nl"), "nl")  # type: ignore[attr-defined]
    assert re.search(r'lang="fr-BE"[^>]*>(?:(?!</section>).)*Un dossier', text, re.DOTALL)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/fr/unknown/", 404),
        ("/nl/unknown/", 404),
        ("/nl/guides/withdrawn/", 404),
        ("/fr/guides/withdrawn/", 410),
        ("/nl/gidsen/withdrawn/", 410),
    ],
)
def test_pages_that_refuse_are_whole_too(client: Client, path: str, status: int) -> None:
    make_guide(slug_fr="withdrawn", slug_nl="withdrawn").delete()
    response = client.get(path)
    text = response.content.decode()
    assert response.status_code == status
    assert (f'<html lang="{path[1:3]}-BE"' in text, len(re.findall(r"<h1[ >]", text))) == (True, 1)
