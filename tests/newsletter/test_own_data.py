"""What a person sees, takes along and has erased, by a link that only that mailbox gets."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from newsletter import consent, importing
from newsletter.consent import Event, Source
from newsletter.importing import Origin
from newsletter.models import ConsentEvent, Status, Subscriber
from portal import erasures, privacy
from tests.factories import make_user
from tests.factories.newsletter import make_subscriber
from tests.newsletter import mailbox
from tests.newsletter.conftest import ADDRESS, filled_in, links, old_stamp
from themes.models import Theme

PAGE = "/fr/lettre-d-information/mes-donnees/"


@pytest.fixture
def reader(themes: list[Theme]) -> Subscriber:
    subscriber = make_subscriber(ADDRESS, themes=(themes[0],))
    consent.record(subscriber, Event.CONFIRM, Source("test"), wording=consent.current_words("fr"))
    return subscriber


def asked(client: Client, email: str = ADDRESS) -> str:
    client.post(PAGE, {"email": email, "website": "", "stamp": old_stamp()})
    return next(link for link in links() if "/n/data/" in link)


def test_link_shows_every_table_with_purpose_and_words(client: Client, reader: Subscriber) -> None:
    text = client.get(asked(client)).content.decode()
    for told in (ADDRESS, "vide fr", "me désinscrire à tout moment", "3 ans après"):
        assert told in text


def test_file_for_programs_has_the_wording_by_its_hash(client: Client, reader: Subscriber) -> None:
    answer = client.get(asked(client) + "json/")
    told = answer.json()
    assert told["address"] == ADDRESS
    assert answer["Content-Disposition"].startswith("attachment")
    assert consent.current_words("fr").sha256 in answer.content.decode()
    assert {"messages", "abonnés"} <= {each["kind"] for each in told["data"]}


def test_unknown_address_gets_the_same_answer_and_no_mail(client: Client, themes: list[Theme]) -> None:
    sent = {"email": "nobody@example.be", "website": "", "stamp": old_stamp()}
    answer = client.post(PAGE, sent, follow=True)
    assert "Si nous conservons quelque chose" in answer.content.decode()
    assert not mailbox.texts()


def test_link_opens_the_data_for_two_days(client: Client, reader: Subscriber, later: Any) -> None:
    link = asked(client)
    later(days=2, seconds=1)
    assert client.get(link).status_code == 404


def test_looking_erases_nothing(client: Client, reader: Subscriber) -> None:
    link = asked(client)
    client.get(f"{link}?step=erase")
    reader.refresh_from_db()
    assert reader.status == Status.ACTIVE


def test_erased_address_is_nowhere_in_the_database(client: Client, reader: Subscriber) -> None:
    link = asked(client)
    mailbox.empty()
    answer = client.post(link, {"step": "erase"})
    assert "C’est effacé" in answer.content.decode()
    assert list(privacy.places_with(ADDRESS)) == []
    reader.refresh_from_db()
    assert (reader.status, reader.email, reader.email_norm) == (Status.ERASED, "", None)
    assert list(ConsentEvent.objects.values_list("event", flat=True)) == ["confirm", "erase"]
    assert client.get(link).status_code == 404
    assert not mailbox.texts()


def test_account_of_somebody_who_is_erased_remains(client: Client, reader: Subscriber) -> None:
    person = make_user(ADDRESS)
    answer = client.post(asked(client), {"step": "erase"})
    assert "Votre compte sur le site subsiste" in answer.content.decode()
    person.refresh_from_db()
    assert person.email == ADDRESS


def test_import_does_not_bring_back_who_was_erased_but_a_sign_up_does(client: Client, reader: Subscriber) -> None:
    client.post(asked(client), {"step": "erase"})
    origin = Origin("list", reader.created_at.date())
    content = f"email,language,themes\n{ADDRESS},fr,vide\n".encode()
    assert importing.plan(content, origin).counts == {"new": 0, "faulty": 0, "stays_out": 1}
    assert erasures.is_erased(ADDRESS)
    client.post("/fr/lettre-d-information/", filled_in())
    client.post(links()[0])
    assert Subscriber.objects.get(email_norm=ADDRESS).status == Status.ACTIVE
    assert not erasures.is_erased(ADDRESS)
