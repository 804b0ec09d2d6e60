from __future__ import annotations

import pytest
from django.utils import translation

from portal.models import Address
from practices.models import BuildingBlock, EvidenceLevel, PracticeIndexPage, PracticePage
from practices.models.choices import EVIDENCE_IN_WORDS
from tests.factories import make_document, make_practice, make_theme, republish
from tests.practices.full import full_practice

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_the_list_has_its_addresses_in_both_languages() -> None:
    make_practice()
    page = PracticeIndexPage.objects.get()
    assert [page.url_in(code) for code in ("fr", "nl")] == ["/fr/bonnes-pratiques/", "/nl/goede-praktijken/"]


def test_references_of_practices_have_a_series_of_their_own() -> None:
    page = make_practice()
    assert page.reference.startswith("BP-")
    assert Address.objects.current().filter(page=page).count() == 2


def test_each_evidence_level_is_explained() -> None:
    assert set(EVIDENCE_IN_WORDS) == set(EvidenceLevel)
    assert make_practice().evidence_in_words == ""


def test_search_knows_every_text_of_a_practice_in_its_language() -> None:
    page = full_practice()
    french, dutch = (page.search_projection(code) for code in ("fr", "nl"))
    assert (french.kind, french.state, french.title) == ("practice", "running", page.heading_fr)
    for words in (
        "Texte what_did_not_work",
        "Logements",
        "Registre",
        "Conseil",
        "À copier",
        "2 jours",
        "expert_opinion fr",
    ):
        assert words in french.body
        assert words not in dutch.body
    assert "expert_opinion nl" in dutch.body
    assert ("Étape" in french.lead, "Stap" in dutch.lead) == (True, True)


def test_a_practice_read_for_its_page_has_the_same_rows_as_the_practice() -> None:
    page = full_practice(3)
    read = PracticePage.for_reading().get(pk=page.pk)
    for name in (
        "steps",
        "partners",
        "results",
        "building_blocks",
        "links",
        "changes",
        "target_groups",
        "municipalities",
    ):
        rows = [vars(row) for row in getattr(page, name).all()]
        found = [vars(row) for row in getattr(read, name).all()]
        plain = [{key: value for key, value in row.items() if key[0] != "_"} for row in rows]
        assert [{key: value for key, value in row.items() if key[0] != "_"} for row in found] == plain


def test_rows_of_several_practices_are_not_mixed_up() -> None:
    pages = [full_practice(rows) for rows in (1, 2)]
    read = PracticePage.for_reading().in_bulk([page.pk for page in pages])
    assert [read[page.pk].results.count() for page in pages] == [1, 2]
    assert read[pages[0].pk].target_groups.all()[0] == pages[0].target_groups.get()


def test_one_template_for_both_languages_is_offered_once() -> None:
    letter, brief = make_document(), make_document()
    assert BuildingBlock(template_fr=letter, template_nl=letter).templates == [letter]
    with translation.override("nl"):
        assert BuildingBlock(template_fr=letter, template_nl=brief).templates == [brief, letter]
    assert BuildingBlock().templates == []


def test_a_practice_is_restored_with_everything_it_has() -> None:
    page = full_practice(2)
    again = republish(page, heading_fr="Autre titre")
    assert (again.results.count(), again.building_blocks.count(), again.target_groups.count()) == (2, 2, 2)


def test_a_copy_is_not_yet_approved_or_validated() -> None:
    page = full_practice()
    copy = page.copy(keep_live=False)
    assert (copy.approved_on, copy.validated_on, copy.results.count()) == (None, None, 1)
    assert copy.reference != page.reference


@pytest.mark.parametrize(("code", "state"), [("fr", "complete"), ("nl", "summary")])
def test_the_language_that_lacks_texts_says_so(code: str, state: str) -> None:
    page = make_practice(themes=(make_theme(),), conditions_fr="Deux services", problem_nl="Probleem")
    assert page.state_in(code) == state
