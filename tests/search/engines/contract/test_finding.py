"""What is found, in which order, and how it is counted, by every engine."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.base import Hits
from search.plan import Filter, Order
from tests.search.engines.contract.conftest import made_index
from tests.search.engines.index import EngineIndex

DAY = 86_400


def test_a_word_in_the_title_comes_before_one_in_the_body(index: EngineIndex) -> None:
    index.documents.put("body", title="Logement", body="Le bail et ses clauses.")
    index.documents.put("title", title="Le bail", body="Clauses et logement.")
    index.build()
    assert index.keys("bail") == ["title", "body"]


def test_the_exact_form_comes_before_another_form(index: EngineIndex) -> None:
    index.documents.put("plural", title="Logements vides")
    index.documents.put("singular", title="Logement vide")
    index.build()
    assert index.keys("logement") == ["singular", "plural"]


def test_summary_and_headings_count_more_than_the_body(index: EngineIndex) -> None:
    for number in range(4):
        index.documents.put(f"other{number}", title="Autre", body="Rien de tel dans ce texte.")
    index.documents.put("body", title="Fiche", body="Rien de tel.\nUne garantie est due.")
    index.documents.put("lead", title="Fiche", lead="Une garantie est due.")
    index.build()
    assert index.keys("garantie") == ["lead", "body"]


@pytest.mark.parametrize("question", ["humidite", "HUMIDITÉ", "l'humidité", "humidités"])
def test_accents_capitals_elision_and_number_do_not_matter(index: EngineIndex, question: str) -> None:
    index.documents.put("one", title="L’humidité des murs")
    index.build()
    assert index.keys(question) == ["one"]


def test_the_elements_of_a_compound_find_it_and_it_finds_them(dutch_index: EngineIndex) -> None:
    dutch_index.documents.put("compound", title="Huisvestingsovereenkomst")
    dutch_index.documents.put("element", title="Een overeenkomst voor huisvesting")
    dutch_index.build()
    assert dutch_index.keys("overeenkomst") == ["element", "compound"]
    assert set(dutch_index.keys("huisvestingsovereenkomst")) == {"compound", "element"}


def test_an_article_of_law_is_found_in_any_writing_and_no_other(index: EngineIndex) -> None:
    index.documents.put("right", title="Insalubrité", body="Selon l'article 135, § 2 de la loi.")
    index.documents.put("longer", title="Code civil", body="Selon l'article 1350.")
    index.documents.put("shorter", title="Constitution", body="Selon l'art. 35.")
    index.build()
    for question in ("article 135", "art. 135 § 2", "artikel 135", '"art. 135"'):
        assert index.keys(question) == ["right"]


def test_a_phrase_is_required(index: EngineIndex) -> None:
    index.documents.put("phrase", body="La garantie locative est due.")
    index.documents.put("apart", body="La garantie de ce logement, somme locative.")
    index.build()
    assert index.keys('"garantie locative"') == ["phrase"]
    assert set(index.keys("garantie locative")) == {"phrase", "apart"}


def test_neighbours_come_before_words_apart(index: EngineIndex) -> None:
    for number in range(8):
        index.documents.put(f"other{number}", body="Le préavis et le loyer.")
    index.documents.put("apart", body="Une garantie pour ce bien vendu hier et une indemnité locative.")
    index.documents.put("near", body="Une garantie locative pour ce bien vendu hier et une indemnité.")
    index.build()
    assert index.keys("garantie locative") == ["near", "apart"]


def test_an_excluded_word_leaves_out(index: EngineIndex) -> None:
    index.documents.put("student", body="Le bail étudiant.")
    index.documents.put("other", body="Le bail commercial.")
    index.build()
    assert index.keys("bail -étudiant") == ["other"]
    assert index.keys('bail -"bail étudiant"') == ["other"]


def test_long_questions_ask_for_half_of_their_words_when_that_fills_a_page(index: EngineIndex) -> None:
    for number in range(20):
        index.documents.put(f"both{number:02}", body="Un bail et un loyer.")
    index.documents.put("one", body="Un bail seul.")
    index.build()
    assert index.search("bail loyer garantie préavis").total == 20


def test_long_questions_ask_for_fewer_words_when_little_holds_them(index: EngineIndex) -> None:
    index.documents.put("both", body="Un bail et un loyer.")
    index.documents.put("one", body="Un bail seul.")
    index.build()
    assert index.keys("bail loyer garantie préavis") == ["both", "one"]


def test_documents_that_hold_a_word_are_not_diluted_by_those_with_one_element(dutch_index: EngineIndex) -> None:
    dutch_index.documents.put("word", body="De huurwaarborg.")
    dutch_index.documents.put("element", body="De huur.")
    dutch_index.build()
    assert dutch_index.keys("huurwaarborg") == ["word"]


def test_without_words_everything_is_found_newest_first(index: EngineIndex) -> None:
    index.documents.put("old", title="Ancien", day=100)
    index.documents.put("new", title="Nouveau", day=200)
    index.documents.put("undated", title="Sans date")
    index.build()
    assert index.keys("", order=Order.DATE) == ["new", "old", "undated"]


def test_recent_documents_win_between_equals(index: EngineIndex) -> None:
    index.documents.put("old", title="Bail", day=16_000)
    index.documents.put("new", title="Bail", day=20_000)
    index.build()
    assert index.keys("bail", now=20_001 * DAY) == ["new", "old"]


def test_order_by_date_leaves_relevance_aside(index: EngineIndex) -> None:
    index.documents.put("title", title="Bail", day=1)
    index.documents.put("body", body="Autre chose, puis un bail.", day=2)
    index.build()
    assert index.keys("bail", order=Order.DATE) == ["body", "title"]


def test_pages_of_equal_hits_neither_repeat_nor_miss(index: EngineIndex) -> None:
    for number in range(25):
        index.documents.put(f"n{number}", title="Bail")
    index.build()
    pages = [index.keys("bail", start=start, stop=start + 10) for start in (0, 10, 20)]
    assert len({key for page in pages for key in page}) == 25
    assert index.search("bail", start=20, stop=30).total == 25


def test_denied_restrictions_hide_from_hits_totals_and_counts(index: EngineIndex) -> None:
    index.documents.put("open", title="Bail", facets=(("kind", "guide"),))
    index.documents.put("closed", title="Bail", facets=(("kind", "guide"),), restrictions=(7, 9))
    index.build()
    found = index.search("bail", denied=frozenset({9}))
    assert (found.total, [hit.key for hit in found.hits], found.facets) == (1, ["open"], {"kind": {"guide": 1}})
    assert index.search("bail", denied=frozenset({3})).total == 2


def test_hidden_documents_do_not_change_how_many_words_are_asked_for(index: EngineIndex) -> None:
    for number in range(20):
        index.documents.put(f"closed{number}", body="Un bail et un loyer.", restrictions=(1,))
    index.documents.put("open", body="Un bail seul.")
    index.build()
    assert index.keys("bail loyer garantie préavis", denied=frozenset({1})) == ["open"]


def test_expired_documents_are_not_found(index: EngineIndex) -> None:
    index.documents.put("expired", title="Bail", until=1000)
    index.documents.put("current", title="Bail", until=3000)
    index.build()
    assert index.keys("bail", now=2000) == ["current"]


@pytest.fixture
def faceted(index: EngineIndex) -> EngineIndex:
    index.documents.put("a", title="Bail", facets=(("kind", "guide"), ("theme", "rent"), ("theme", "lease")))
    index.documents.put("b", title="Bail", facets=(("kind", "guide"), ("theme", "rent")))
    index.documents.put("c", title="Bail", facets=(("kind", "practice"), ("theme", "lease")))
    index.documents.put("d", title="Loyer", facets=(("kind", "guide"), ("theme", "rent")))
    index.build()
    return index


def test_counts_are_of_what_is_found(faceted: EngineIndex) -> None:
    found = faceted.search("bail")
    assert found.facets == {"kind": {"guide": 2, "practice": 1}, "theme": {"rent": 2, "lease": 2}}


def test_counts_are_right_whether_few_or_most_documents_are_found(faceted: EngineIndex) -> None:
    few = faceted.search("loyer").facets
    assert few == {"kind": {"guide": 1}, "theme": {"rent": 1}}
    faceted.documents.remove("a")
    faceted.documents.put("b", title="Bail", facets=(("kind", "practice"),))
    faceted.catch_up()
    assert faceted.search("bail loyer").facets == {
        "kind": {"guide": 1, "practice": 2},
        "theme": {"rent": 1, "lease": 1},
    }


@pytest.mark.parametrize("text", ["bail", "bail loyer", "un bail ou un loyer humide", ""])
@pytest.mark.parametrize("filters", [(), (Filter("kind", ("guide",)),)])
def test_the_total_alone_is_that_of_the_whole_answer(
    faceted: EngineIndex, text: str, filters: tuple[Filter, ...]
) -> None:
    alone = faceted.search(text, filters=filters, total_only=True)
    assert alone == Hits(faceted.search(text, filters=filters).total)
    assert alone.total > 0


def test_counts_of_a_facet_leave_out_its_own_choice(faceted: EngineIndex) -> None:
    found = faceted.search("bail", filters=(Filter("kind", ("guide",)),))
    assert found.total == 2
    assert found.facets == {"kind": {"guide": 2, "practice": 1}, "theme": {"rent": 2, "lease": 1}}


def test_values_of_a_facet_add_and_facets_narrow(faceted: EngineIndex) -> None:
    kinds = Filter("kind", ("guide", "practice"))
    assert set(faceted.keys("bail", filters=(kinds,))) == {"a", "b", "c"}
    assert set(faceted.keys("bail", filters=(kinds, Filter("theme", ("lease",))))) == {"a", "c"}


def test_choosing_a_value_finds_as_many_as_were_counted(faceted: EngineIndex) -> None:
    for value, count in faceted.search("bail").facets["theme"].items():
        assert faceted.search("bail", filters=(Filter("theme", (value,)),)).total == count


@pytest.fixture(scope="module")
def one_document(
    request: pytest.FixtureRequest, engine_name: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[EngineIndex]:
    with made_index(request, engine_name, tmp_path_factory.mktemp("index")) as index:
        index.documents.put("one", title="Le logement insalubre", body="Texte.")
        index.build()
        yield index


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_is_answered(one_document: EngineIndex, text: str) -> None:
    assert one_document.search(text).total in (0, 1)


HOSTILE = st.text(alphabet="\"'*^:()[]{}-+~&|!?%_\\/;,.<>=#@$§°\x00\x07\ud800\u202e\u00ad\t\n ", max_size=60)


@settings(max_examples=300, deadline=None)
@given(HOSTILE, HOSTILE)
def test_a_good_word_between_hostile_characters_is_found(one_document: EngineIndex, before: str, after: str) -> None:
    assert one_document.keys(f"{before}logement{after}") == ["one"]


def test_titles_are_suggested_by_the_beginnings_of_their_words_the_newest_first(index: EngineIndex) -> None:
    index.documents.put("old", title="Le logement insalubre", day=1, page=1)
    index.documents.put("new", title="Logements inoccupés", day=2, page=2)
    index.documents.put("body", title="Autre", body="logement insalubre", page=3)
    index.build()
    assert [hit.key for hit in index.engine.suggest("fr", ("loge",), frozenset(), 0, 8)] == ["new", "old"]
    assert [hit.key for hit in index.engine.suggest("fr", ("loge", "insal"), frozenset(), 0, 8)] == ["old"]
    assert [hit.key for hit in index.engine.suggest("fr", ("loge",), frozenset(), 0, 1)] == ["new"]
    assert index.engine.suggest("fr", (), frozenset(), 0, 8) == ()


def test_what_a_reader_may_not_see_is_not_suggested(index: EngineIndex) -> None:
    index.documents.put("closed", title="Le bail", restrictions=(7,))
    index.documents.put("over", title="Le bail", until=50)
    index.build()
    assert index.engine.suggest("fr", ("bail",), frozenset({7}), 100, 8) == ()
    assert [hit.key for hit in index.engine.suggest("fr", ("bail",), frozenset(), 100, 8)] == ["closed"]


def test_a_word_of_an_attached_file_finds_after_one_of_the_body(index: EngineIndex) -> None:
    index.documents.put("file", body="autre chose", files="le bail glissant", day=2)
    index.documents.put("body", body="le bail glissant", day=1)
    index.build()
    assert index.keys("bail glissant") == ["body", "file"]
    assert index.keys('"bail glissant"') == ["body", "file"]
    assert index.keys('bail -"bail glissant"') == []


def test_results_stand_by_the_day_of_their_verification(index: EngineIndex) -> None:
    index.documents.put("never", title="bail", day=9)
    index.documents.put("long ago", title="bail", verified=10, day=1)
    index.documents.put("lately", title="bail", verified=20, day=1)
    index.build()
    assert index.keys("bail", order=Order.VERIFIED) == ["lately", "long ago", "never"]
