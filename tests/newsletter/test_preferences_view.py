"""Changing one's choices and address, by a link of one's own mail."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from newsletter import links as addresses_of
from newsletter import subscriptions
from newsletter.models import ConsentEvent, Status, Subscriber
from tests.factories import make_theme
from tests.factories.newsletter import make_subscriber
from tests.newsletter import mailbox
from tests.newsletter.conftest import ADDRESS, links
from themes.models import Theme

NEW = "ann@new.example.be"


@pytest.fixture
def reader(themes: list[Theme]) -> Subscriber:
    return make_subscriber(ADDRESS, themes=(themes[0],), language="nl", frequency="weekly")


def preferences(subscriber: Subscriber) -> str:
    subscriber.refresh_from_db()
    return addresses_of.preferences(subscriber).removeprefix("http://testserver")


def saved(**changes: Any) -> dict[str, Any]:
    return {"step": "saved", "themes": ["vide"], "frequency": "weekly", "language": "nl", **changes}


def test_page_shows_what_was_chosen(client: Client, reader: Subscriber) -> None:
    text = client.get(preferences(reader)).content.decode()
    assert 'value="vide" checked' in text
    assert 'value="insal" checked' not in text
    assert "a***@example.be" in text
    assert ADDRESS not in text


def test_choices_are_saved_and_recorded(client: Client, reader: Subscriber) -> None:
    link = preferences(reader)
    answer = client.post(link, saved(themes=["insal"], frequency="monthly", language="fr"), follow=True)
    reader.refresh_from_db()
    assert "Vos choix sont enregistrés" in answer.content.decode()
    assert (reader.language, reader.frequency, subscriptions.themes_of(reader)) == ("fr", "monthly", {"insal"})
    event = ConsentEvent.objects.get()
    assert (event.event, event.themes, event.frequency) == ("change", ["insal"], "monthly")


def test_themes_that_were_not_shown_stay(client: Client, reader: Subscriber) -> None:
    hidden = make_theme("hidden")
    subscriptions.set_themes(reader, ["vide", "hidden"])
    hidden.deprecated = True
    hidden.save()
    client.post(preferences(reader), saved(themes=["insal"]))
    assert subscriptions.themes_of(reader) == {"insal", "hidden"}


def test_one_theme_less_is_not_the_end(client: Client, reader: Subscriber) -> None:
    subscriptions.set_themes(reader, ["vide", "insal"])
    client.post(preferences(reader), saved(themes=["insal"]))
    reader.refresh_from_db()
    assert (reader.status, subscriptions.themes_of(reader)) == (Status.ACTIVE, {"insal"})


def test_no_theme_at_all_is_a_question_and_not_the_end(client: Client, reader: Subscriber) -> None:
    text = client.post(preferences(reader), saved(themes=[])).content.decode()
    assert "Kies minstens één thema" in text
    assert "Uitschrijven voor alle thema’s" in text
    reader.refresh_from_db()
    assert subscriptions.themes_of(reader) == {"vide"}


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(client: Client, reader: Subscriber, method: str) -> None:
    link = preferences(reader)
    before = Subscriber.objects.values().get()
    getattr(client, method)(link)
    assert Subscriber.objects.values().get() == before
    assert not ConsentEvent.objects.exists()


def test_new_address_proves_itself_and_the_old_one_is_told(client: Client, reader: Subscriber) -> None:
    old_link = preferences(reader)
    client.post(old_link, {"step": "address", "email": NEW})
    reader.refresh_from_db()
    assert (reader.email, mailbox.recipients()) == (ADDRESS, [NEW])
    client.get(links()[0])
    reader.refresh_from_db()
    assert reader.email == ADDRESS
    client.post(links()[0])
    reader.refresh_from_db()
    assert (reader.email, reader.email_norm, reader.status) == (NEW, NEW, Status.ACTIVE)
    assert mailbox.recipients() == [NEW, ADDRESS]
    assert NEW not in mailbox.texts()[-1]
    assert client.get(old_link).status_code == 404


def test_address_of_another_subscription_is_told_of_it_by_mail_only(client: Client, reader: Subscriber) -> None:
    make_subscriber(NEW, language="fr")
    answer = client.post(preferences(reader), {"step": "address", "email": NEW}, follow=True)
    assert "We hebben naar het nieuwe adres geschreven" in answer.content.decode()
    assert "Vous recevez déjà" in mailbox.subjects()[0]


def test_new_address_takes_the_place_of_a_sign_up_that_was_never_confirmed(client: Client, reader: Subscriber) -> None:
    other = make_subscriber(NEW, status=Status.PENDING)
    client.post(preferences(reader), {"step": "address", "email": NEW})
    client.post(links()[0])
    reader.refresh_from_db()
    other.refresh_from_db()
    assert (reader.email_norm, other.email_norm) == (NEW, None)


def test_wrong_new_address_is_told(client: Client, reader: Subscriber) -> None:
    text = client.post(preferences(reader), {"step": "address", "email": "nothing"}).content.decode()
    assert "Dit is geen e-mailadres" in text
    assert not mailbox.texts()


def test_who_left_has_no_preferences(client: Client, reader: Subscriber) -> None:
    link = preferences(reader)
    client.post(addresses_of.one_click(reader.pk).removeprefix("http://testserver"))
    assert client.get(link).status_code == 404
