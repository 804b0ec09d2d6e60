"""A cluster that refuses, hangs, is red or takes no changes: the page answers, editors go on, and nothing is lost."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from portal.published import Access
from search import results, tasks, upkeep
from search.breaker import Breaker
from search.engine import engine
from search.engines import cluster_transport
from search.engines.cluster_transport import HIDE_SECONDS, READ_SECONDS
from search.forms import Question
from search.results import find
from tests.factories import make_guide, reload, restrict
from tests.search.conftest import Commit
from tests.search.gate import Gate
from tests.search_node import PORT

LONGEST_PAGE = 2.5  # seconds
LONGEST_PUBLICATION = 1.0

AskNode = Callable[..., Any]


@pytest.fixture(autouse=True)
def _own_breaker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "breaker", Breaker())


def use_cluster(settings: Any, address: str) -> None:
    """Let the site search in the cluster at ``address``, under names of its own; tasks wait for a worker."""
    prefix = f"t{secrets.token_hex(6)}"
    settings.SEARCH = {"ENGINE": "cluster", "URLS": [address], "PREFIX": prefix, "AUTHORITY": ""}
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def silent(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Give a site whose cluster takes connections and never answers."""
    monkeypatch.setattr(cluster_transport, "READ_SECONDS", READ_SECONDS)
    monkeypatch.setattr(cluster_transport, "HIDE_SECONDS", HIDE_SECONDS)
    gate = Gate()
    use_cluster(settings, gate.address)
    yield gate
    gate.close()


@pytest.fixture
def gate(db: None, settings: Any, search_node: str) -> Iterator[Gate]:
    """Give a site whose cluster is a real node behind a gate, with indexes that serve."""
    gate = Gate(PORT)
    use_cluster(settings, gate.address)
    for language in ("fr", "nl"):
        tasks.rebuild(language)
    yield gate
    gate.reopen()
    for language in ("fr", "nl"):
        engine().indices.delete_all(language)  # type: ignore[attr-defined]
    gate.close()


def forget_silence() -> None:
    engine().cluster._silent_until = 0.0  # type: ignore[attr-defined]


def found(words: str, **facts: Any) -> list[str]:
    return [entry.reference for entry in find(Question(words, ("fr",)), Access.anonymous(**facts)).entries]


def page(words: str) -> str:
    answer = Client().get(f"/fr/recherche/?q={words}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_refused_connection_is_an_answer_from_the_database(silent: Gate, commit: Commit) -> None:
    silent.refuse()
    with commit():
        guide = make_guide(heading_fr="Le bail")
    assert guide.reference in page("bail")
    assert find(Question("bail", ("fr",)), Access.anonymous()).degraded
    assert "cannot be reached" in next(upkeep.faults())


def test_a_cluster_that_hangs_is_waited_for_by_one_question_of_one_page(
    silent: Gate, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_transport, "SECONDS_OF_SILENCE", 600.0)
    with commit():
        guide = make_guide(heading_fr="Le bail")
    for _page in range(3):
        assert guide.reference in page("bail")
    assert silent.waiting == 1
    assert READ_SECONDS + 1 < LONGEST_PAGE


def test_nobody_waits_for_a_cluster_that_hangs_to_publish(silent: Gate, commit: Commit) -> None:
    with commit():
        make_guide(heading_fr="Le bail")
    assert silent.waiting == 0


def test_an_editor_who_hides_waits_once_and_shortly(silent: Gate, commit: Commit) -> None:
    guide = make_guide(heading_fr="Le bail")
    with commit():
        reload(guide).unpublish()
    assert silent.waiting == 1
    assert LONGEST_PUBLICATION / 2 >= HIDE_SECONDS
    assert found("bail") == []


@pytest.mark.node
@pytest.mark.parametrize("fault", ["refuse", "hang"])
def test_what_was_published_and_hidden_meanwhile_is_right_when_the_cluster_returns(
    gate: Gate, commit: Commit, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with commit():
        kept, gone, closed = (make_guide(heading_fr="Le bail") for _ in range(3))
    tasks.catch_up()
    assert len(found("bail")) == 3
    getattr(gate, fault)()
    monkeypatch.setattr(cluster_transport, "READ_SECONDS", 0.5)
    monkeypatch.setattr(cluster_transport, "HIDE_SECONDS", 0.5)
    with commit():
        late = make_guide(heading_fr="Le bail")
        reload(gone).unpublish()
        restrict(closed)
    assert set(found("bail")) == {kept.reference, late.reference}
    assert "fr: " in tasks.catch_up()
    monkeypatch.undo()
    gate.reopen()
    forget_silence()
    assert tasks.catch_up() == "fr: 3 applied, nl: 3 applied"
    answer = find(Question("bail", ("fr",)), Access.anonymous())
    assert not answer.degraded
    assert ({entry.reference for entry in answer.entries}, answer.total) == ({kept.reference, late.reference}, 2)
    assert len(find(Question("bail", ("fr",)), Access(frozenset())).entries) == 3
    assert not tasks.sync()


@pytest.mark.parametrize(("command", "says"), [("search_rebuild", "cannot be built"), ("search_sync", "be compared")])
def test_the_commands_say_that_the_cluster_is_away(silent: Gate, command: str, says: str) -> None:
    silent.refuse()
    with pytest.raises(CommandError, match=f"{says}: the search cluster cannot be reached"):
        call_command(command)


@pytest.mark.node
def test_the_commands_build_and_compare_in_the_cluster(gate: Gate, commit: Commit) -> None:
    with commit():
        guide = make_guide(heading_fr="Le bail")
    out = StringIO()
    call_command("search_rebuild", stdout=out)
    call_command("search_sync", "--check", stdout=out)
    built = "fr: 1 documents\nnl: 1 documents\n"
    assert out.getvalue() == f"{built}Documents put right: 0. Indexes rebuilt: none.\n"
    assert found("bail") == [guide.reference]


@pytest.mark.node
def test_a_document_that_the_cluster_lost_is_put_back_by_a_comparison(
    gate: Gate, commit: Commit, ask_node: AskNode
) -> None:
    with commit():
        guide = make_guide(heading_fr="Le bail")
    tasks.catch_up()
    document = f"/{engine().health('fr').name}/_doc/page:{guide.pk}:fr"
    ask_node("DELETE", f"{document}?refresh=true&version=99&version_type=external")
    assert tasks.sync().indexes == ("fr",)
    assert found("bail") == [guide.reference]


@pytest.mark.node
def test_unpublishing_reaches_the_cluster_before_the_worker(gate: Gate, commit: Commit) -> None:
    with commit():
        guide = make_guide(heading_fr="Le bail")
    tasks.catch_up()
    with commit():
        reload(guide).unpublish()
    assert engine().keys("fr") == {}


@pytest.mark.node
def test_a_restriction_reaches_the_cluster_before_the_worker(gate: Gate, commit: Commit) -> None:
    with commit():
        guide = make_guide(heading_fr="Le bail")
    tasks.catch_up()
    with commit():
        restrict(guide)
    assert find(Question("bail", ("fr",)), Access.anonymous()).total == 0
    tasks.catch_up()
    assert find(Question("bail", ("fr",)), Access.anonymous()).total == 0
    assert find(Question("bail", ("fr",)), Access(frozenset())).total == 1


@pytest.mark.node
def test_a_cluster_that_takes_no_changes_still_answers_and_loses_none(
    gate: Gate, commit: Commit, ask_node: AskNode
) -> None:
    with commit():
        guide = make_guide(heading_fr="Le bail")
    tasks.catch_up()
    name = engine().health("fr").name
    ask_node("PUT", f"/{name}/_settings", {"index.blocks.read_only_allow_delete": True})
    with commit():
        late = make_guide(heading_fr="Le bail")
    assert "blocked" in tasks.catch_up()
    assert next(upkeep.faults()).startswith("fr: the index takes no changes: index.blocks.read_only_allow_delete; ")
    assert found("bail") == [guide.reference]
    ask_node("PUT", f"/{name}/_settings", {"index.blocks.read_only_allow_delete": None})
    assert tasks.catch_up() == "fr: 1 applied"
    assert set(found("bail")) == {guide.reference, late.reference}


@pytest.mark.node
def test_an_index_that_is_red_is_an_answer_from_the_database(gate: Gate, commit: Commit, ask_node: AskNode) -> None:
    with commit():
        guide = make_guide(heading_fr="Le bail")
    tasks.catch_up()
    indices = engine().indices  # type: ignore[attr-defined]
    name, red = engine().health("fr").name, indices.new_name("fr")
    nowhere = {"index.routing.allocation.require._name": "nowhere", "number_of_replicas": 0}
    ask_node("PUT", f"/{red}?wait_for_active_shards=0&timeout=1ms", {"settings": nowhere})
    indices.switch("fr", red)
    assert found("bail") == [guide.reference]
    assert find(Question("bail", ("fr",)), Access.anonymous()).degraded
    assert tasks.catch_up().startswith("fr: the search cluster answered 503")
    indices.switch("fr", name)
    assert not find(Question("bail", ("fr",)), Access.anonymous()).degraded
