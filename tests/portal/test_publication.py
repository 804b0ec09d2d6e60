import pytest
from django.core.exceptions import ValidationError

from portal.publication import check_publishable, problems
from tests.factories import make_audience, make_draft, reload

pytestmark = pytest.mark.django_db


def test_a_record_with_all_it_needs_has_no_problem() -> None:
    assert problems(make_draft()) == {}


def test_every_reason_is_given_at_once_and_where_it_belongs() -> None:
    draft = make_draft()
    draft.themed_items, draft.steps, draft.audience = [], [], []
    assert set(problems(draft)) >= {"themed_items", "steps", "audience"}


@pytest.mark.parametrize("relation", ["themed_items", "steps", "audience"])
def test_what_lacks_something_is_not_published(relation: str) -> None:
    draft = make_draft()
    setattr(draft, relation, [])
    revision = draft.save_revision()
    with pytest.raises(ValidationError):
        revision.publish()
    assert reload(draft).live is False


@pytest.mark.parametrize("name", ["heading", "summary"])
@pytest.mark.parametrize("code", ["fr", "nl"])
def test_title_and_summary_are_asked_for_in_both_languages(name: str, code: str) -> None:
    draft = make_draft()
    setattr(draft, f"{name}_{code}", "")
    revision = draft.save_revision(clean=False)
    with pytest.raises(ValidationError):
        revision.publish()
    assert reload(draft).live is False


@pytest.mark.parametrize("name", ["organisation", "verified_on", "verified_by", "law_as_at", "next_review"])
def test_who_answers_for_a_record_and_when_it_was_verified_is_asked_for(name: str) -> None:
    draft = make_draft()
    setattr(draft, name, None)
    revision = draft.save_revision(clean=False)
    with pytest.raises(ValidationError):
        revision.publish()
    assert reload(draft).live is False


def test_an_incomplete_draft_is_kept() -> None:
    draft = make_draft()
    draft.summary_nl, draft.steps = "", []
    draft.save_revision(clean=False)
    assert reload(draft).get_latest_revision_as_object().summary_nl == ""


def test_a_record_is_refused_with_all_its_reasons() -> None:
    draft = make_draft()
    draft.themed_items, draft.steps = [], []
    with pytest.raises(ValidationError) as refused:
        check_publishable(draft)
    assert len(refused.value.messages) >= 2


def test_a_reason_disappears_with_what_is_added() -> None:
    draft = make_draft()
    draft.audience = []
    before = problems(draft)
    draft.audience = [make_audience()]
    assert set(before) - set(problems(draft)) == {"audience"}
