from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.safestring import mark_safe

from portal.key_terms import KeyTerms, stem, terms
from tests.factories import make_guide, make_theme, republish
from themes.models import Label, Theme

pytestmark = pytest.mark.django_db

BUTTON = '<button type="button" class="term" popovertarget="term-{}">{}</button>'


@pytest.fixture(autouse=True)
def vocabulary() -> None:
    cache.clear()
    define("damp", fr="humidité", nl="vocht")
    define("unsafe", fr="logement insalubre", nl="ongezonde woning")
    make_theme("undefined", fr="cave", nl="kelder")


def define(slug: str, *, fr: str, nl: str) -> Theme:
    theme = make_theme(slug, fr=fr, nl=nl)
    Theme.objects.filter(pk=theme.pk).update(definition_fr=f"Ce qu’est {fr}", definition_nl=f"Wat {nl} is", core=True)
    cache.clear()
    return theme


def marked(html: str, code: str = "fr", *more: str) -> str:
    with translation.override(code):
        page = KeyTerms(terms())
        return "".join(page.mark(mark_safe(each)) for each in (html, *more))  # noqa: S308


def test_a_word_becomes_a_button_where_it_first_stands_on_the_page() -> None:
    html = marked("<p>L’humidité et l’humidité</p>", "fr", "<p>humidité</p>")
    assert html == f"<p>L’{BUTTON.format('damp', 'humidité')} et l’humidité</p><p>humidité</p>"


def test_a_term_of_several_words_is_found_in_the_plural_and_over_a_no_break_space() -> None:
    words = "logements\u00a0insalubres"
    assert marked(f"<p>Les {words}</p>") == f"<p>Les {BUTTON.format('unsafe', words)}</p>"
    assert marked("<p>Ongezonde woningen.</p>", "nl") == f"<p>{BUTTON.format('unsafe', 'Ongezonde woningen')}.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>logement, insalubre</p>",
        "<p>cave</p>",
        "<p>humiditélogement</p>",
        '<p><a href="/x">humidité</a></p>',
        "<h3>humidité</h3>",
        "<p><code>humidité</code></p>",
        '<p><img alt="a > humidité" src="/x"></p>',
        "<p>vocht</p>",
    ],
)
def test_nothing_else_is_a_button(html: str) -> None:
    assert marked(html) == html


def test_what_follows_a_link_is_marked_again() -> None:
    html = '<p><a href="/x">ici</a> humidité &amp; <em>cave</em></p>'
    assert marked(html) == html.replace("humidité", BUTTON.format("damp", "humidité"))


@pytest.mark.parametrize(
    ("word", "code", "expected"),
    [
        ("Logements", "fr", "logement"),
        ("bail", "fr", "bail"),
        ("pas", "fr", "pas"),
        ("woningen", "nl", "woning"),
        ("Vocht", "nl", "vocht"),
    ],
)
def test_the_ending_of_a_plural_does_not_matter(word: str, code: str, expected: str) -> None:
    assert stem(word, code) == expected


def test_the_terms_are_asked_for_once_until_the_vocabulary_changes(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with CaptureQueriesContext(connection) as asked:
        terms(), terms()
    assert len(asked) == 1
    with django_capture_on_commit_callbacks(execute=True):
        Label.objects.create(theme=Theme.objects.get(slug="damp"), language="fr", kind="alternative", text="moisissure")
    assert BUTTON.format("damp", "moisissure") in marked("<p>moisissure</p>")


@pytest.mark.parametrize(("code", "word", "other"), [("fr", "humidité", "vocht"), ("nl", "vocht", "humidité")])
def test_a_guide_explains_its_terms_once(code: str, word: str, other: str) -> None:
    guide = republish(make_guide(), body_fr="Contre l’humidité. Humidité !", body_nl="Tegen vocht. Vocht!")
    html = Client().get(guide.url_in(code)).content.decode()
    assert html.count('popovertarget="term-damp"') == 1
    note = html[html.index('id="term-damp"') :]
    address = {"fr": "/fr/themes/damp/", "nl": "/nl/themas/damp/"}[code]
    assert [text for text in (word.capitalize(), other, address) if text not in note] == []


def test_a_text_in_the_other_language_is_left_alone() -> None:
    guide = republish(make_guide(), body_fr="Contre l’humidité", body_nl="")
    assert "popovertarget" not in Client().get(guide.url_in("nl")).content.decode()
