"""What an issue tells: chosen records, what is new, what is to come; the archive says what the mail said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from newsletter.issue_content import content_of
from newsletter.issue_mail import mail_of
from newsletter.models import ChosenRecord, IssueIndexPage, IssueList, IssuePage
from tests.factories import make_guide, make_practice, make_theme
from tests.factories.seminars import make_seminar
from tests.newsletter.issues import approved, make_issue
from themes.models import Theme, ThemedItem

pytestmark = pytest.mark.django_db


def told(issue: IssuePage, code: str = "fr") -> dict[str, list[str]]:
    sections = content_of(issue, code).sections
    return {
        section.heading: [str(each.heading) for each in section.entries] + [str(each.text) for each in section.news]
        for section in sections
    }


def on(page: Any, *slugs: str) -> Any:
    ThemedItem.objects.filter(content_object_id=page.pk).delete()
    for slug in slugs:
        theme = Theme.objects.filter(slug=slug).first() or make_theme(slug)
        ThemedItem.objects.create(content_object_id=page.pk, tag=theme)
    return page


def test_chosen_records_come_first_with_the_reason_and_are_not_told_twice() -> None:
    guide = make_guide(heading_fr="Choisi", heading_nl="Gekozen")
    new = make_guide(heading_fr="Nouveau", heading_nl="Nieuw")
    chosen = [ChosenRecord(record=guide, comment_fr="À lire.", comment_nl="Te lezen.")]
    issue = make_issue(chosen=chosen, lists=[IssueList(heading_fr="Tout", heading_nl="Alles")])
    assert told(issue) == {"Choisi pour vous": ["Choisi"], "Tout": [new.heading_fr]}
    assert told(issue, "nl") == {"Voor u gekozen": ["Gekozen"], "Alles": ["Nieuw"]}
    text = mail_of(issue, "nl").text
    assert "Te lezen." in text
    assert f"http://testserver{guide.url_in('nl')}" in text


def test_lists_are_of_a_kind_or_theme_and_tell_of_each_record_once() -> None:
    practice = on(make_practice(heading_fr="Pratique"), "insal")
    narrow, other = on(make_guide(heading_fr="Plus précis"), "insal"), on(make_guide(heading_fr="Autre"), "vide")
    theme = make_theme("logement")
    narrower = ThemedItem.objects.get(content_object_id=narrow.pk).tag
    type(narrower).objects.filter(slug="insal").update(broader=theme)
    lists = [
        IssueList(heading_fr="Pratiques", kind=practice._meta.label_lower),
        IssueList(heading_fr="Logement", theme=theme),
        IssueList(heading_fr="Le reste", most=1),
    ]
    assert told(make_issue(lists=lists)) == {
        "Pratiques": ["Pratique"],
        "Logement": [narrow.heading_fr],
        "Le reste": [other.heading_fr],
    }


def test_only_what_is_new_or_significantly_changed_since_the_issue_before_is_told() -> None:
    old, changed, edited = (make_guide(heading_fr=name) for name in ("Ancien", "Changé", "Corrigé"))
    past = timezone.now() - timedelta(days=400)
    for page in (old, changed, edited):
        type(page).objects.filter(pk=page.pk).update(first_published_at=past, changed_significantly_at=past)
    approved(make_issue())
    type(changed).objects.filter(pk=changed.pk).update(changed_significantly_at=timezone.now())
    type(edited).objects.filter(pk=edited.pk).update(last_published_at=timezone.now())
    assert told(make_issue(lists=[IssueList(heading_fr="Neuf")])) == {"Neuf": ["Changé"]}


def test_seminars_to_come_are_told_with_their_day() -> None:
    seminar = make_seminar(starts_at=timezone.now() + timedelta(days=9), ends_at=timezone.now() + timedelta(days=10))
    issue = make_issue()
    assert told(issue) == {"Séminaires à venir": [seminar.heading_fr]}
    issue.show_events = False
    assert told(issue) == {}


def test_the_archive_goes_on_saying_what_the_mail_said() -> None:
    guide = make_guide(heading_fr="Dans la lettre")
    issue = make_issue(lists=[IssueList(heading_fr="Neuf")])
    approved(issue)
    later = make_guide(heading_fr="Après la lettre")
    page = Client().get(issue.url_in("fr")).content.decode()
    assert (guide.heading_fr in page, later.heading_fr in page) == (True, False)


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_the_archive_has_every_issue_and_no_personal_link_and_no_cookie(code: str) -> None:
    issue = make_issue()
    approved(issue)
    index = IssueIndexPage.objects.get()
    for page in (index, issue):
        answer = Client().get(page.url_in(code))
        assert (answer.status_code, answer.cookies.output()) == (200, "")
        assert getattr(issue, f"heading_{code}") in answer.content.decode()
        assert "@@" not in answer.content.decode()
        assert "/n/" not in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_more_records_ask_the_database_no_more_often(count: int, django_assert_max_num_queries: Any) -> None:
    chosen = [ChosenRecord(record=make_guide()) for _number in range(count)]
    for _number in range(count):
        make_practice()
    issue = make_issue(chosen=chosen, lists=[IssueList(heading_fr="Neuf")])
    with django_assert_max_num_queries(24):
        content_of(issue, "fr")
