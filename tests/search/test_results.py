from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from portal.published import Access
from search import results, tasks
from search.engine import engine
from search.entries import Entry
from search.forms import Question
from search.models import IndexFile, SearchDocument
from search.plan import Filter, Order
from search.results import find
from tests.factories import make_group, make_theme, republish, restrict
from tests.search.conftest import Commit, Publish

pytestmark = pytest.mark.usefixtures("site")
FRENCH, BOTH = ("fr",), ("fr", "nl")


def ask(text: str, languages: tuple[str, ...] = FRENCH, **facts: object) -> results.Results:
    with translation.override(languages[0]):
        return find(Question(text, languages, **facts), Access.anonymous())  # type: ignore[arg-type]


def test_an_entry_shows_the_record_as_it_was_found(publish: Publish) -> None:
    guide = publish(heading_fr="L'humidité <des> murs", summary_fr="Que faire.", heading_nl="Vocht")
    with translation.override("fr"):
        [entry] = ask("humidite").entries
        assert not entry.foreign
    assert entry == Entry(
        title="L&#x27;<mark>humidité</mark> &lt;des&gt; murs",
        snippet=entry.snippet,
        url="/fr/guides/lhumidite-des-murs/",
        language="fr",
        reference=guide.reference,
        kind=guide._meta.verbose_name,
        date=timezone.localdate(guide.first_published_at),
        verified_on=guide.verified_on,
    )
    assert entry.snippet.startswith("Que faire.")


def test_nothing_is_asked_without_words_that_say_something(publish: Publish) -> None:
    publish(heading_fr="Le bail")
    assert not ask("").asked
    assert not ask("de la").asked


def test_filters_alone_list_all_that_has_them(publish: Publish) -> None:
    publish(heading_fr="Le bail")
    assert ask("", filters=(Filter("kind", ("guide",)),)).total == 1


def test_both_languages_give_each_record_once_in_the_readers_language(publish: Publish) -> None:
    both = publish(heading_fr="Le CPAS", heading_nl="Het CPAS")
    dutch = publish(heading_fr="Autre", heading_nl="Het CPAS elders")
    found = ask("CPAS", BOTH)
    assert found.total == 2
    assert [(entry.reference, entry.language) for entry in found.entries] == [
        (both.reference, "fr"),
        (dutch.reference, "nl"),
    ]
    assert {facet.name: [option.number for option in facet.options] for facet in found.facets}["kind"] == [2]


def test_results_per_language_are_told(publish: Publish) -> None:
    publish(heading_fr="Le CPAS", heading_nl="Het CPAS")
    publish(heading_fr="Autre", heading_nl="Het CPAS elders")
    assert ask("CPAS").by_language == (("fr", 1), ("nl", 2))
    assert ask("CPAS", BOTH).by_language == (("fr", 1), ("nl", 2))


def test_facets_have_words_numbers_and_the_tree_of_themes(publish: Publish) -> None:
    rent = make_theme("rent", fr="Loyer")
    lease = make_theme("lease", fr="Bail", broader=rent)
    publish(heading_fr="Un guide", themes=(lease,))
    publish(heading_fr="Un guide", themes=(rent,))
    theme = next(facet for facet in ask("guide").facets if facet.name == "theme")
    assert [(option.label, option.depth, option.number) for option in theme.options] == [
        ("Loyer", 0, 2),
        ("Bail", 1, 1),
    ]


def test_a_chosen_value_stays_shown_when_nothing_has_it(publish: Publish) -> None:
    make_theme("lease")
    publish(heading_fr="Un guide", themes=(make_theme("rent"),))
    found = ask("guide", filters=(Filter("theme", ("lease",)),))
    options = {option.value: (option.number, option.chosen) for facet in found.facets for option in facet.options}
    assert found.total == 0
    assert options["lease"] == (0, True)
    assert options["rent"] == (1, False)


def test_a_page_beyond_the_end_is_the_last_one(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "PER_PAGE", 2)
    for _ in range(3):
        publish(heading_fr="Le bail")
    found = ask("bail", page=40)
    assert found.page
    assert (found.page.number, len(found.entries), found.total) == (2, 1, 3)


def test_order_by_date_holds_across_languages(publish: Publish) -> None:
    newer = publish(heading_fr="Rien", heading_nl="CPAS")
    older = publish(heading_fr="CPAS", heading_nl="Niets")
    earlier = timezone.localdate(older.first_published_at) - timedelta(days=9)
    SearchDocument.objects.filter(page_id=older.pk).update(date=earlier)
    for language in BOTH:
        tasks.rebuild(language)
    found = ask("CPAS", BOTH, order=Order.DATE)
    assert [entry.reference for entry in found.entries] == [newer.reference, older.reference]


def test_hidden_records_change_no_number(publish: Publish, commit: Commit) -> None:
    publish(heading_fr="Le bail")
    before = ask("bail")
    closed = publish(heading_fr="Le bail réservé")
    with commit():
        restrict(closed, make_group())
    after = ask("bail")
    assert (after.total, after.facets, after.by_language) == (before.total, before.facets, before.by_language)


def test_a_record_that_the_index_still_has_is_neither_shown_nor_counted(publish: Publish) -> None:
    guide = publish(heading_fr="Le bail")
    type(guide).objects.filter(pk=guide.pk).update(live=False)
    found = ask("bail")
    assert (found.total, found.entries) == (0, ())


def test_without_an_index_the_database_answers_and_the_page_says_so(publish: Publish) -> None:
    guide = publish(heading_fr="Le bail", heading_nl="De huur")
    (engine().files.directory / IndexFile.objects.get(language="fr").name).unlink()  # type: ignore[attr-defined]
    engine().files.forget("fr")  # type: ignore[attr-defined]
    found = ask("baux bail")
    assert found.degraded
    assert [entry.reference for entry in found.entries] == [guide.reference]


def test_a_new_index_is_used_at_once(publish: Publish, commit: Commit) -> None:
    guide = publish(heading_fr="Le bail")
    IndexFile.objects.all().delete()
    assert ask("bail").degraded
    with commit():
        republish(guide, heading_fr="Le bail neuf")
    assert not ask("neuf").degraded


@pytest.mark.parametrize("languages", [FRENCH, BOTH])
def test_queries_do_not_grow_with_the_results(publish: Publish, languages: tuple[str, ...]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            ask("bail", languages)
        return len(captured)

    publish(heading_fr="Le bail")
    one = queries()
    for _ in range(2):
        publish(heading_fr="Le bail")
    assert queries() == one
