import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import TextField
from wagtail.models import Page, ReferenceIndex

from guides.models import GuidePage
from portal.markdown.fields import MarkdownField
from portal.models import PortalDocument, Reference

FIELD = GuidePage._meta.get_field("body_fr")


def test_migrations_see_a_plain_text_column() -> None:
    assert MarkdownField(blank=True).deconstruct()[1:] == ("django.db.models.TextField", [], {"blank": True})
    assert isinstance(MarkdownField().clone(), MarkdownField)
    assert isinstance(FIELD, TextField)


def test_text_is_stored_without_what_cannot_be_seen() -> None:
    assert FIELD.clean("a\r\nb\x00", None) == "a\nb"


@pytest.mark.django_db
def test_text_that_the_guard_refuses_is_an_error_of_its_field() -> None:
    with pytest.raises(ValidationError) as refusal:
        GuidePage(body_fr="a", body_nl=">" * 100).clean_fields()
    assert refusal.value.error_dict["body_nl"][0].code == "markdown_depth"
    assert "body_fr" not in refusal.value.error_dict


@pytest.mark.django_db
def test_everything_a_text_points_at_is_known_to_the_reference_index() -> None:
    document = PortalDocument.objects.create(title="a", file=ContentFile(b"%PDF", name="a.pdf"))
    page = Page.get_first_root_node().add_child(instance=Page(title="a", slug="a"))
    Reference.objects.create(text="GT-2024-001", page=page)
    text = f"[a](doc:{document.pk}) [b](doc:0{document.pk}) ![c](image:5) [d](GT-2024-001) [e](GT-2024-002)"
    found = {(model.__name__, key) for model, key, _model_path, _path in FIELD.extract_references(text)}
    assert found == {("PortalDocument", str(document.pk)), ("PortalImage", "5"), ("Page", str(page.pk))}


def test_pages_with_markdown_are_indexed() -> None:
    assert ReferenceIndex.is_indexed(GuidePage)
