import pytest

from portal import jobs, probes
from search import upkeep
from search.models import IndexFile, SearchDocument
from tests.search.conftest import Publish

pytestmark = pytest.mark.usefixtures("site")


def test_the_worker_knows_the_jobs_and_the_doctor_the_probe() -> None:
    assert {"search_catch_up", "search_sync"} <= {job.name for job in jobs.registered()}
    assert "search" in {probe.name for probe in probes.registered(quick=True)}


def test_a_site_without_documents_needs_no_index() -> None:
    assert list(upkeep.faults()) == []


def test_an_index_that_serves_is_no_fault(publish: Publish) -> None:
    publish()
    assert list(upkeep.faults()) == []


def test_a_missing_index_is_a_fault_with_the_way_out(publish: Publish) -> None:
    publish()
    IndexFile.objects.filter(language="nl").delete()
    assert list(upkeep.faults()) == [
        "nl: there is no index yet; the worker rebuilds it, or run: manage.py search_rebuild"
    ]


def test_the_nightly_look_reports_what_it_repaired(publish: Publish) -> None:
    publish()
    assert upkeep.sync() == ""
    SearchDocument.objects.filter(language="fr").delete()
    assert upkeep.sync() == "1 documents, indexes: none"
