import pytest
from django.template import Context, Template
from django.utils import translation

from languages.text import Text
from organisations.models import OrganisationKind


def rendered(source: str, **context: object) -> str:
    return Template("{% load languages_tags %}" + source).render(Context(context))


@pytest.mark.parametrize(("active", "expected"), [("fr", '<p lang="nl-BE">Woning</p>'), ("nl", "<p>Woning</p>")])
def test_a_foreign_text_carries_its_language(active: str, expected: str) -> None:
    with translation.override(active):
        assert rendered("<p{% lang_attr text %}>{{ text }}</p>", text=Text("Woning", "nl")) == expected


@pytest.mark.parametrize("text", ["plain", "", None, 12, Text("", "nl")])
def test_what_has_no_language_gets_no_attribute(text: object) -> None:
    with translation.override("fr"):
        assert rendered("{% lang_attr text %}", text=text) == ""


def test_a_text_is_escaped_like_any_other() -> None:
    assert rendered("{{ text }}", text=Text("<b>", "nl")) == "&lt;b&gt;"


def test_a_language_is_named_in_itself() -> None:
    source = "{{ 'fr'|language_name }} {{ 'nl'|language_name }} {{ 'xx'|language_name }}"
    assert rendered(source) == "Français Nederlands xx"


def test_a_language_has_a_tag() -> None:
    assert rendered("{{ 'fr'|language_tag }} {{ 'nl'|language_tag }}") == "fr-BE nl-BE"


def test_a_text_can_be_asked_for_in_either_language() -> None:
    kind = OrganisationKind(name_fr="Commune", name_nl="Gemeente")
    source = "{% text_in kind 'name' 'nl' as text %}{{ text }}{% lang_attr text %}"
    with translation.override("fr"):
        assert rendered(source, kind=kind) == 'Gemeente lang="nl-BE"'
