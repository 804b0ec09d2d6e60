import pytest

from search import tasks
from search.engine import engine
from search.engines import fts5_schema
from search.models import IndexFile, SearchDocument
from tests.factories import make_guide
from tests.search.conftest import Publish

pytestmark = pytest.mark.usefixtures("site")


def indexed(language: str = "fr") -> set[str]:
    return set(engine().keys(language))


def keys(language: str = "fr") -> set[str]:
    return set(SearchDocument.objects.filter(language=language, deleted=False).values_list("key", flat=True))


def test_the_worker_applies_what_was_missed(publish: Publish) -> None:
    publish()
    make_guide()
    assert indexed() != keys()
    assert tasks.catch_up() == "fr: 1 applied, nl: 1 applied"
    assert indexed() == keys()
    assert tasks.catch_up() == ""


def test_the_worker_rebuilds_an_index_of_other_rules(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    before = IndexFile.objects.get(language="fr").name
    monkeypatch.setattr(fts5_schema, "VERSION", "2-other")
    assert tasks.catch_up() == "fr: 1 rebuilt, nl: 1 rebuilt"
    assert IndexFile.objects.get(language="fr").name != before


def test_a_publication_does_not_wait_for_the_rebuild_of_a_stale_index(
    publish: Publish, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    publish()
    before = IndexFile.objects.get(language="fr").name
    monkeypatch.setattr(fts5_schema, "VERSION", "2-other")
    publish()
    assert IndexFile.objects.get(language="fr").name == before
    assert "other rules" in caplog.text


def test_sync_finds_nothing_to_do_where_all_agree(publish: Publish) -> None:
    publish()
    assert not tasks.sync()


def test_sync_puts_rows_right(publish: Publish) -> None:
    publish()
    SearchDocument.objects.filter(language="fr").delete()
    SearchDocument.objects.filter(language="nl").update(content_hash="", title="Wrong")
    drift = tasks.sync()
    assert (drift.documents, drift.indexes) == (2, ())
    assert indexed() == keys()


def test_sync_puts_the_index_right(publish: Publish) -> None:
    publish()
    with engine().files.opened(IndexFile.objects.get(language="nl").name) as connection:  # type: ignore[attr-defined]
        connection.execute("delete from doc")
    assert tasks.sync().indexes == ("nl",)
    assert indexed("nl") == keys("nl")
