"""What every mail is: in one language, readable without anything from elsewhere, short enough to be shown whole."""

from __future__ import annotations

import pytest

from mail.render import LONGEST_HTML, NotSendable, checked, hosts_fetched, hosts_linked, letter, rendered
from mail.render import Rendered as Mail

HOSTILE = '<script>alert("x")</script>'


def test_words_of_others_are_shown_as_they_are() -> None:
    mail = letter(HOSTILE, f"{HOSTILE}\n\nhttp://testserver/fr/?a=1&b=2", "fr")
    assert "<script" not in mail.html
    assert "<title>&lt;script&gt;" in mail.html
    assert 'href="http://testserver/fr/?a=1&amp;b=2"' in mail.html


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_mail_has_language_title_and_dark_colours_and_fetches_nothing(language: str) -> None:
    mail = rendered("accounts/email/group_joined", {"group": "Kring", "link": "http://testserver/"}, language)
    assert f'<html lang="{language}-BE"' in mail.html
    assert f"<title>{mail.subject}</title>" in mail.html
    assert "prefers-color-scheme: dark" in mail.html
    assert "googleapis" not in mail.html
    assert hosts_fetched(mail.html) == set()
    assert 'role="presentation"' in mail.html


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://tracker.example/1.gif">',
        "<p style=\"background: url('//tracker.example/1.gif')\">",
        '<link rel="stylesheet" href="https://tracker.example/a.css">',
        '<style>@import "https://tracker.example/a.css"</style>',
        '<td background="https://tracker.example/1.gif">',
    ],
)
def test_what_would_be_fetched_from_elsewhere_is_refused(html: str) -> None:
    with pytest.raises(NotSendable, match="tracker.example"):
        checked(Mail("s", "t", html))


def test_links_are_not_fetched_but_known() -> None:
    html = '<a href="https://elsewhere.example/">x</a><a class="b" href="http://testserver/fr/">y</a>'
    assert (hosts_fetched(html), hosts_linked(html)) == (set(), {"elsewhere.example"})


def test_what_mail_programs_cut_off_is_refused() -> None:
    with pytest.raises(NotSendable, match="bytes"):
        checked(Mail("s", "t", "é" * (LONGEST_HTML // 2 + 1)))
