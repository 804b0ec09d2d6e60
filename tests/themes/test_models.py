import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import translation

from tests.factories import make_guide, make_theme
from themes.models import Label, Theme, ThemedItem

pytestmark = pytest.mark.django_db


def narrowed(*slugs: str) -> list[Theme]:
    """Return a chain of themes, each narrower than the one before."""
    chain: list[Theme] = []
    for slug in slugs:
        chain.append(make_theme(slug, broader=chain[-1] if chain else None))
    return chain


def test_the_name_of_a_theme_is_its_identifier_however_it_is_saved() -> None:
    themes = [Theme.objects.create(slug=slug) for slug in ("rent", "vacancy")]
    assert [theme.name for theme in themes] == ["rent", "vacancy"]


@pytest.mark.parametrize(("code", "expected"), [("fr", "Loyer"), ("nl", "Huur")])
def test_the_label_is_the_preferred_one_in_the_active_language(code: str, expected: str) -> None:
    theme = make_theme(fr="Loyer", nl="Huur")
    Label.objects.create(theme=theme, language=code, kind=Label.Kind.ALTERNATIVE, text="Aaa")
    with translation.override(code):
        assert (theme.label, theme.label.language) == (expected, code)


def test_the_label_of_the_other_language_stands_in() -> None:
    theme = Theme.objects.create(slug="rent", name="rent")
    Label.objects.create(theme=theme, language="nl", kind=Label.Kind.PREFERRED, text="Huur")
    with translation.override("fr"):
        assert (theme.label, theme.label.language) == ("Huur", "nl")


def test_an_english_label_never_stands_in() -> None:
    theme = Theme.objects.create(slug="rent", name="rent")
    Label.objects.create(theme=theme, language="en", kind=Label.Kind.PREFERRED, text="Rents")
    assert str(theme) == "rent"


def test_what_is_under_a_theme_is_the_theme_and_everything_narrower() -> None:
    top, middle, bottom = narrowed("top", "middle", "bottom")
    make_theme("beside")
    assert [theme.narrower_ids() for theme in (top, middle, bottom)] == [
        {"top", "middle", "bottom"},
        {"middle", "bottom"},
        {"bottom"},
    ]


@pytest.mark.parametrize("depth", [1, 3])
def test_what_is_under_a_theme_is_one_query(depth: int, django_assert_num_queries: object) -> None:
    narrowed(*(f"level-{number}" for number in range(depth)))
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(Theme.objects.under(["level-0"])) == depth


def test_an_unknown_theme_has_nothing_under_it_but_itself() -> None:
    assert Theme.objects.under(["unknown"]) == {"unknown"}


def test_a_circle_of_themes_ends() -> None:
    top, bottom = narrowed("top", "bottom")
    Theme.objects.filter(pk=top.pk).update(broader=bottom)
    assert top.narrower_ids() == {"top", "bottom"}


@pytest.mark.parametrize("above", ["top", "middle", "bottom"])
def test_a_theme_cannot_be_narrower_than_itself(above: str) -> None:
    top, *_rest = narrowed("top", "middle", "bottom")
    top.broader = Theme.objects.get(slug=above)
    with pytest.raises(ValidationError) as refused:
        top.full_clean()
    assert list(refused.value.message_dict) == ["broader"]


def test_a_theme_may_move_under_another_branch() -> None:
    theme = make_theme()
    theme.broader = make_theme()
    theme.full_clean()


def test_only_a_deprecated_theme_is_replaced() -> None:
    theme = make_theme()
    theme.replaced_by = make_theme()
    with pytest.raises(ValidationError) as refused:
        theme.full_clean()
    assert list(refused.value.message_dict) == ["replaced_by"]


def test_a_deprecated_theme_is_no_longer_offered() -> None:
    kept, old = make_theme("kept"), make_theme("old")
    Theme.objects.filter(pk=old.pk).update(deprecated=True)
    assert list(Theme.objects.offered()) == [kept]


def test_a_theme_with_narrower_ones_cannot_be_deleted() -> None:
    top, _bottom = narrowed("top", "bottom")
    with pytest.raises(ProtectedError):
        top.delete()


def test_a_theme_in_use_cannot_be_deleted() -> None:
    theme = make_theme()
    make_guide(themes=(theme,))
    with pytest.raises(ProtectedError):
        theme.delete()


@pytest.mark.parametrize("text", ["Loyer", "loyer", " LOYER "])
def test_a_label_of_another_theme_is_refused(text: str) -> None:
    make_theme("rent", fr="Loyer")
    label = Label(theme=make_theme(), language="fr", text=text)
    with pytest.raises(ValidationError) as refused:
        label.full_clean()
    assert list(refused.value.message_dict) == ["text"]


@pytest.mark.parametrize(("language", "text"), [("nl", "Loyer"), ("fr", "Loyers"), ("fr", "Lôyer")])
def test_another_language_or_another_word_may_be_a_label(language: str, text: str) -> None:
    make_theme("rent", fr="Loyer")
    Label(theme=make_theme(), language=language, text=text).full_clean()


def test_a_second_preferred_label_is_refused_by_the_database() -> None:
    theme = make_theme(fr="Loyer")
    with pytest.raises(IntegrityError), transaction.atomic():
        Label.objects.create(theme=theme, language="fr", kind=Label.Kind.PREFERRED, text="Bail")


def test_the_themes_of_a_page_keep_the_order_of_the_author() -> None:
    second, first = make_theme("aaa"), make_theme("zzz")
    guide = make_guide(themes=(first, second))
    assert [item.tag.slug for item in guide.themed_items.all()] == ["zzz", "aaa"]


def test_a_theme_stands_once_on_a_page() -> None:
    theme = make_theme()
    guide = make_guide(themes=(theme,))
    with pytest.raises(IntegrityError), transaction.atomic():
        ThemedItem.objects.create(tag=theme, content_object=guide)


def test_a_guide_is_found_by_the_identifier_of_its_theme() -> None:
    guide = make_guide(themes=(make_theme("rent"),))
    assert list(type(guide).objects.filter(themed_items__tag__slug="rent")) == [guide]
