"""The newsletter's own mails: what was asked for, and nothing after somebody left."""

from __future__ import annotations

import pytest
from django.test import Client

from mail.models import Message
from newsletter import links as addresses_of
from newsletter import mails, signing_up, subscriptions
from newsletter.consent import Source
from newsletter.signing_up import Choice
from tests.factories.newsletter import make_subscriber
from tests.newsletter.conftest import ADDRESS
from themes.models import Theme


@pytest.fixture
def confirmation(themes: list[Theme]) -> Message:
    signing_up.ask(Choice(ADDRESS, "nl", ("vide",), "weekly"), Source("test"))
    return Message.objects.get()


def test_confirmation_is_transactional(confirmation: Message) -> None:
    assert not [name for name in confirmation.headers if name.startswith("List-")]
    assert (confirmation.language, confirmation.secret, confirmation.essential) == ("nl", True, True)
    assert 'lang="nl-BE"' in confirmation.html


def test_mail_that_waits_is_kept_back_from_who_left(themes: list[Theme]) -> None:
    reader = make_subscriber(ADDRESS)
    signing_up.remind(reader)
    subscriptions.leave(reader.pk, Source("test"))
    message = Message.objects.get()
    assert (message.state, message.text) == (Message.State.SKIPPED, "")


def test_mails_of_other_packages_still_go_to_who_left(themes: list[Theme]) -> None:
    signing_up.remind(make_subscriber(ADDRESS))
    Message.objects.update(kind="accounts/email/invitation")
    mails.cancel(ADDRESS)
    assert Message.objects.get().state == Message.State.QUEUED


def test_links_of_mails_have_the_host_of_the_site(client: Client, themes: list[Theme], settings: object) -> None:
    settings.SITE_URL = "https://guides.example.org"  # type: ignore[attr-defined]
    reader = make_subscriber(ADDRESS, language="nl")
    assert addresses_of.preferences(reader).startswith("https://guides.example.org/nl/n/preferences/")
    assert addresses_of.one_click(reader.pk).startswith("https://guides.example.org/n/u/")
