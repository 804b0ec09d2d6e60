"""Whatever readers could see begins another edition, and what they cannot see does not."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import PageViewRestriction

from accounts.models import User
from portal import edition
from tests.factories import make_draft, make_guide, make_organisation, make_theme, reload, restrict

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.parametrize(
    ("sql", "seen"),
    [
        ('UPDATE "guides_guidepage" SET "heading_fr" = %s WHERE "id" = 1', True),
        ('DELETE FROM "wagtailcore_pageviewrestriction" WHERE "id" IN (1)', True),
        ('INSERT OR IGNORE INTO "themes_themeditem" ("tag_id") VALUES (1)', True),
        ('UPDATE "wagtailcore_page" SET "live" = %s, "draft_title" = %s WHERE "id" = 1', True),
        ('UPDATE "wagtailcore_page" SET "path" = ("a" || "b")', True),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, "latest_revision_id" = %s WHERE "id" = 1', False),
        ('INSERT INTO "wagtailcore_revision" ("id") VALUES (1)', False),
        ('UPDATE "django_session" SET "session_data" = %s WHERE "session_key" = %s', False),
        (" select 1", False),
        ("(SELECT 1) UNION (SELECT 2)", False),
        ("with gone as (delete from themes_theme returning 1) select 1", True),
        ("truncate themes_theme", True),
    ],
)
def test_what_may_be_seen_is_told_from_what_may_not(sql: str, seen: bool) -> None:
    assert edition.is_seen(sql) is seen


def test_edition_stays_until_something_is_written() -> None:
    mark = edition.current()
    assert mark
    assert edition.current() == mark
    make_organisation()
    assert edition.current() not in {mark, None}


def test_a_draft_a_session_and_a_sign_in_begin_no_edition() -> None:
    draft, mark = make_draft(), edition.current()
    changed = reload(draft)
    changed.heading_fr = "Autre titre"
    changed.save_revision()
    assert edition.current() == mark
    changed.get_latest_revision().publish()
    assert edition.current() != mark


def test_each_step_of_the_life_of_a_page_begins_one() -> None:
    guide, theme = make_guide(), make_theme()
    seen = [edition.current()]
    steps: list[Any] = [
        lambda: restrict(guide),
        lambda: PageViewRestriction.objects.all().delete(),
        lambda: theme.labels.update(text="Autre mot"),
        make_organisation,
        lambda: reload(guide).unpublish(),
        lambda: reload(guide).delete(),
    ]
    for step in steps:
        step()
        seen.append(edition.current())
    assert len(set(seen)) == len(seen)


def test_what_is_taken_back_begins_none_and_what_is_written_together_begins_one() -> None:
    mark = edition.current()
    with transaction.atomic():
        make_organisation()
        transaction.set_rollback(True)
    assert edition.current() == mark
    with transaction.atomic():
        make_organisation()
        make_theme()
        assert edition.current() == mark
    assert edition.current() != mark


def test_people_who_sign_in_begin_none() -> None:
    mark = edition.current()
    User.objects.create_user("member@example.org")
    Group.objects.create(name="Lecteurs")
    assert edition.current() == mark


def test_without_a_place_for_the_mark_there_is_none_and_writing_goes_on(settings: Any, tmp_path: Path) -> None:
    settings.EDITION_FILE = tmp_path / "not there" / "edition"
    assert edition.current() is None
    assert make_organisation().pk


def test_a_cache_that_machines_share_holds_the_mark_in_place_of_a_file(settings: Any) -> None:
    settings.EDITION_FILE = None
    mark = edition.current()
    assert edition.current() == mark
    make_organisation()
    assert edition.current() not in {mark, None}
