"""What the demonstration shows: whole records in both languages, files that can be read, and a room for members."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import F
from django.test import Client, TestCase, override_settings
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader
from wagtail.models import Page

import languages
from exchange.importing import import_content
from exchange.reference import SHIPPED, Changes, load_reference_data
from guides.models import GuidePage
from portal.models import PortalDocument, PortalImage, RecordFile
from practices.models import PracticePage
from seminars.models import Recommendation, RecommendationState, SeminarPage, WorkingGroupPage
from tests.conftest import ROOT
from tests.factories import make_user
from tests.module_rows import ModuleRows
from tests.scenarios.crawler import STARTS, get

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.soak,
    # The first view of a picture makes the file that pages show, with a temporary file that Wagtail leaves open.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

DEMO = ROOT / "content" / "demo"
FICTION = {"fr": "exemple fictif", "nl": "fictief voorbeeld"}
KIBIBYTE = 1024


@dataclass(frozen=True)
class Site:
    """What the first and the second import of the demonstration did, and the index of search."""

    first: Changes
    second: Changes
    index: Path


@pytest.fixture(scope="module")
def site(module_rows: ModuleRows, tmp_path_factory: pytest.TempPathFactory) -> Site:
    data = tmp_path_factory.mktemp("demonstration")
    index = data / "search"
    with module_rows(), override_settings(SEARCH={"ENGINE": "fts5", "DIRECTORY": index}):
        load_reference_data(SHIPPED)
        with TestCase.captureOnCommitCallbacks(execute=True):
            first = import_content(DEMO).records
        second = import_content(DEMO).records
        call_command("search_sync", verbosity=0)
    return Site(first, second, index)


@pytest.fixture
def demonstration(site: Site, settings, tmp_path) -> Site:
    """The demonstration, with an index that the test may change."""
    shutil.copytree(site.index, tmp_path / "search", ignore=shutil.ignore_patterns("*-shm"))
    settings.SEARCH = {"ENGINE": "fts5", "DIRECTORY": tmp_path / "search"}
    return site


def records() -> list[str]:
    return sorted(str(path.relative_to(DEMO))[: -len(".fr.md")] for path in DEMO.rglob("*.fr.md"))


def test_it_is_imported_once(site: Site) -> None:
    assert site.first == Changes(created=len(records()))
    assert site.second == Changes(unchanged=len(records()))


@pytest.mark.usefixtures("site")
def test_guides_are_made_of_steps() -> None:
    assert len([guide for guide in GuidePage.objects.live() if guide.steps.count() >= 6]) >= 10


@pytest.mark.usefixtures("site")
def test_practices_are_whole_and_some_validated() -> None:
    practices = PracticePage.objects.live()
    validated = practices.exclude(validated_on=None)
    assert (practices.count(), validated.count()) >= (15, 5)
    for practice in validated:
        assert list(practice.publication_problems()) == []
        assert practice.expert_reviewer_id
        assert practice.expert_opinion_fr, practice
        assert practice.expert_opinion_nl, practice


@pytest.mark.usefixtures("site")
def test_practices_are_as_long_as_people_read() -> None:
    for practice in PracticePage.objects.live():
        for code in languages.CODES:
            if practice.state_in(code) == "complete":
                projection = practice.search_projection(code)
                assert 400 <= len(f"{projection.lead} {projection.body}".split()) <= 900, (practice, code)


@pytest.mark.parametrize("code", languages.CODES)
def test_no_two_texts_are_alike(code: str) -> None:
    """Two records share few of their runs of five words: what both say about the demonstration itself."""
    texts = {path.name: shingles(path) for path in DEMO.rglob(f"*.{code}.md") if path.parent.name != "pages"}
    told = {name: runs for name, runs in texts.items() if len(runs) > 100}
    alike = [
        (one, other)
        for one, other in combinations(told, 2)
        if len(told[one] & told[other]) > 0.15 * min(len(told[one]), len(told[other]))
    ]
    assert alike == []


def shingles(path: Path) -> set[tuple[str, ...]]:
    """Return the runs of five words of the text below the front matter of a record."""
    text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    # Sources have the same names everywhere.
    told = re.split(r"^## (?:Sources?|Bron(?:nen)?)$", text, flags=re.MULTILINE)[0]
    words = re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "]", told).lower())
    return set(zip(*(words[start:] for start in range(5)), strict=False))


@pytest.mark.usefixtures("site")
def test_recommendations_went_different_ways_and_their_thread_is_read_from_both_ends(client: Client) -> None:
    held = SeminarPage.objects.get(slug="SE-2022-001")
    told = Recommendation.objects.filter(panel__path__startswith=held.path)
    assert told.count() >= 9
    assert {each.state for each in told} == set(RecommendationState.values)
    for each in told.exclude(state=RecommendationState.OPEN).exclude(taken_up_by=None).select_related("taken_up_by"):
        target = each.taken_up_by.specific
        own = f"{each.panel.url_in('fr')}recommandation-{each.number}/"
        assert target.url_in("fr") in client.get(own).content.decode()
        assert own in client.get(target.url_in("fr")).content.decode()
    for each in told.filter(state=RecommendationState.DECLINED):
        assert each.reason_fr, each
        assert each.reason_nl, each


@pytest.mark.usefixtures("site")
def test_a_seminar_is_to_come_and_says_that_it_is_invented() -> None:
    seminar = SeminarPage.objects.order_by("starts_at").last()
    assert seminar.starts_at > timezone.make_aware(timezone.datetime(2027, 1, 1))
    assert FICTION["fr"] in seminar.summary_fr.lower()
    assert FICTION["nl"] in seminar.summary_nl.lower()


@pytest.mark.usefixtures("site")
def test_working_groups_show_what_they_deliver() -> None:
    groups = WorkingGroupPage.objects.live().filter(slug__startswith="WG-2022")
    assert [group.deliverables.count() >= 3 for group in groups] == [True, True]


PDFS = sorted((DEMO / "files").glob("*.pdf"))
LETTERS = sorted((DEMO / "files").glob("*.docx"))
PICTURES = sorted((DEMO / "files").glob("*.webp"))


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.name)
def test_pdf_can_be_read_by_everyone(path: Path) -> None:
    """Tagged, with a title and a language, small, and its words are words."""
    code = path.suffixes[0][1:]
    reader = PdfReader(path)
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]
    assert catalogue["/Lang"] == f"{code}-BE"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    text = " ".join(page.extract_text() for page in reader.pages)
    assert " ".join(reader.metadata.title.split())[:20] in " ".join(text.split())
    assert 1 <= len(reader.pages) <= 4
    assert path.stat().st_size <= 120 * KIBIBYTE
    assert len(text.split()) > 120
    assert FICTION[code] in text.lower()


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.name)
def test_word_file_has_a_title_a_language_and_headings(path: Path) -> None:
    code = path.suffixes[0][1:]
    with zipfile.ZipFile(path) as archive:
        properties, styles, body = (
            archive.read(name).decode() for name in ("docProps/core.xml", "word/styles.xml", "word/document.xml")
        )
    assert f"<dc:language>{code}-BE</dc:language>" in properties
    assert f'<w:lang w:val="{code}-BE"/>' in styles
    title = re.search("<dc:title>(.+)</dc:title>", properties)[1]
    assert f'<w:pStyle w:val="Title"/></w:pPr><w:r><w:t xml:space="preserve">{title}</w:t>' in body
    assert FICTION[code] in body.lower()


def test_there_are_pdfs_in_both_languages() -> None:
    spoken = [path.suffixes[0] for path in PDFS]
    assert (spoken.count(".fr"), spoken.count(".nl")) >= (4, 4)


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_picture_is_light(path: Path) -> None:
    assert path.stat().st_size <= 80 * KIBIBYTE
    with Image.open(path) as picture:
        assert picture.size == (1200, 675)


@pytest.mark.usefixtures("site")
def test_pictures_are_described_and_free_to_use() -> None:
    assert PracticePage.objects.live().exclude(image=None).count() >= 10
    assert SeminarPage.objects.get(slug="SE-2022-001").photos.count() == 2
    for image in PortalImage.objects.all():
        assert image.rights_confirmed, image
        assert image.credit, image
        assert image.alt_fr != image.alt_nl, image


@pytest.mark.usefixtures("site")
def test_every_file_stands_with_a_record_and_has_the_language_of_its_name() -> None:
    used = set(RecordFile.objects.values_list("document__title", "document__language"))
    held = set(PortalDocument.objects.values_list("title", "language"))
    assert held == used
    assert not PortalDocument.objects.filter(language="").exists()
    kept = [path for path in (DEMO / "files").iterdir() if path.suffix != ".webp"]
    assert PortalDocument.objects.count() == len(kept)
    assert PortalImage.objects.count() == len(PICTURES)


@pytest.mark.usefixtures("site")
def test_every_source_has_its_file() -> None:
    sources = ROOT / "content" / "sources"
    made = {"sheets": ".pdf", "word": ".docx", "drawings": ".webp"}
    for folder, suffix in made.items():
        for path in (sources / folder).iterdir():
            assert (DEMO / "files" / f"{path.stem}{suffix}").is_file(), path


MEMBERS_ONLY = ("BP-2024-014", "GT-2024-007", "WG-2026-001")


def kept_for_members() -> list[Any]:
    return [page.specific for page in Page.objects.filter(slug__in=MEMBERS_ONLY)]


def headings_for_members() -> set[str]:
    return {getattr(page, f"heading_{code}") for page in kept_for_members() for code in languages.CODES}


def documents_for_members() -> list[PortalDocument]:
    return [row.document for page in kept_for_members() for row in page.files.all()]


@pytest.mark.usefixtures("demonstration")
def test_nobody_who_is_not_signed_in_learns_of_what_is_for_members() -> None:
    words = headings_for_members() | {each.title for each in documents_for_members()}
    told = {url: text_of(url) for url in known_addresses()}
    assert [(url, word) for url, text in told.items() for word in words if word in text] == []
    for page in kept_for_members():
        assert {Client().get(page.url_in(code)).status_code for code in languages.CODES} == {302}
    assert {get(Client(), each.url).status for each in documents_for_members()} == {404}


#: Pages of themes, organisations and municipalities that no record for members names, directly or from below.
ELSEWHERE = re.compile(
    r"/(fr/organisations|nl/organisaties|fr/communes|nl/gemeenten|fr/themes|nl/themas)/"
    r"(?!(coordination|brulocalis|sommeil|alerte|protoc|partage|transv|inspect|insal|gt|dpo|rgpd|t-[a-z]+)/)[^/]+/"
)


def known_addresses() -> list[str]:
    """Return every address that the site tells to search engines, and what its lists and searches give."""
    sitemap = re.findall(r"<loc>https?://[^/]+(.*?)</loc>", text_of("/sitemap.xml"))
    assert len(sitemap) > 100
    told = [url for url in sitemap if not ELSEWHERE.match(url)]
    asked = [
        "/fr/recherche/?q=exploitation",
        "/nl/zoeken/?q=protocol",
        "/fr/recherche/?theme=protoc",
        "/nl/zoeken/?q=OCMW",
    ]
    return [*STARTS, *told, *asked]


def text_of(url: str) -> str:
    return get(Client(), url).text


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("word", ["exploitation locative", "protocole lecture", "veto sonnettes"])
def test_the_words_of_what_is_for_members_are_found_by_members_alone(client: Client, word: str) -> None:
    address = f"/fr/recherche/?q={word}"
    kept = [page.url_in("fr") for page in kept_for_members()]
    assert not any(url in text_of(address) for url in kept)
    client.force_login(make_user())
    found = client.get(address).content.decode()
    assert any(url in found for url in kept)


@pytest.mark.usefixtures("demonstration")
def test_member_reads_what_is_for_members(client: Client) -> None:
    client.force_login(make_user())
    for page in kept_for_members():
        for code in languages.CODES:
            assert getattr(page, f"heading_{code}") in client.get(page.url_in(code)).content.decode()
    for document in documents_for_members():
        assert get(client, document.url).status == 200, document


@pytest.mark.usefixtures("site")
def test_draft_report_stands_with_the_page_for_members_alone() -> None:
    page = WorkingGroupPage.objects.get(slug="WG-2026-001")
    rows = RecordFile.objects.filter(document__in=[row.document for row in page.files.all()])
    assert {row.page_id for row in rows} == {page.pk}
    assert {row.document.language for row in rows} == {"fr", "nl"}


@pytest.mark.usefixtures("site")
def test_what_is_invented_says_so_in_both_languages() -> None:
    for page in (*PracticePage.objects.filter(heading_fr__icontains="fictif"), *kept_for_members()):
        for code in languages.CODES:
            told = " ".join(getattr(page, f"{name}_{code}") for name in ("heading", "summary")).lower()
            assert FICTION[code] in told, (page, code)
    assert not PracticePage.objects.filter(heading_fr=F("heading_nl")).exists()
