from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageLogEntry

from accounts import roles
from editorial.confirming import ACTION, version_of
from portal.setup import ensure_tree
from tests.factories import make_guide, make_practice, member_of, reload, republish
from tests.factories.seminars import make_panel, make_seminar, make_working_group

pytestmark = pytest.mark.django_db
EVERY_KIND = [make_guide, make_practice, make_seminar, make_panel, make_working_group]


@pytest.fixture
def editor(client: Client) -> Client:
    ensure_tree()
    roles.apply_roles()
    client.force_login(member_of(roles.COORDINATION.group))
    return client


def older(make: Any = make_guide, **fields: Any) -> Any:
    """Return a record whose Dutch is older than its French."""
    return republish(make(**fields), summary_fr="Un autre résumé.")


def confirm(client: Client, page: Any, language: str = "nl", seen: str | None = None) -> Any:
    data = {"language": language, "seen": version_of(reload(page)) if seen is None else seen}
    return client.post(reverse("editorial:still_right", args=[page.pk]), data)


def states(page: Any) -> tuple[str, str]:
    page = reload(page)
    return page.state_in("fr"), page.state_in("nl")


def waiting(client: Client) -> list[Any]:
    return list(client.get(reverse("editorial:waiting_results")).context["object_list"])


@pytest.mark.parametrize("make", EVERY_KIND)
def test_one_click_in_the_list_brings_the_older_language_up_to_date(editor: Client, make: Any) -> None:
    page = older(make)
    assert states(page) == ("complete", "older")
    shown = editor.get(reverse("editorial:waiting")).content.decode()
    assert reverse("editorial:still_right", args=[page.pk]) in shown
    assert confirm(editor, page).status_code == 302
    assert states(page) == ("complete", "complete")
    assert waiting(editor) == []


def test_word_of_the_author_stands_in_the_history_of_the_record(editor: Client) -> None:
    page = older()
    confirm(editor, page)
    entry = PageLogEntry.objects.get(page=page.pk, action=ACTION)
    with translation.override("en"):
        assert entry.message == "Nederlands: read again, nothing to change"
    assert entry.user is not None


def test_nothing_is_published_by_it(editor: Client) -> None:
    page = older()
    before = reload(page)
    confirm(editor, page)
    after = reload(page)
    assert (after.last_published_at, after.latest_revision_id) == (before.last_published_at, before.latest_revision_id)


def test_later_change_makes_the_language_older_again(editor: Client) -> None:
    page = older()
    confirm(editor, page)
    assert states(republish(page, summary_fr="Encore un autre.")) == ("complete", "older")


def test_draft_that_changes_one_language_waits_no_more_and_keeps_the_word_until_it_is_published(editor: Client) -> None:
    page = make_guide()
    draft = page.get_latest_revision_as_object()
    draft.summary_fr = "Une coquille de moins."
    draft.save_revision()
    assert [each.pk for each in waiting(editor)] == [page.pk]
    confirm(editor, page)
    assert waiting(editor) == []
    reload(page).get_latest_revision().publish()
    assert states(page) == ("complete", "complete")


def test_text_that_is_missing_is_not_confirmed_away(editor: Client) -> None:
    page = make_guide(body_fr="Un texte.")
    assert (
        reverse("editorial:still_right", args=[page.pk])
        not in editor.get(reverse("editorial:waiting")).content.decode()
    )
    confirm(editor, page)
    assert states(page) == ("complete", "summary")
    assert not PageLogEntry.objects.filter(action=ACTION).exists()


def test_what_changed_since_it_was_looked_at_is_not_confirmed(editor: Client) -> None:
    page = older()
    seen = version_of(page)
    page = republish(page, summary_fr="Tout autre chose.")
    confirm(editor, page, seen=seen)
    assert states(page) == ("complete", "older")


def test_comparison_offers_it_too(editor: Client) -> None:
    page = older()
    assert (
        reverse("editorial:still_right", args=[page.pk])
        in editor.get(reverse("editorial:changes", args=[page.pk])).content.decode()
    )


def test_who_may_not_edit_the_record_confirms_nothing(editor: Client) -> None:
    page = older()
    client = Client()
    client.force_login(member_of(roles.ADMINISTRATORS.group))
    assert confirm(client, page).status_code in (302, 403)
    assert states(page) == ("complete", "older")
