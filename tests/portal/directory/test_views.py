from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import CollectionViewRestriction

from guides.models import GuideStep
from law.models import LegalBasis, Provision
from organisations.models import FormerName, Organisation
from portal import renditions
from portal.directory import by_kind
from portal.models import Competence
from tests.factories import (
    make_draft,
    make_group,
    make_guide,
    make_image,
    make_municipality,
    make_objective,
    make_organisation,
    make_practice,
    make_provision,
    make_theme,
    member_of,
    republish,
    restrict,
)
from tests.factories.seminars import a_recommendation, make_panel, make_seminar, make_working_group
from themes.models import Theme

pytestmark = pytest.mark.django_db

#: Each list and each page of the reference data in both languages.
PAGES = [
    ("/fr/glossaire/", "/nl/woordenlijst/"),
    ("/fr/themes/rent/", "/nl/themas/rent/"),
    ("/fr/organisations/", "/nl/organisaties/"),
    ("/fr/organisations/region/", "/nl/organisaties/region/"),
    ("/fr/communes/", "/nl/gemeenten/"),
    ("/fr/communes/21004/", "/nl/gemeenten/21004/"),
    ("/fr/legislation/", "/nl/wetgeving/"),
    ("/fr/legislation/art-5/", "/nl/wetgeving/art-5/"),
]
OF_ONE = [pair for pair in PAGES if pair[0].count("/") == 4]


def text_of(url: str, client: Client | None = None) -> str:
    response = (client or Client()).get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def queries(url: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        text_of(url)
    return len(found)


def fill() -> dict[str, Any]:
    """Make what the pages are about, and return it as the facts that a record may name."""
    municipality = make_municipality("21004")
    body = make_organisation("region", municipality=municipality)
    return {"theme": make_theme("rent"), "body": body, "municipality": municipality, "law": make_provision("art-5")}


def add(facts: dict[str, Any]) -> list[Any]:
    """Return a guide and a practice that name all of them."""
    fields = {"themes": (facts["theme"],), "organisation": facts["body"]}
    made = [make(**fields) for make in (make_guide, make_practice)]
    named = {"municipalities": [facts["municipality"]]}
    return [republish(each, legal_basis=[LegalBasis(provision=facts["law"])], **named) for each in made]


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_each_page_is_whole_and_names_its_twin(number: int) -> None:
    add(fill())
    fr, nl = PAGES[number]
    for here, there, code in ((fr, nl, "fr"), (nl, fr, "nl")):
        text = text_of(here)
        assert f'<html lang="{code}-BE"' in text
        assert len(re.findall(r"<h1[ >]", text)) == 1
        assert f'rel="canonical" href="http://testserver{here}"' in text
        assert f'hreflang="{"nl" if code == "fr" else "fr"}-BE" href="http://testserver{there}"' in text
        assert re.search(rf'class="language-switch" href="{there}"', text)
        assert '<nav class="breadcrumbs"' in text


def test_each_page_asks_as_often_for_three_records_as_for_one() -> None:
    facts, urls = fill(), [url for pair in PAGES for url in pair]
    add(facts)
    before = {url: queries(url) for url in urls}
    add(facts)
    add(facts)
    assert {url: queries(url) for url in urls} == before
    assert max(before.values()) <= 15


@pytest.mark.parametrize("url", [url for pair in OF_ONE for url in pair])
def test_each_page_lists_visible_records_only(url: str) -> None:
    facts = fill()
    guide, practice = add(facts)
    (closed, _other) = add(facts)
    restrict(closed)
    make_draft(themes=(facts["theme"],), organisation=facts["body"], heading_fr="Brouillon", heading_nl="Ontwerp")
    text = text_of(url)
    assert [each.url_in(url[1:3]) in text for each in (guide, practice, closed)] == [True, True, False]
    assert "(1)" in text
    assert "Brouillon" not in text
    assert "Ontwerp" not in text


@pytest.mark.parametrize("url", ["/fr/themes/rent/", "/fr/organisations/region/"])
def test_a_member_sees_what_members_may_see_and_nobody_keeps_it(url: str) -> None:
    group, facts = make_group(), fill()
    guide, _practice = add(facts)
    restrict(guide, group)
    client = Client()
    client.force_login(member_of(group))
    response = client.get(url)
    assert guide.url_in("fr") in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_records_are_grouped_by_kind_and_a_kind_can_be_read_alone() -> None:
    theme = make_theme("rent")
    seminar = make_seminar(themes=(theme,))
    records: list[Any] = [make_guide(themes=(theme,)), make_practice(themes=(theme,)), seminar]
    records += [make_panel(seminar, themes=(theme,)), make_working_group(themes=(theme,))]
    text = text_of("/fr/themes/rent/")
    assert all(str(each.url_in("fr")) in text for each in records)
    assert len(re.findall(r"\?kind=[a-z-]+#", text)) == 5
    alone = text_of("/fr/themes/rent/?kind=guide")
    assert [each.url_in("fr") in alone for each in records] == [True, False, False, False, False]
    assert text_of("/fr/themes/rent/?kind=nonsense").count('class="entry"') == 5


def test_many_records_come_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_kind, "PER_PAGE", 2)
    theme = make_theme("rent")
    for _each in range(3):
        make_guide(themes=(theme,))
    make_practice(themes=(theme,))
    first, last = text_of("/fr/themes/rent/?kind=guide"), text_of("/fr/themes/rent/?page=2")
    assert "?kind=guide&amp;page=2" in first
    assert [first.count('class="entry"'), last.count('class="entry"')] == [2, 2]
    assert "3 fiches" in last


# Themes


def test_a_theme_tells_what_it_means_and_what_stands_beside_it() -> None:
    broad, theme = make_theme("housing", fr="Logement"), make_theme("rent", fr="Loyer", nl="Huurprijs")
    narrow, beside = make_theme("cap", broader=theme, fr="Plafond"), make_theme("lease", fr="Bail")
    Theme.objects.filter(pk=theme.pk).update(broader=broad, definition_fr="Ce que paie le locataire.")
    theme.related.add(beside)
    guide = make_guide(themes=(narrow,))
    text = text_of("/fr/themes/rent/")
    for slug in ("housing", "cap", "lease"):
        assert f'href="/fr/themes/{slug}/"' in text
    assert "Ce que paie le locataire." in text
    assert '<span lang="nl-BE">Huurprijs</span>' in text
    assert str(guide.url_in("fr")) in text
    assert "/fr/recherche/?theme=rent" in text


def test_a_text_of_a_theme_in_the_other_language_says_so() -> None:
    Theme.objects.filter(pk=make_theme("rent").pk).update(definition_fr="Ce que paie le locataire.")
    assert 'lang="fr-BE">Ce que paie le locataire.' in text_of("/nl/themas/rent/")


@pytest.mark.parametrize(("code", "word"), [("fr", "themes"), ("nl", "themas")])
def test_a_deprecated_theme_leads_to_its_replacement(client: Client, code: str, word: str) -> None:
    Theme.objects.filter(pk=make_theme("old").pk).update(deprecated=True, replaced_by=make_theme("new"))
    assert client.get(f"/{code}/{word}/old/")["Location"] == f"/{code}/{word}/new/"


def test_records_under_a_replaced_theme_stand_under_its_replacement() -> None:
    old, new = make_theme("old"), make_theme("new")
    Theme.objects.filter(pk=old.pk).update(deprecated=True, replaced_by=new)
    assert str(make_guide(themes=(old,)).url_in("fr")) in text_of("/fr/themes/new/")


@pytest.mark.parametrize("core", [True, False])
def test_a_theme_that_readers_are_not_told_of_has_no_page(client: Client, core: bool) -> None:
    theme = make_theme("secret")
    Theme.objects.filter(pk=theme.pk).update(core=core, deprecated=core)
    restrict(make_guide(themes=(theme,)))
    assert client.get("/fr/themes/secret/").status_code == 404


@pytest.mark.parametrize("path", ["themes/none/", "organisations/none/", "communes/99999/", "legislation/none/"])
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    make_guide()
    assert client.get(f"/fr/{path}").status_code == 404
    assert client.get(f"/fr/{path.split('/')[0]}/%00/").status_code == 404


def test_an_address_cut_short_leads_to_the_list(client: Client) -> None:
    assert client.get("/nl/themas/")["Location"] == "/nl/woordenlijst/"
    assert client.get("/fr/organisations")["Location"] == "/fr/organisations/"


# Organisations


def test_an_organisation_tells_how_it_is_called_and_reached() -> None:
    names = {"acronym_fr": "DIRL", "acronym_nl": "GHI"}
    reach = {"telephone": "02 204 12 80", "mailbox": "dirl@example.org"}
    parent = make_organisation("ministry")
    body = make_organisation("dirl", parent=parent, role_fr="Contrôle la qualité", **names, **reach)
    FormerName.objects.create(organisation=body, name="Service du logement", until=date(2010, 1, 1))
    below = make_organisation("below", parent=body)
    text = text_of("/nl/organisaties/dirl/")
    for word in ("DIRL", "GHI", "dirl@example.org", "tel:022041280", "Service du logement", below.name_nl):
        assert word in text
    assert 'lang="fr-BE">Contrôle la qualité' in text
    assert 'href="/nl/organisaties/ministry/"' in text


def test_an_organisation_shows_its_logo_once_its_file_is_made_and_no_more_than_its_circle_sees(client: Client) -> None:
    logo = make_image(alt_fr="Deux mains et un toit")
    logo.renditions.all().delete()
    make_organisation("dirl", logo=logo)
    page = "/nl/organisaties/dirl/"
    assert ".webp" not in text_of(page, client)
    assert renditions.make(logo)
    assert f'src="{renditions.rendition_of(logo).url}"' in text_of(page, client)
    assert 'alt="Deux mains et un toit" lang="fr-BE"' in text_of(page, client)
    CollectionViewRestriction.objects.create(collection=logo.collection, restriction_type="login")
    assert ".webp" not in text_of(page, client)


def test_an_organisation_that_became_another_leads_there_and_leaves_the_list() -> None:
    new = make_organisation("new")
    old = make_organisation("old", state=Organisation.State.MERGED, replaced_by=new)
    assert 'href="/fr/organisations/new/"' in text_of("/fr/organisations/old/")
    assert 'href="/fr/organisations/old/"' in text_of("/fr/organisations/new/")
    assert old.name_fr not in text_of("/fr/organisations/")


@pytest.mark.parametrize(("code", "word"), [("fr", "fusionnée"), ("nl", "gefuseerd")])
def test_the_records_of_a_merged_organisation_tell_and_stand_with_its_successor(code: str, word: str) -> None:
    new, old = make_organisation("new"), make_organisation("old")
    records = [make(organisation=old) for make in (make_guide, make_seminar)]
    Organisation.objects.filter(pk=old.pk).update(state=Organisation.State.MERGED, replaced_by=new)
    page = "organisations" if code == "fr" else "organisaties"
    for identifier in ("new", "old"):
        text = text_of(f"/{code}/{page}/{identifier}/")
        assert all(str(record.url_in(code)) in text for record in records)
    for record in records:
        text = text_of(str(record.url_in(code)))
        assert f'href="/{code}/{page}/new/"' in text
        assert word in text


def test_lists_count_visible_records_of_every_kind() -> None:
    facts = fill()
    add(facts)
    guide, _practice = add(facts)
    restrict(guide)
    make_municipality("21009")
    for url in ("/fr/organisations/", "/fr/communes/", "/fr/legislation/", "/fr/glossaire/"):
        assert "3 fiches" in text_of(url), url


def test_a_municipality_names_its_organisations() -> None:
    fill()
    assert 'href="/fr/organisations/region/"' in text_of("/fr/communes/21004/")


# Provisions


def test_a_provision_tells_its_dates_and_its_text() -> None:
    facts: dict[str, Any] = {
        "url_fr": "https://example.org/loi",
        "in_force_from": date(2024, 1, 1),
        "amended_on": date(2025, 3, 2),
    }
    Provision.objects.filter(pk=make_provision("art-5").pk).update(**facts)
    text = text_of("/nl/wetgeving/art-5/")
    for word in ("https://example.org/loi", "1 januari 2024", "2 maart 2025"):
        assert word in text


def test_a_provision_lists_records_whose_steps_rest_on_it_once() -> None:
    provision = make_provision("art-5")
    steps = [GuideStep(heading_fr="Un", heading_nl="Een", provision=provision) for _each in range(2)]
    guide = republish(make_guide(), steps=steps, legal_basis=[LegalBasis(provision=provision)])
    assert text_of("/fr/legislation/art-5/").count(f'href="{guide.url_in("fr")}"') == 1
    assert "1 fiche<" in text_of("/fr/legislation/")


def test_a_provision_on_which_nothing_visible_rests_is_not_in_the_list() -> None:
    restrict(republish(make_guide(), legal_basis=[LegalBasis(provision=make_provision("secret"))]))
    assert "secret" not in text_of("/fr/legislation/")


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_a_theme_says_whom_to_ask_and_an_organisation_what_it_is_there_for(code: str) -> None:
    quality, old = make_theme("quality", fr="Qualité", nl="Kwaliteit"), make_organisation("old", state="merged")
    make_theme("damp", fr="Humidité", nl="Vocht", broader=quality)
    for body in (make_organisation("cripi", name_fr="Cellule", name_nl="Cel"), old):
        Competence.objects.create(organisation=body, theme=quality)
    themes, bodies = {"fr": ("themes", "organisations"), "nl": ("themas", "organisaties")}[code]
    name, label = {"fr": ("Cellule", "Qualité"), "nl": ("Cel", "Kwaliteit")}[code]
    for theme in ("quality", "damp"):
        html = text_of(f"/{code}/{themes}/{theme}/")
        assert f'href="/{code}/{bodies}/cripi/">{name}</a>' in html
        assert f"/{bodies}/old/" not in html
    assert label in text_of(f"/{code}/{bodies}/cripi/")


def test_a_municipality_tells_of_its_contract_and_the_objectives_it_chose() -> None:
    body = make_organisation("commune", contract_signed_on=date(2022, 3, 1), enterprise_number="0207.373.429")
    body.contract_objectives.add(make_objective("loyers"))
    html = text_of("/fr/organisations/commune/")
    assert all(told in html for told in ("1<sup>er</sup> mars 2022", "loyers fr", "0207.373.429"))


def test_an_organisation_lists_whatever_it_has_a_part_in_and_counts_it_apart() -> None:
    body, old = make_organisation("dirl"), make_organisation("old")
    make_guide(heading_fr="Répond", organisation=body)
    step = GuideStep(responsible_organisation=body, heading_fr="Agir", heading_nl="Doen")
    republish(make_guide(heading_fr="Agit"), steps=[step])
    republish(make_guide(heading_fr="Écrit"), authors=[body])
    make_panel(make_seminar(), heading_fr="Demande", recommendations=(a_recommendation(addressee=old),))
    Organisation.objects.filter(pk=old.pk).update(state="merged", replaced_by=body)
    hidden = republish(make_guide(heading_fr="Caché"), authors=[body])
    restrict(hidden)
    republish(make_guide(heading_fr="Vérifié"), verified_by=body)
    html = text_of("/fr/organisations/dirl/")
    listed = [name for name in ("Répond", "Agit", "Écrit", "Demande", "Caché", "Vérifié") if f">{name}<" in html]
    assert listed == ["Répond", "Agit", "Écrit", "Demande"]
    assert "Elle répond de 1 fiche." in html
    assert "Elle intervient dans 3 fiches" in html
