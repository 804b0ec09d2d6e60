"""What keeps an issue from being approved, told all at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation
from wagtail.models import PageViewRestriction

from mail.render import Rendered
from newsletter.checking import of_mail, problems
from newsletter.issue_mail import UNSUBSCRIBE
from newsletter.models import ChosenRecord, IssuePage
from tests.factories import make_draft, make_guide
from tests.newsletter.issues import make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def found(issue: IssuePage, **how: Any) -> str:
    return "\n".join(problems(issue, **how))


def test_a_published_issue_in_both_languages_has_no_problem() -> None:
    assert problems(make_issue()) == []


def test_a_missing_language_is_refused_unless_it_is_meant_to_be() -> None:
    issue = make_issue(body_nl="", introduction_nl="")
    assert found(issue).count("Nederlands: ") == 2
    assert problems(issue, one_language=True) == []


def test_an_issue_that_is_not_public_is_refused() -> None:
    issue = make_issue()
    PageViewRestriction.objects.create(page=issue, restriction_type=PageViewRestriction.LOGIN)
    assert "Publish the newsletter first" in found(issue)


def test_changes_that_are_not_published_are_refused() -> None:
    issue = make_issue()
    issue.heading_fr = "Brouillon"
    issue.save_revision()
    assert "not published" in found(IssuePage.objects.get(pk=issue.pk))


def test_a_chosen_record_that_readers_may_not_see_is_refused() -> None:
    closed = make_guide()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    for record in (closed, make_draft()):
        assert "chosen record" in found(make_issue(chosen=[ChosenRecord(record=record)]))


@pytest.mark.parametrize("shape", ["reference", "path"])
def test_a_link_to_what_readers_may_not_see_is_refused(shape: str) -> None:
    closed = make_guide()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    target = closed.reference if shape == "reference" else f"http://testserver{closed.url_in('fr')}"
    assert "leads to something" in found(make_issue(body_fr=f"[ici]({target})"))


def test_a_link_to_a_public_record_is_fine() -> None:
    guide = make_guide()
    assert problems(make_issue(body_fr=f"[ici]({guide.reference})", body_nl=f"[hier]({guide.reference})")) == []


def test_a_link_away_from_the_site_is_refused() -> None:
    assert "elsewhere.example" in found(make_issue(body_fr="[ici](https://elsewhere.example/x)"))


def test_a_placeholder_without_meaning_is_refused() -> None:
    assert "@@NAME@@" in found(make_issue(body_fr="Bonjour @@NAME@@"))


def test_what_mail_programs_cut_off_is_refused() -> None:
    assert "bytes" in found(make_issue(body_fr="\n\n".join(["mot " * 400] * 80)))


@pytest.mark.parametrize(
    ("mail", "problem"),
    [
        (Rendered("s", f"{UNSUBSCRIBE}", "<p></p>"), "unsubscribe"),
        (Rendered("s", "text", f"<p>{UNSUBSCRIBE}</p>"), "unsubscribe"),
        (Rendered("s", f"t {UNSUBSCRIBE}", f'<img src="/a.png">{UNSUBSCRIBE}'), "image"),
        (Rendered("s", f"t {UNSUBSCRIBE}", f'<img src="/a.png" alt="">{UNSUBSCRIBE}'), "image"),
    ],
)
def test_a_mail_with_a_fault_is_refused_whatever_it_is_made_from(mail: Rendered, problem: str) -> None:
    assert problem in "\n".join(of_mail(mail))
