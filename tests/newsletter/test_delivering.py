"""An issue reaches each subscriber once, in their language, with links of their own, whatever the server does."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mail import breaker, suppression
from mail.models import Message, Relay, SentMinute
from newsletter import send_states, subscriptions, tokens
from newsletter.consent import Source
from newsletter.delivering import run_due
from newsletter.models import Delivery, IssuePage, Send, Subscriber
from tests.factories import make_theme, make_user
from tests.mail.smtp_server import MailServer, free_port, html_of, refusing_login, text_of, use_server
from tests.newsletter.issues import approved, begun, follow, make_issue, make_people, sent

pytestmark = pytest.mark.django_db


def states(send: Send) -> list[str]:
    return list(send.deliveries.order_by("pk").values_list("state", flat=True))


def due_again() -> None:
    Delivery.objects.update(not_before=timezone.now())


def test_everybody_gets_it_once_in_their_language(mail_server: MailServer) -> None:
    people = make_people(6)
    send = sent()
    assert mail_server.recipients == sorted(person.email for person in people)
    subjects = {mail["To"]: str(mail["Subject"]) for mail in mail_server.mails}
    assert {subjects[person.email] for person in people if person.language == "nl"} == {"Herfstbrief"}
    assert {subjects[person.email] for person in people if person.language == "fr"} == {"Lettre d’automne"}
    assert (send.state, send.totals["sent"], run_due()) == ("sent", 6, "")


def test_only_active_subscribers_are_written_to(mail_server: MailServer) -> None:
    people = make_people(5)
    for person, status in zip(people, ("pending", "unsubscribed", "suppressed", "erased"), strict=False):
        Subscriber.objects.filter(pk=person.pk).update(status=status)
    sent()
    assert mail_server.recipients == [people[4].email]


def test_the_headers_are_those_of_a_list_with_one_click(mail_server: MailServer) -> None:
    (person,) = make_people(1)
    send = sent()
    (mail,) = mail_server.mails
    assert mail["To"] == person.email
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (token,) = re.findall(r"<http://testserver/n/u/(\S+)>", mail["List-Unsubscribe"])
    read = tokens.read(tokens.Purpose.UNSUBSCRIBE, token)
    assert read is not None
    assert (read.subscriber_id, read.detail) == (person.pk, send.pk)
    assert mail["List-Id"].startswith("<newsletter.")
    assert re.fullmatch(r"<d\d+\.\d+\.[0-9a-f]{24}@\S+>", mail["Message-ID"])
    assert (mail["Precedence"], mail["Content-Language"]) == (None, "fr")
    assert mail["X-Auto-Response-Suppress"] == "OOF, AutoReply"


def test_no_cross_talk_each_mail_holds_only_the_links_of_its_own_person(mail_server: MailServer) -> None:
    people = {person.email: person for person in make_people(40)}
    send = sent()
    assert len(mail_server.mails) == 40
    own = {address: tokens.unsubscribe_token(person.pk, send.pk) for address, person in people.items()}
    for mail in mail_server.mails:
        whole = f"{text_of(mail)}{html_of(mail)}{mail['List-Unsubscribe']}"
        assert own[mail["To"]] in whole
        assert not [token for address, token in own.items() if address != mail["To"] and token in whole]
        assert "@@" not in whole


def test_placeholders_survive_long_lines_and_accents(mail_server: MailServer) -> None:
    (person,) = make_people(1)
    send = sent(make_issue(body_fr="é" * 1500 + " fin"))
    token = tokens.unsubscribe_token(person.pk, send.pk)
    (mail,) = mail_server.mails
    for part in (text_of(mail), html_of(mail)):
        assert token in part
        assert "@@" not in part


def test_mails_to_two_people_differ_in_nothing_but_their_own_links(mail_server: MailServer) -> None:
    make_people(4)
    sent()
    French = [mail for mail in mail_server.mails if mail["Content-Language"] == "fr"]
    pages = {re.sub(r"/n/[^\"/]+/[^\"/]+/|/n/u/[^\">]+", "", html_of(mail)) for mail in French}
    assert (len(French), len(pages)) == (2, 1)


def test_frozen_words_are_sent_whatever_becomes_of_the_page(mail_server: MailServer) -> None:
    make_people(2)
    issue = make_issue()
    approved_send = approved(issue)
    issue.heading_fr = issue.heading_nl = "Changed"
    issue.save_revision().publish()
    send_states.schedule(approved_send, timezone.now())
    run_due()
    assert {str(mail["Subject"]) for mail in mail_server.mails} == {"Lettre d’automne", "Herfstbrief"}


@pytest.mark.parametrize("how", ["unsubscribed", "suppressed", "erased", "audience"])
def test_who_leaves_between_the_list_and_the_mail_gets_nothing(mail_server: MailServer, how: str) -> None:
    theme = make_theme("vide")
    people = make_people(2)
    for person in people:
        follow(person, theme)
    issue = make_issue()
    issue.audience.set([theme])
    issue.save()
    send = begun(IssuePage.objects.get(pk=issue.pk))
    if how == "unsubscribed":
        subscriptions.leave(people[0].pk, Source("test"))
    elif how == "suppressed":
        suppression.suppress(people[0].email, suppression.Reason.COMPLAINT)
    elif how == "erased":
        subscriptions.erase(people[0], Source("test"))
    else:
        people[0].subscriptions.update(until=timezone.now())
    run_due()
    assert mail_server.recipients == [people[1].email]
    assert sorted(states(send)) == ["sent", "skipped"]


def test_somebody_with_two_of_the_themes_gets_one_mail(mail_server: MailServer) -> None:
    broad, other = make_theme("logement"), make_theme("vide")
    narrow = make_theme("insal", broader=broad)
    both, by_narrower, neither = make_people(3)
    follow(both, broad, other)
    follow(by_narrower, narrow)
    issue = make_issue()
    issue.audience.set([broad, other])
    issue.save()
    sent(IssuePage.objects.get(pk=issue.pk))
    assert mail_server.recipients == sorted([both.email, by_narrower.email])
    assert neither.email not in mail_server.recipients


def test_a_refused_address_fails_alone_and_one_put_off_comes_later(mail_server: MailServer) -> None:
    first, second, third = make_people(3)
    mail_server.replies = {first.email: "550 5.1.1 nobody", second.email: "451 4.2.0 later"}
    send = begun()
    run_due()
    assert states(send) == ["failed", "queued", "sent"]
    assert suppression.found(first.email) is not None
    mail_server.replies.clear()
    due_again()
    run_due()
    assert states(send) == ["failed", "sent", "sent"]
    assert mail_server.recipients == sorted([second.email, third.email])


def test_an_address_that_is_none_stops_nobody_else(mail_server: MailServer) -> None:
    people = make_people(3)
    Subscriber.objects.filter(pk=people[0].pk).update(email="not an address\r\nBcc: x@example.org")
    send = sent()
    assert states(send) == ["failed", "sent", "sent"]
    assert len(mail_server.accepted) == 2


def test_only_what_failed_is_opened_again(mail_server: MailServer) -> None:
    people = make_people(3)
    mail_server.replies = {people[0].email: "550 5.2.1 mailbox closed"}
    send = sent()
    assert send.state == "sent"
    mail_server.replies.clear()
    assert send_states.retry_failed(send) == 1
    run_due()
    send.refresh_from_db()
    assert (len(mail_server.accepted), len(set(mail_server.accepted)), send.state) == (3, 3, "sent")


def test_a_relay_that_hangs_up_again_and_again_is_no_failure(mail_server: MailServer) -> None:
    mail_server.messages_per_connection = 4
    make_people(15)
    send = sent()
    assert (set(states(send)), len(mail_server.accepted), Relay.objects.count()) == ({"sent"}, 15, 0)


def test_silence_after_the_message_is_sent_again_with_the_same_number_and_told(mail_server: MailServer) -> None:
    mail_server.silent_after["*"] = 1
    make_people(1)
    send = begun()
    run_due()
    due_again()
    run_due()
    send.refresh_from_db()
    assert len(mail_server.accepted) == 2
    assert len(set(mail_server.accepted)) == 1
    assert (send.totals["sent"], send.totals["doubtful"]) == (1, 1)


def test_a_refused_login_pauses_with_the_reason_and_tells_who_approved(settings: Any) -> None:
    port = free_port()
    use_server(settings, port)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "wrong"
    make_people(3)
    with refusing_login(port):
        send = begun()
        run_due()
    send.refresh_from_db()
    assert (send.state, set(states(send))) == ("paused", {"queued"})
    assert "login" in str(Relay.objects.get().reason)
    told = Message.objects.get()
    assert (told.kind, told.recipient) == ("newsletter.paused", send.approved_by.email)


def test_a_policy_refusal_pauses_and_suppresses_nobody(mail_server: MailServer) -> None:
    people = make_people(14)
    for number, person in enumerate(people):
        Subscriber.objects.filter(pk=person.pk).update(email=f"jan@d{number}.example")
    mail_server.data_replies["*"] = "554 5.7.1 looks like spam"
    send = begun()
    run_due()
    send.refresh_from_db()
    assert (send.state, len(mail_server.tried)) == ("paused", 10)
    assert [suppression.found(f"jan@d{number}.example") for number in range(14)] == [None] * 14


def test_a_pause_stops_and_going_on_repeats_nobody(mail_server: MailServer) -> None:
    make_people(12)
    send = begun()
    run_due(seconds=0)
    Delivery.objects.filter(send=send).order_by("pk")
    assert send_states.pause(send)
    assert run_due() == ""
    assert mail_server.accepted == []
    assert send_states.resume(send)
    run_due()
    assert len(mail_server.accepted) == len(set(mail_server.accepted)) == 12


def test_a_pause_in_the_middle_gives_back_what_was_claimed(mail_server: MailServer) -> None:
    make_people(30)
    send = begun()
    calls = iter(range(100))

    def stopping() -> bool:
        if next(calls) == 10:
            send_states.pause(Send.objects.get(pk=send.pk))
        return False

    run_due(stopping=stopping)
    sent_so_far = states(send).count("sent")
    assert 0 < sent_so_far < 30
    assert states(send).count("queued") == 30 - sent_so_far
    assert set(Delivery.objects.filter(state="queued").values_list("attempts", flat=True)) == {0}
    send_states.resume(Send.objects.get(pk=send.pk))
    run_due()
    assert len(mail_server.accepted) == len(set(mail_server.accepted)) == 30


def test_a_cancelled_send_goes_to_nobody_more(mail_server: MailServer) -> None:
    make_people(3)
    send = begun()
    send_states.pause(send)
    assert send_states.cancel(send)
    assert not send_states.resume(send)
    run_due()
    assert (mail_server.accepted, set(states(send))) == ([], {"skipped"})


def test_rows_of_a_dead_worker_are_taken_over(mail_server: MailServer) -> None:
    make_people(3)
    send = begun()
    send.deliveries.update(state="sending", worker="dead", leased_until=timezone.now() + timedelta(minutes=1))
    run_due()
    assert mail_server.accepted == []
    send.deliveries.update(leased_until=timezone.now() - timedelta(seconds=1))
    run_due()
    send.refresh_from_db()
    assert (len(mail_server.accepted), send.state, send.totals["doubtful"]) == (3, "sent", 3)


def test_the_limit_of_an_hour_counts_all_mail_and_outlives_a_restart(mail_server: MailServer, settings: Any) -> None:
    settings.MAIL_PER_HOUR = 10
    make_people(25)
    begun()
    for _start in range(4):
        run_due()
    assert len(mail_server.accepted) == 10
    SentMinute.objects.update(minute=timezone.now() - timedelta(minutes=62))
    run_due()
    assert len(mail_server.accepted) == 20


def test_a_copy_elsewhere_sends_nothing(mail_server: MailServer, settings: Any) -> None:
    make_people(3)
    send = begun()
    settings.SITE_URL = "https://copy.example.org"
    run_due()
    assert (mail_server.accepted, set(states(send))) == ([], {"queued"})
    settings.SITE_URL, settings.SITE_ENVIRONMENT = "http://testserver", "staging"
    run_due()
    assert (mail_server.accepted, set(states(send))) == ([], {"skipped"})


def test_a_relay_left_alone_pauses_no_send(mail_server: MailServer) -> None:
    make_people(1)
    send = begun()
    breaker.pause(breaker.Reason.LATER, "busy")
    assert run_due() == ""
    send.refresh_from_db()
    assert send.state == "sending"


@pytest.mark.parametrize("count", [1, 3])
def test_each_mail_asks_the_database_a_fixed_number_of_times(
    mail_server: MailServer, count: int, django_assert_max_num_queries: Any
) -> None:
    make_people(count)
    begun()
    with django_assert_max_num_queries(35 + 10 * count):
        run_due()
    assert len(mail_server.accepted) == count


def test_a_test_user_is_no_subscriber(mail_server: MailServer) -> None:
    make_user("cell@example.org")
    sent()
    assert mail_server.accepted == []
