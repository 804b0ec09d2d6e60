"""Digests: what somebody follows, once, in their language, and nothing where nothing is new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone
from wagtail.models import PageViewRestriction

from newsletter import digests
from newsletter.delivering import run_due
from newsletter.digests import ends, make_due
from newsletter.models import Delivery, DigestRun, Rendering, Send, Subscriber
from tests.factories import make_guide, make_practice, make_theme
from tests.mail.smtp_server import MailServer, html_of, text_of
from tests.newsletter.issues import follow, make_people
from themes.models import ThemedItem

pytestmark = pytest.mark.django_db

#: A Monday, after the hour.
NOW = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)


def about(page: Any, *themes: Model, days: float = 1) -> Any:
    """Publish a record on these themes so many days before now."""
    ThemedItem.objects.filter(content_object_id=page.pk).delete()
    for place, theme in enumerate(themes):
        ThemedItem.objects.create(content_object_id=page.pk, tag=theme, sort_order=place)
    at = NOW - timedelta(days=days)
    type(page).objects.filter(pk=page.pk).update(first_published_at=at, changed_significantly_at=at)
    return page


def weekly(*themes: Model, language: str = "fr", frequency: str = "weekly") -> Subscriber:
    (person,) = make_people(1, frequency=frequency)
    Subscriber.objects.filter(pk=person.pk).update(language=language)
    follow(person, *themes)  # type: ignore[arg-type]
    return person


def texts(server: MailServer) -> dict[str, str]:
    return {str(mail["To"]): text_of(mail) for mail in server.mails}


def test_everybody_is_told_what_concerns_them_narrower_themes_included(mail_server: MailServer) -> None:
    broad, other = make_theme("logement"), make_theme("vide")
    narrow = make_theme("insal", broader=broad)
    first = about(make_guide(heading_fr="Un sur l’insalubrité", heading_nl="Een over ongezondheid"), narrow)
    second = about(make_practice(heading_fr="Un sur le vide", heading_nl="Een over leegstand"), other)
    by_broad, by_other = weekly(broad), weekly(other, language="nl")
    by_nothing = weekly(make_theme("energie"))
    make_due(NOW)
    run_due()
    told = texts(mail_server)
    assert set(told) == {by_broad.email, by_other.email}
    assert by_nothing.email not in told
    assert (first.heading_fr in told[by_broad.email], second.heading_fr in told[by_broad.email]) == (True, False)
    assert second.heading_nl in told[by_other.email]
    assert (
        "Deze week nieuw" in {str(mail["Subject"]) for mail in mail_server.mails if mail["To"] == by_other.email}.pop()
    )
    assert "http://testserver/nl/" in told[by_other.email]


def test_a_record_on_two_followed_themes_is_told_once_and_to_everybody(mail_server: MailServer) -> None:
    one, two = make_theme("vide"), make_theme("insal")
    about(make_guide(heading_fr="Le seul"), one, two)
    people = [weekly(one, two), weekly(one), weekly(two)]
    make_due(NOW)
    run_due()
    assert sorted(texts(mail_server)) == sorted(person.email for person in people)
    assert {text.count("Le seul") for text in texts(mail_server).values()} == {1}


def test_an_empty_digest_is_not_sent_and_its_period_is_over(mail_server: MailServer) -> None:
    weekly(make_theme("vide"))
    make_due(NOW)
    run_due()
    assert mail_server.accepted == []
    assert (DigestRun.objects.get().send, Send.objects.count()) == (None, 0)


def test_two_ticks_of_one_minute_make_one_digest(mail_server: MailServer) -> None:
    theme = make_theme("vide")
    about(make_guide(), theme)
    weekly(theme)
    make_due(NOW)
    make_due(NOW)
    run_due()
    run_due()
    assert (len(mail_server.accepted), DigestRun.objects.count()) == (1, 1)


def test_a_run_that_another_worker_has_begun_is_left_to_it() -> None:
    theme = make_theme("vide")
    about(make_guide(), theme)
    weekly(theme)
    start, end = NOW - timedelta(days=7), NOW
    assert digests.make("weekly", start, end) is not None
    assert digests.make("weekly", start, end) is None
    assert (Send.objects.count(), Delivery.objects.count()) == (1, 1)


def test_missed_periods_are_made_up_for_in_their_order(mail_server: MailServer) -> None:
    theme = make_theme("vide")
    about(make_guide(heading_fr="Le plus ancien"), theme, days=9)
    weekly(theme)
    make_due(NOW - timedelta(days=7))
    about(make_guide(heading_fr="Le plus récent"), theme, days=2)
    make_due(NOW + timedelta(hours=30))
    run_due()
    runs = list(DigestRun.objects.filter(kind="weekly").order_by("period_start"))
    assert runs[0].period_end == runs[1].period_start
    assert ["Le plus ancien" in text for text in map(text_of, mail_server.mails)] == [True, False]
    assert ["Le plus récent" in text for text in map(text_of, mail_server.mails)] == [False, True]


def test_a_long_outage_loses_nothing(mail_server: MailServer) -> None:
    theme = make_theme("vide")
    weekly(theme)
    make_due(NOW - timedelta(days=28))
    about(make_guide(heading_fr="Pendant la panne"), theme, days=20)
    make_due(NOW)
    run_due()
    assert "Pendant la panne" in text_of(mail_server.mails[0])


def test_what_is_unpublished_or_closed_before_the_digest_is_not_told(mail_server: MailServer) -> None:
    theme = make_theme("vide")
    gone, closed, expired, there = (about(make_guide(heading_fr=f"Fiche {name}"), theme) for name in "ABCD")
    gone.unpublish()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    type(expired).objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    weekly(theme)
    make_due(NOW)
    run_due()
    (mail,) = mail_server.mails
    whole = text_of(mail) + html_of(mail)
    assert [f"Fiche {name}" in whole for name in "ABCD"] == [False, False, False, True]
    assert there.heading_fr in whole


def test_what_is_there_in_the_other_language_only_says_so(mail_server: MailServer) -> None:
    theme = make_theme("vide")
    page = about(make_guide(heading_fr="En français seulement"), theme)
    type(page).objects.filter(pk=page.pk).update(heading_nl="")
    weekly(theme, language="nl")
    make_due(NOW)
    run_due()
    (mail,) = mail_server.mails
    assert "in het Frans" in text_of(mail)
    assert 'lang="fr-BE"' in html_of(mail)


def test_those_who_follow_the_same_news_share_the_same_words() -> None:
    theme, other = make_theme("vide"), make_theme("insal")
    about(make_guide(), theme)
    for _number in range(4):
        weekly(theme)
    weekly(theme, other)
    make_due(NOW)
    assert (Rendering.objects.count(), Delivery.objects.count()) == (1, 5)


def test_of_very_much_the_latest_thirty_and_the_way_to_the_rest(mail_server: MailServer, monkeypatch: Any) -> None:
    monkeypatch.setattr(digests, "LONGEST", 2)
    theme = make_theme("vide")
    for number in range(5):
        about(make_guide(heading_fr=f"Fiche numéro {number}"), theme, days=number + 0.5)
    weekly(theme)
    make_due(NOW)
    run_due()
    text = text_of(mail_server.mails[0])
    assert [f"Fiche numéro {number}" in text for number in range(5)] == [True, True, False, False, False]
    assert "3 autres fiches" in text


@pytest.mark.parametrize(("frequency", "sent"), [("weekly", 1), ("monthly", 0), ("issues", 0)])
def test_each_gets_it_as_often_as_chosen(mail_server: MailServer, frequency: str, sent: int) -> None:
    theme = make_theme("vide")
    about(make_guide(), theme)
    weekly(theme, frequency=frequency)
    make_due(NOW)
    run_due()
    assert len(mail_server.accepted) == sent


def test_whoever_chose_no_more_digests_a_second_ago_gets_none(mail_server: MailServer) -> None:
    theme = make_theme("vide")
    about(make_guide(), theme)
    person = weekly(theme)
    make_due(NOW)
    Subscriber.objects.filter(pk=person.pk).update(frequency="issues")
    run_due()
    assert (mail_server.accepted, Delivery.objects.get().state) == ([], "skipped")


def test_periods_end_on_mondays_and_firsts_by_the_clocks_of_brussels() -> None:
    spring = ends("weekly", datetime(2027, 3, 20, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC))
    assert [f"{timezone.localtime(end):%d %H:%M}" for end in spring] == ["22 06:30", "29 06:30"]
    assert [end.astimezone(UTC).hour for end in spring] == [5, 4]
    months = ends("monthly", datetime(2026, 12, 15, tzinfo=UTC), datetime(2027, 2, 2, tzinfo=UTC))
    assert [f"{timezone.localtime(end):%Y-%m-%d %H:%M}" for end in months] == ["2027-01-01 06:30", "2027-02-01 06:30"]


@pytest.mark.parametrize("count", [1, 3])
def test_more_people_ask_the_database_no_more_often(count: int, django_assert_max_num_queries: Any) -> None:
    theme = make_theme("vide")
    about(make_guide(), theme)
    for _number in range(count):
        weekly(theme)
    with django_assert_max_num_queries(40):
        make_due(NOW)
    assert Delivery.objects.count() == count
