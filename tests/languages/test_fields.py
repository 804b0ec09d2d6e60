from types import SimpleNamespace

import pytest
from django.db import models
from django.utils import translation

from guides.models import GuidePage
from languages.fields import Translated, field_names, for_readers, translated_names
from law.models import Act
from organisations.models import OrganisationKind
from portal.models import BilingualPage


def test_a_text_declared_once_is_a_field_per_language() -> None:
    fields = [field.name for field in OrganisationKind._meta.get_fields()]
    assert [name for name in fields if name.startswith("name")] == ["name_fr", "name_nl"]


def test_each_field_is_labelled_with_the_name_of_its_language() -> None:
    labels = [str(OrganisationKind._meta.get_field(name).verbose_name) for name in field_names("acronym")]
    assert [label.rpartition(" ")[2] for label in labels] == ["(Français)", "(Nederlands)"]


@pytest.mark.parametrize(("code", "expected"), [("fr", "Commune"), ("nl", "Gemeente")])
def test_the_attribute_reads_the_active_language(code: str, expected: str) -> None:
    kind = OrganisationKind(name_fr="Commune", name_nl="Gemeente")
    with translation.override(code):
        assert (kind.name, kind.name.language) == (expected, code)


def test_a_language_of_no_content_reads_french() -> None:
    with translation.override("en"):
        assert OrganisationKind(name_fr="Commune", name_nl="Gemeente").name == "Commune"


def test_without_any_active_language_french_is_read() -> None:
    with translation.override(None):
        assert OrganisationKind(name_fr="Commune", name_nl="Gemeente").name == "Commune"


def test_the_attribute_refuses_assignment_and_names_the_fields() -> None:
    with pytest.raises(AttributeError, match="name_fr or name_nl"):
        OrganisationKind().name = "Commune"


def test_the_attribute_is_not_an_argument_of_the_constructor() -> None:
    with pytest.raises(TypeError, match="name"):
        OrganisationKind(name="Commune")


def test_the_attribute_is_not_a_field_to_order_by() -> None:
    assert not {"name"} & {field.name for field in OrganisationKind._meta.get_fields()}


def test_a_model_inherits_the_texts_of_every_abstract_class_above() -> None:
    assert translated_names(GuidePage) == [
        "body",
        "contact_service",
        "contributing_working_group",
        "frequent_mistakes",
        "heading",
        "prerequisites",
        "purpose",
        "summary",
    ]


def test_each_model_that_inherits_a_text_has_fields_of_its_own() -> None:
    assert GuidePage._meta.get_field("heading_fr").model is GuidePage
    assert BilingualPage._meta.get_field("heading_fr") is not GuidePage._meta.get_field("heading_fr")


def test_a_constraint_of_the_declaration_holds_in_both_languages() -> None:
    assert [Act._meta.get_field(name).unique for name in field_names("title")] == [True, True]


def test_without_the_attribute_the_name_stays_free_for_something_else() -> None:
    assert isinstance(GuidePage._meta.get_field("slug"), models.SlugField)
    assert "slug" not in translated_names(GuidePage)


def test_a_text_that_a_subclass_declares_again_is_named_once() -> None:
    class Plain(models.Model):
        name = Translated(models.CharField(max_length=10))

        class Meta:
            abstract = True
            app_label = "languages"

    class Longer(Plain):
        name = Translated(models.CharField(max_length=20))

        class Meta:
            abstract = True
            app_label = "languages"

    assert translated_names(Longer) == ["name"]


@pytest.mark.parametrize(
    ("code", "here", "expected"),
    [
        ("fr", ("a", "b"), ["a", "b"]),
        ("nl", ("a", "b"), ["b", "a"]),
        ("nl", ("a", "a"), ["a"]),
        ("fr", (None, "b"), ["b"]),
    ],
)
def test_what_a_row_has_in_each_language_is_read_in_the_order_of_the_reader(
    code: str, here: tuple[str | None, str], expected: list[str]
) -> None:
    with translation.override(code):
        assert for_readers(SimpleNamespace(file_fr=here[0], file_nl=here[1]), "file") == expected
