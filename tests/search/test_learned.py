"""What a process knows of words, kept up with the index and silent about what a reader may not see."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from portal.published import Access
from search import learned
from search.engine import engine
from search.learned import Understanding
from search.models import IndexFile
from search.plan import Plan, Query
from search.vocabulary import Vocabulary
from tests.factories import make_group, restrict
from tests.search.conftest import Commit, Publish

pytestmark = pytest.mark.usefixtures("site")


def understood(text: str, **facts: Any) -> Plan:
    return Understanding()(Query(text, "fr", **facts))


def read(text: str, **facts: Any) -> list[str]:
    return [each.read for each in understood(text, **facts).corrections]


def test_a_new_word_is_known_at_once(publish: Publish) -> None:
    publish(heading_fr="Le logement")
    assert read("logemant") == ["logement"]
    assert read("logemont xylographe") == ["logement"]
    publish(heading_fr="Le xylographe et le logemont")
    assert read("xylograffe") == ["xylographe"]
    assert read("logemont") == []


def test_words_of_closed_records_are_neither_offered_nor_betrayed(publish: Publish, commit: Commit) -> None:
    publish(heading_fr="Le logement")
    closed = publish(heading_fr="Le xylographe")
    with commit():
        restrict(closed, make_group())
    denied = Access.anonymous().denied
    assert read("xylograffe", denied=denied) == []
    assert understood("xylographe", denied=denied).unknown == ("xylographe",)
    assert understood("xylographe", denied=frozenset()).unknown == ()


def test_without_an_index_the_spelling_stays(publish: Publish) -> None:
    publish(heading_fr="Le logement")
    IndexFile.objects.all().delete()
    learned._held.clear()
    assert read("logemant") == []


def test_threads_share_what_is_known(publish: Publish) -> None:
    publish(heading_fr="Le logement")
    vocabulary = Vocabulary()
    first = learned.lexicon("fr", vocabulary)

    def again(number: int) -> Any:
        try:
            return learned.lexicon("fr", vocabulary)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert {id(each) for each in threads.map(again, range(20))} == {id(first)}


def test_a_plan_is_made_once_for_a_request(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(heading_fr="Le logement")
    understand = Understanding()
    assert understand(Query("logement", "fr")) is understand(Query("logement", "fr"))


def test_the_mark_of_an_index_changes_with_it(publish: Publish) -> None:
    publish(heading_fr="Le logement")
    before: Callable[[], str] = lambda: engine().mark("fr")  # noqa: E731
    mark = before()
    assert before() == mark
    publish(heading_fr="Le bail")
    assert before() != mark
