"""Signing up: the same answer for every address, and mails that nobody can make us send by the dozen."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from newsletter import limits, signing_up
from newsletter.consent import Source
from newsletter.models import ConsentEvent, SignUpRequest, Status, Subscriber
from newsletter.signing_up import Choice
from tests.factories import make_theme
from tests.factories.newsletter import make_subscriber
from tests.newsletter import mailbox
from tests.newsletter.conftest import ADDRESS, SIGN_UP, filled_in, links, old_stamp
from tests.site_processes import Runner
from themes.models import Theme

ASKED = "/nl/nieuwsbrief/aanvraag-verstuurd/"


def choice(email: str = ADDRESS) -> Choice:
    return Choice(email, "nl", ("vide",), "weekly")


def test_only_address_language_themes_and_frequency_are_asked(client: Client, themes: list[Theme]) -> None:
    text = client.get(SIGN_UP).content.decode()
    form = text[text.index('<form class="form"') : text.index("</form>", text.index('<form class="form"'))]
    names = set(re.findall(r'name="(\w+)"', form))
    assert names == {"csrfmiddlewaretoken", "email", "language", "themes", "frequency", "website", "stamp"}


def test_no_theme_is_ticked_in_advance(client: Client, themes: list[Theme]) -> None:
    boxes = re.findall(r'<input type="checkbox"[^>]*>', client.get(SIGN_UP).content.decode())
    assert len(boxes) == 2
    assert not [box for box in boxes if "checked" in box]


def test_sign_up_leads_to_a_mail_in_the_language_that_was_chosen(client: Client, themes: list[Theme]) -> None:
    answer = client.post("/fr/lettre-d-information/", filled_in(language="nl"))
    assert answer["Location"] == "/fr/lettre-d-information/demande-envoyee/"
    assert mailbox.recipients() == [ADDRESS]
    assert "Wilt u die krijgen" in mailbox.texts()[0]
    assert links()[0].startswith("/nl/n/confirm/")
    assert mailbox.subjects()[0].startswith("Bevestig uw inschrijving")


def test_request_and_its_words_are_recorded(client: Client, themes: list[Theme]) -> None:
    client.post(SIGN_UP, filled_in())
    subscriber, event = Subscriber.objects.get(), ConsentEvent.objects.get()
    assert (subscriber.status, subscriber.email) == (Status.PENDING, ADDRESS)
    assert (event.event, event.subscriber_uuid) == ("request", subscriber.uuid)
    assert (event.network, event.source, event.themes) == ("127.0.0.0/24", SIGN_UP, ["vide"])
    assert "uitschrijven" in event.wording.text
    assert ADDRESS not in str(vars(event))


@pytest.mark.parametrize("state", ["new", "pending", "active", "unsubscribed", "suppressed", "erased"])
def test_same_answer_whatever_the_state_of_the_address(client: Client, themes: list[Theme], state: str) -> None:
    if state != "new":
        make_subscriber(ADDRESS, status=state)
    answer = client.post(SIGN_UP, filled_in(), follow=True)
    assert answer.redirect_chain == [(ASKED, 302)]
    assert "Kijk in uw mailbox" in answer.content.decode()
    assert len(mailbox.texts()) == 1


def test_active_address_is_told_by_mail_only(client: Client, themes: list[Theme]) -> None:
    subscriber = make_subscriber(ADDRESS, language="fr")
    client.post(SIGN_UP, filled_in(themes=["insal"]))
    assert "Vous recevez déjà" in mailbox.subjects()[0]
    subscriber.refresh_from_db()
    assert subscriber.language == "fr"
    assert not SignUpRequest.objects.exists()


def test_case_and_unicode_variants_are_one_subscriber(client: Client, themes: list[Theme]) -> None:
    for email in ("ann@müller.be", "ANN@Müller.be", "ann@xn--mller-kva.be"):
        client.post(SIGN_UP, filled_in(email=email))
    assert Subscriber.objects.count() == 1
    assert len(mailbox.texts()) == 1


@pytest.mark.parametrize("change", [{"website": "http://spam.example"}, {"stamp": ""}, {"stamp": "forged:1:2"}])
def test_robot_gets_the_same_answer_and_no_mail(client: Client, themes: list[Theme], change: dict[str, str]) -> None:
    answer = client.post(SIGN_UP, filled_in(**change))
    assert answer["Location"] == ASKED
    assert not mailbox.texts()
    assert not Subscriber.objects.exists()


def test_form_sent_within_two_seconds_gets_the_same_answer_and_no_mail(client: Client, themes: list[Theme]) -> None:
    answer = client.post(SIGN_UP, filled_in(stamp=old_stamp(timedelta(seconds=1))))
    assert answer["Location"] == ASKED
    assert not mailbox.texts()


def test_page_that_stood_open_for_days_keeps_what_was_typed(client: Client, themes: list[Theme]) -> None:
    answer = client.post(SIGN_UP, filled_in(stamp=old_stamp(timedelta(days=2))))
    text = answer.content.decode()
    assert "Druk nog eens op de knop" in text
    assert f'value="{ADDRESS}"' in text
    stamp = re.search(r'name="stamp" value="([^"]+)"', text)
    assert stamp
    assert not mailbox.texts()


BAD = [
    ({"email": "no address"}, "Dit is geen e-mailadres"),
    ({"email": "ann@example.be\r\nBcc: x@example.be"}, "Dit is geen e-mailadres"),
    ({"email": "abuse@example.be"}, "die zijn mails leest"),
    ({"themes": []}, "Kies minstens één thema"),
    ({"themes": ["unknown"]}, "unknown"),
    ({"frequency": "hourly"}, "hourly"),
    ({"language": "de"}, "de"),
]


@pytest.mark.parametrize(("change", "told"), BAD, ids=[str(index) for index in range(len(BAD))])
def test_bad_input_is_told_and_nothing_is_lost(
    client: Client, themes: list[Theme], change: dict[str, Any], told: str
) -> None:
    answer = client.post(SIGN_UP, filled_in(**change))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert told in text
    assert not mailbox.texts()
    if "email" not in change:
        assert f'value="{ADDRESS}"' in text


@pytest.mark.django_db
def test_an_address_gets_one_mail_in_a_quarter_of_an_hour_and_three_in_a_month(themes: object, later: Any) -> None:
    for hours, mails in ((0, 1), (0.2, 1), (0.3, 2), (1, 3), (2, 3), (24 * 29, 3), (24 * 31, 4)):
        later(hours=hours)
        signing_up.ask(choice(), Source("test"))
        assert len(mailbox.texts()) == mails, hours


TWENTY_AT_ONCE = """
import django
from concurrent.futures import ThreadPoolExecutor
django.setup()
from django.db import connection
from newsletter import signing_up
from newsletter.consent import Source
from newsletter.models import SignUpRequest, Subscriber
from newsletter.signing_up import Choice

def ask(number):
    try:
        signing_up.ask(Choice("ann@example.be", "nl", ("vide",), "weekly"), Source("test"))
    finally:
        connection.close()

with ThreadPoolExecutor(8) as pool:
    list(pool.map(ask, range(20)))
print(SignUpRequest.objects.count(), Subscriber.objects.count())
"""


@pytest.mark.soak
@pytest.mark.slow
def test_of_twenty_requests_at_once_one_sends_a_mail(empty_site: Path, run_in: Runner, tmp_path: Path) -> None:
    data = shutil.copytree(empty_site, tmp_path / "data")
    assert run_in(data, "-c", TWENTY_AT_ONCE).stdout.split() == ["1", "1"]


def test_a_network_sends_ten_requests_an_hour(client: Client, themes: list[Theme]) -> None:
    for number in range(limits.OF_A_NETWORK.most):
        assert client.post(SIGN_UP, filled_in(email=f"a{number}@example.be")).status_code == 302
    refused = client.post(SIGN_UP, filled_in(email="one-more@example.be"))
    assert refused.status_code == 429
    assert "one-more@example.be" in refused.content.decode()
    other = client.post(SIGN_UP, filled_in(email="one-more@example.be"), REMOTE_ADDR="10.9.8.7")
    assert other.status_code == 302
    assert len(mailbox.texts()) == limits.OF_A_NETWORK.most + 1


def test_forged_header_does_not_make_another_network(client: Client, themes: list[Theme]) -> None:
    for number in range(limits.OF_A_NETWORK.most + 1):
        headers = {"X-Forwarded-For": f"10.0.{number}.1"}
        answer = client.post(SIGN_UP, filled_in(email=f"a{number}@example.be"), headers=headers)
    assert answer.status_code == 429


def test_sign_ups_pause_when_the_whole_net_sends_them(
    client: Client, themes: list[Theme], caplog: pytest.LogCaptureFixture
) -> None:
    soon = timezone.now() + timedelta(days=7)
    waiting = {"kind": "sign_up", "email": "x@example.be", "language": "fr", "expires_at": soon}
    rows = [SignUpRequest(token_hash=str(number), **waiting) for number in range(limits.IN_ALL)]
    SignUpRequest.objects.bulk_create(rows)
    answer = client.post(SIGN_UP, filled_in())
    assert answer.status_code == 429
    assert not mailbox.texts()
    assert "sign-ups to the newsletter pause" in caplog.text


def test_no_mail_is_told_of_a_sign_up_that_was_rolled_back(themes: list[Theme]) -> None:
    with transaction.atomic():
        signing_up.ask(choice(), Source("test"))
        transaction.set_rollback(True)
    assert not mailbox.texts()
    assert not Subscriber.objects.exists()


def test_other_pages_set_no_cookie(client: Client, themes: list[Theme]) -> None:
    for path in ("/fr/", "/nl/", "/fr/lettre-d-information/demande-envoyee/", "/nl/n/leave/x/"):
        client.get(path)
    assert not client.cookies


@pytest.mark.parametrize("number", [1, 3])
def test_form_takes_as_many_queries_for_three_themes_as_for_one(
    client: Client, themes: list[Theme], number: int, django_assert_max_num_queries: Any
) -> None:
    for each in range(number):
        make_theme(f"more-{each}")
    client.get(SIGN_UP)
    with django_assert_max_num_queries(12):
        client.get(SIGN_UP)
