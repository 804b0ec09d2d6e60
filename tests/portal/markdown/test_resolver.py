from collections.abc import Callable
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import translation
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction

from portal.markdown import render
from portal.markdown.resolver import PageLinks
from portal.models import Address, PortalDocument, PortalImage, Reference
from portal.published import Access

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of a new rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


@pytest.fixture
def record() -> Callable[..., Page]:
    """Makes a live page with a reference and an address per language."""

    def make(reference: str, *, live: bool = True) -> Page:
        page = Page.get_first_root_node().add_child(instance=Page(title=reference, slug=reference, live=live))
        Reference.objects.create(text=reference, page=page)
        for language, path in (("fr", f"guides/{reference}/"), ("nl", f"gidsen/{reference}/")):
            Address.objects.create(page=page, language=language, path=path, state="current", reference=reference)
        return page

    return make


@pytest.fixture
def image() -> PortalImage:
    content = BytesIO()
    Image.new("RGB", (1600, 800)).save(content, "PNG")
    file = ContentFile(content.getvalue(), name="cave.png")
    return PortalImage.objects.create(title="Cave", file=file, alt_fr="Une cave", alt_nl="Een kelder")


@pytest.fixture
def document() -> PortalDocument:
    return PortalDocument.objects.create(title="Formulaire B", file=ContentFile(b"%PDF", name="form.pdf"))


def links(text: str, language: str = "fr", access: Access | None = None) -> PageLinks:
    return PageLinks.of([text], language=language, access=access or Access.anonymous())


def test_reference_leads_to_the_address_in_the_language_of_the_reader(record: Callable[..., Page]) -> None:
    record("GT-2024-001")
    for language, url in (("fr", "/fr/guides/GT-2024-001/"), ("nl", "/nl/gidsen/GT-2024-001/")):
        found = links("[a](GT-2024-001)", language).link("GT-2024-001")
        assert found
        assert found.url == url


def test_draft_former_address_and_unknown_reference_lead_nowhere(record: Callable[..., Page]) -> None:
    record("GT-2024-001", live=False)
    moved = record("GT-2024-002")
    moved.addresses.update(state="former")
    text = "[a](GT-2024-001) [b](GT-2024-002) [c](GT-2024-003)"
    assert render(text, links=links(text)).broken == ("GT-2024-001", "GT-2024-002", "GT-2024-003")


def test_restricted_record_is_text_to_those_who_may_not_see_it(record: Callable[..., Page]) -> None:
    restriction = PageViewRestriction.objects.create(page=record("GT-2024-001"), restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="members"))
    text = "[a](GT-2024-001)"
    assert render(text, links=links(text)).html == "<p>a</p>"
    assert "<a href" in render(text, links=links(text, access=Access(frozenset()))).html


def test_document_leads_to_the_view_that_serves_it(document: PortalDocument) -> None:
    target = f"doc:{document.pk}"
    found = links(f"[]({target})").link(target)
    assert found
    assert (found.url, found.label) == (f"/documents/{document.pk}/{document.filename}", "Formulaire B")


def test_missing_document_leads_nowhere() -> None:
    assert render("[a](doc:99)", links=links("[a](doc:99)")).broken == ("doc:99",)


def test_image_is_shown_with_its_text_in_the_language_of_the_reader(image: PortalImage) -> None:
    target = f"image:{image.pk}"
    for language, alt in (("fr", "Une cave"), ("nl", "Een kelder")):
        picture = links(f"![]({target})", language).picture(target)
        assert picture
        assert (picture.width, picture.height, picture.alt) == (1200, 600, alt)
        assert picture.url.endswith(".webp")


def test_image_without_its_file_is_its_words(image: PortalImage) -> None:
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)
    text = f"![cave](image:{image.pk})"
    assert render(text, links=links(text)).html == "<p>cave</p>"


def test_damaged_image_is_its_words(image: PortalImage) -> None:
    with image.file.open() as file:
        content = file.read()
    name = image.file.storage.save("cut.png", ContentFile(content[: len(content) // 2]))
    PortalImage.objects.filter(pk=image.pk).update(file=name)
    image.renditions.all().delete()
    text = f"![cave](image:{image.pk})"
    assert render(text, links=links(text)).html == "<p>cave</p>"


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_number_of_links(
    number: int,
    record: Callable[..., Page],
    image: PortalImage,
    document: PortalDocument,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    records = " ".join(f"[a]({record(f'GT-2024-00{index}').slug})" for index in range(1, number + 1))
    documents = [PortalDocument.objects.create(title="a", file=document.file) for _index in range(number)]
    images = [PortalImage.objects.create(title="a", file=image.file) for _index in range(number)]
    text = records + "".join(f"[a](doc:{each.pk})" for each in documents)
    text += "".join(f"![a](image:{each.pk})" for each in images)
    links(text)
    access = Access.anonymous()
    with django_assert_num_queries(3):
        found = links(text, access=access)
    assert render(text, links=found).broken == ()


def test_text_without_targets_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        links("[a](https://example.be)", access=Access(frozenset()))


def test_active_language_is_left_as_it_was(image: PortalImage) -> None:
    with translation.override("nl"):
        links(f"![](image:{image.pk})", "fr")
        assert translation.get_language() == "nl"
