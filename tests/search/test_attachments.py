"""Records are found by what stands in their files, and the place is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from guides.models import GuidePage
from portal.findings import checks
from portal.models import PortalDocument, RecordFile
from search import document_texts
from search.models import DocumentText, SearchDocument
from tests.factories import make_document, reload, restrict
from tests.factories.pdf import pdf_of
from tests.search.conftest import Commit, Publish

FRENCH = "/fr/recherche/"


def a_pdf(*texts: str, **fields: Any) -> PortalDocument:
    file = ContentFile(pdf_of(*texts), name="fiche.pdf")
    return PortalDocument.objects.create(title="Fiche de visite", file=file, **fields)


def offering(guide: GuidePage, document: PortalDocument, commit: Commit) -> GuidePage:
    with commit():
        guide = reload(guide)
        guide.files = [RecordFile(document=document)]
        guide.save_revision().publish()
    return reload(guide)


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def guide(media: None, publish: Publish, commit: Commit) -> GuidePage:
    """Give a guide with a file in French whose third page speaks of salpêtre, which the guide does not."""
    guide = publish(heading_fr="Visiter un logement", heading_nl="Een woning bezoeken")
    with commit():
        document = a_pdf("Introduction", "", "Le salpêtre sur les murs", language="fr")
    return offering(guide, document, commit)


def page(site: Client, path: str = FRENCH, **query: str) -> str:
    answer = site.get(path, query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_record_is_found_by_its_file_and_the_page_is_told(site: Client, guide: GuidePage) -> None:
    html = page(site, q="salpetre")
    assert guide.reference in html
    assert "Dans le document joint, page 3" in html
    assert "Le <mark>salpêtre</mark> sur les murs" in html
    assert 'fiche.pdf#page=3"' in html or "#page=3" in html


def test_what_the_record_says_itself_needs_no_file(site: Client, guide: GuidePage) -> None:
    assert "Dans le document joint" not in page(site, q="logement")


def test_a_file_counts_in_its_own_language(site: Client, guide: GuidePage) -> None:
    files = dict(SearchDocument.objects.values_list("language", "files"))
    assert [text for _document, _page, text in files["fr"]] == ["Introduction", "Le salpêtre sur les murs"]
    assert files["nl"] == []


def test_the_search_without_an_index_finds_files_too(site: Client, guide: GuidePage, settings: Any) -> None:
    settings.SEARCH = {"ENGINE": "fts5", "DIRECTORY": settings.MEDIA_ROOT / "nowhere"}
    html = page(site, q="salpetre")
    assert guide.reference in html
    assert "Dans le document joint, page 3" in html


def test_a_file_that_only_a_draft_offers_is_not_found(
    site: Client, media: None, publish: Publish, commit: Commit
) -> None:
    guide = publish(heading_fr="Visiter un logement")
    with commit():
        document = a_pdf("Le salpêtre", language="fr")
        draft = reload(guide)
        draft.files = [RecordFile(document=document)]
        draft.save_revision()
    call_command("search_sync", verbosity=0)
    assert guide.reference not in page(site, q="salpetre")


def test_the_file_of_a_restricted_record_is_not_found(site: Client, guide: GuidePage, commit: Commit) -> None:
    with commit():
        restrict(guide)
    html = page(site, q="salpetre")
    assert guide.reference not in html
    assert "murs" not in html


def test_a_file_in_a_closed_collection_is_not_found(site: Client, guide: GuidePage, commit: Commit) -> None:
    closed = Collection.get_first_root_node().add_child(name="Closed")
    with commit():
        CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
        document = PortalDocument.objects.get()
        document.collection = closed
        document.save()
    assert guide.reference not in page(site, q="salpetre")
    with commit():
        CollectionViewRestriction.objects.all().delete()
    assert guide.reference in page(site, q="salpetre")


def test_a_new_file_takes_the_place_of_the_old_one(site: Client, guide: GuidePage, commit: Commit) -> None:
    with commit():
        document = PortalDocument.objects.get()
        document.file = ContentFile(pdf_of("La mérule"), name="fiche.pdf")
        document.file_hash = ""
        document.save()
    assert guide.reference in page(site, q="merule")
    assert guide.reference not in page(site, q="salpetre")


@pytest.mark.parametrize(
    ("content", "state"), [(b"%PDF-1.4 nothing", "broken"), (pdf_of(""), "no_text")], ids=["broken", "scan"]
)
def test_an_author_is_told_of_a_file_that_cannot_be_read(
    media: None, publish: Publish, commit: Commit, content: bytes, state: str
) -> None:
    guide = publish(heading_fr="Visiter un logement")
    with commit():
        document = PortalDocument.objects.create(title="Scan", file=ContentFile(content, name="scan.pdf"))
    assert DocumentText.objects.get().state == state
    guide = offering(guide, document, commit)
    told = [each.message for each in checks(guide) if each.place == "files.0.document"]
    assert len(told) == 1
    assert told[0].startswith("Scan: ")


def test_a_file_that_ends_its_process_is_not_tried_for_ever(media: None, db: None) -> None:
    document = a_pdf("Le bail")
    DocumentText.objects.create(
        document=document,
        fingerprint=document_texts.fingerprint_of(document),
        attempts=document_texts.MOST_ATTEMPTS,
    )
    document_texts.read(document.pk)
    assert DocumentText.objects.get().state == "heavy"
    assert document_texts.wanted() == []


def test_a_file_that_is_away_is_tried_again(media: None, db: None) -> None:
    document = a_pdf("Le bail")
    Path(document.file.path).unlink()
    document_texts.read(document.pk)
    assert document_texts.wanted() == [document.pk]


def test_other_kinds_of_files_are_left_alone(media: None, db: None) -> None:
    make_document("notes")
    assert document_texts.wanted() == []


@pytest.mark.parametrize("number", [1, 3])
def test_files_cost_the_same_queries_for_any_number_of_records(
    site: Client, media: None, publish: Publish, commit: Commit, number: int, django_assert_max_num_queries: Any
) -> None:
    for _each in range(number):
        with commit():
            document = a_pdf("Le salpêtre", language="fr")
        offering(publish(heading_fr="Visiter"), document, commit)
    page(site, q="salpetre")
    with django_assert_max_num_queries(14):
        html = page(site, q="salpetre")
    assert html.count("Dans le document joint") == number
    assert SearchDocument.objects.exclude(files=[]).count() == number
