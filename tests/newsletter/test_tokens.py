"""The keys in links: forged, of another use, old, and after the operator changed the secrets."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from newsletter import tokens
from newsletter.models import Subscriber
from newsletter.tokens import Purpose
from portal import key_ring
from tests.factories.newsletter import make_subscriber

READERS = (Purpose.UNSUBSCRIBE, Purpose.PREFERENCES, Purpose.BLOCK)


def new_key(number: int) -> key_ring.Key:
    return key_ring.parse(f"{number}:{secrets.token_urlsafe(40)}")[0]


def test_token_says_whose_it_is_and_in_which_mail_it_stood() -> None:
    assert tokens.read(Purpose.UNSUBSCRIBE, tokens.unsubscribe_token(7, 42)) == tokens.Token(7, 42)
    assert len(tokens.unsubscribe_token(2**40 - 1, 2**32 - 1)) == tokens.LENGTH


def test_token_of_another_purpose_opens_nothing() -> None:
    made = {Purpose.UNSUBSCRIBE: tokens.unsubscribe_token(7), Purpose.BLOCK: tokens.block_token(7)}
    for purpose, token in made.items():
        assert [reader for reader in READERS if tokens.read(reader, token)] == [purpose]


@given(place=st.integers(0, tokens.LENGTH - 1), letter=st.sampled_from("ABab01-_=+/é "))
def test_token_that_was_tampered_with_opens_nothing(place: int, letter: str) -> None:
    token = tokens.unsubscribe_token(7)
    forged = token[:place] + letter + token[place + 1 :]
    assert forged == token or tokens.read(Purpose.UNSUBSCRIBE, forged) is None


@given(text=st.text(max_size=60))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert tokens.read(Purpose.UNSUBSCRIBE, text) is None


def test_key_rotation_keeps_links_of_older_mails(settings: Any) -> None:
    old = tokens.unsubscribe_token(7)
    settings.NEWSLETTER_TOKEN_KEYS = (new_key(2), *settings.NEWSLETTER_TOKEN_KEYS)
    assert tokens.read(Purpose.UNSUBSCRIBE, old) == tokens.Token(7, 0)
    assert tokens.read(Purpose.UNSUBSCRIBE, tokens.unsubscribe_token(7)) == tokens.Token(7, 0)
    settings.NEWSLETTER_TOKEN_KEYS = settings.NEWSLETTER_TOKEN_KEYS[:1]
    assert tokens.read(Purpose.UNSUBSCRIBE, old) is None


def test_new_secret_key_keeps_links_of_older_mails(settings: Any) -> None:
    old = tokens.unsubscribe_token(7)
    settings.SECRET_KEY = secrets.token_urlsafe(64)
    assert tokens.read(Purpose.UNSUBSCRIBE, old) == tokens.Token(7, 0)


@pytest.mark.django_db
def test_link_to_preferences_lasts_a_year_and_no_longer(later: Any) -> None:
    subscriber = make_subscriber()
    token = tokens.preferences_token(subscriber)
    later(days=364)
    assert tokens.subscriber_of_preferences(token) == subscriber
    later(days=367)
    assert tokens.subscriber_of_preferences(token) is None


@pytest.mark.django_db
def test_link_to_preferences_is_revoked_by_a_new_version() -> None:
    subscriber = make_subscriber()
    token = tokens.preferences_token(subscriber)
    Subscriber.objects.update(token_version=F("token_version") + 1)
    assert tokens.subscriber_of_preferences(token) is None


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["confirm", "leave", "block", "preferences", "data"])
def test_unknown_keys_of_every_kind_get_the_same_page(client: Client, themes: object, step: str) -> None:
    tampered = tokens.unsubscribe_token(7)[:-1] + "~"
    answers = [client.get(f"/fr/n/{step}/{token}/") for token in (tampered, "x", tokens.random_token())]
    assert {answer.status_code for answer in answers} == {404}
    assert all("Ce lien ne fonctionne pas" in answer.content.decode() for answer in answers)
