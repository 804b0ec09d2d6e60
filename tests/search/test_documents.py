from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guides.models import GuideIndexPage, GuidePage
from search import documents
from search.documents import all_page_ids, clean_lines, forget, look_again, look_under
from search.models import Counter, SearchDocument
from search.outbox import DatabaseOutbox, change_of
from search.reach import Reach, reach_of
from tests.factories import make_draft, make_guide, make_municipality, make_theme, restrict

pytestmark = pytest.mark.django_db


def row(page: GuidePage, language: str = "fr") -> SearchDocument:
    return SearchDocument.objects.get(page_id=page.pk, language=language)


def test_the_row_of_a_page_holds_what_it_says_in_one_language() -> None:
    theme = make_theme("lease", broader=make_theme("rent"))
    guide = make_guide(
        heading_fr="Le  bail\u00ad", summary_fr="Étudiant", body_fr="## Règles\n\n*Article* 1.", themes=(theme,)
    )
    document = row(guide)
    assert document.key == f"page:{guide.pk}:fr"
    assert (document.title, document.kind, document.deleted) == ("Le bail", "guide", False)
    assert document.lead.startswith("Étudiant ")
    assert "Règles Article 1." in document.body
    assert document.plain_title == "le bail "
    assert document.plain_text.startswith("etudiant ")
    published_on = timezone.localdate(guide.first_published_at)
    assert document.date == published_on
    assert document.facets == {
        "kind": ["guide"],
        "theme": ["lease", "rent"],
        "audience": [each.identifier for each in guide.audience.all()],
        "organisation": [guide.organisation.identifier],
        "year": [str(published_on.year)],
    }


def test_a_language_without_a_title_has_no_row() -> None:
    guide = make_guide()
    GuidePage.objects.filter(pk=guide.pk).update(heading_nl="")
    look_again([guide.pk])
    assert row(guide, "nl").deleted
    assert not row(guide, "fr").deleted


def test_looking_again_changes_nothing_when_nothing_changed() -> None:
    guide = make_guide()
    last = Counter.last()
    assert look_again([guide.pk]) == 0
    assert Counter.last() == last


def test_only_the_language_that_changed_gets_a_number() -> None:
    guide = make_guide()
    before = row(guide, "nl").seq
    GuidePage.objects.filter(pk=guide.pk).update(summary_fr="Autre résumé")
    assert look_again([guide.pk]) == 1
    assert (row(guide, "fr").seq, row(guide, "nl").seq) == (Counter.last(), before)


def test_a_page_that_does_not_exist_is_no_fault() -> None:
    assert look_again([987_654]) == 0


def test_a_page_that_was_forgotten_leaves_an_empty_row_and_can_come_back() -> None:
    guide = make_guide()
    assert forget(guide.pk) == 2
    assert (row(guide).title, row(guide).facets, row(guide).deleted) == ("", {}, True)
    assert look_again([guide.pk]) == 2
    assert not row(guide).deleted


def test_drafts_have_no_row() -> None:
    draft = make_draft()
    assert look_again([draft.pk]) == 0


def test_a_municipality_is_a_facet() -> None:
    guide = make_guide()
    guide.municipalities = [make_municipality("21004")]
    guide.save()
    look_again([guide.pk])
    assert row(guide).facets["municipality"] == ["21004"]


def test_many_pages_are_looked_at_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "PAGES_AT_A_TIME", 2)
    for _ in range(3):
        make_guide()
    SearchDocument.objects.all().delete()
    assert look_under(GuideIndexPage.objects.get()) == 6


def test_all_pages_are_those_that_exist_and_those_with_rows() -> None:
    guide, draft = make_guide(), make_draft()
    SearchDocument.objects.create(key="page:99:fr", language="fr", page_id=99_999, seq=1)
    assert set(all_page_ids()) == {guide.pk, draft.pk, 99_999}


def test_reach_is_that_of_the_page_and_of_all_above() -> None:
    guide = make_guide()
    index = GuideIndexPage.objects.get()
    end = datetime(2030, 1, 1, tzinfo=UTC)
    GuidePage.objects.filter(pk=guide.pk).update(expire_at=end + timedelta(days=1))
    GuideIndexPage.objects.filter(pk=index.pk).update(expire_at=end)
    own, above = restrict(guide), restrict(index)
    assert reach_of([guide]) == {guide.pk: Reach((own.pk, above.pk), end)}


def test_reach_takes_two_queries_however_many_pages() -> None:
    guides = [make_guide() for _ in range(3)]
    with CaptureQueriesContext(connection) as queries:
        reach_of(guides)
    assert len(queries) == 2


def test_the_outbox_gives_changes_in_their_order_deletions_included() -> None:
    first, second = make_guide(), make_guide()
    seen = Counter.last()
    forget(first.pk)
    GuidePage.objects.filter(pk=second.pk).update(summary_fr="Autre")
    look_again([second.pk])
    outbox = DatabaseOutbox("fr")
    assert outbox.last() == Counter.last()
    assert [(change.page, change.deleted) for change in outbox.since(seen)] == [(first.pk, True), (second.pk, False)]
    assert [change.page for change in outbox.everything()] == [second.pk]


def test_a_change_counts_days_and_seconds_from_1970() -> None:
    document = SearchDocument(
        date=date(1970, 1, 3), live_until=datetime(1970, 1, 1, 0, 1, tzinfo=UTC), facets={"kind": ["a", "b"]}
    )
    change = change_of(document)
    assert (change.day, change.until, change.facets) == (2, 60, (("kind", "a"), ("kind", "b")))


@pytest.mark.parametrize(("text", "cleaned"), [("a\n\n b\x00c", "a b c"), ("lo\u00adge", "loge"), ("", "")])
def test_texts_are_kept_on_one_line(text: str, cleaned: str) -> None:
    assert clean_lines(text) == cleaned
