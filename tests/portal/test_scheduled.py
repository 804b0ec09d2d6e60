from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.jobs import registered, tick
from portal.scheduled import publish_and_unpublish
from tests.factories import make_draft, make_guide
from tests.factories.pages import reload

pytestmark = pytest.mark.django_db


def test_record_that_may_not_be_published_holds_up_no_other_and_is_named() -> None:
    now = timezone.now()
    bad, good = make_draft(heading_fr="Sans thème"), make_draft()
    bad.themed_items = []
    bad.save_revision(approved_go_live_at=now - timedelta(minutes=2))
    good.save_revision(approved_go_live_at=now - timedelta(minutes=1))

    (run,) = tick([job for job in registered() if job.name == "publish_scheduled"])

    assert (reload(bad).live, reload(good).live) == (False, True)
    assert run.state == "done"
    assert run.report.startswith(f"1 published; {bad.reference} Sans thème failed: ")


def test_record_whose_fault_is_not_foreseen_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    now = timezone.now()
    lost, good = make_draft(), make_draft()
    revision = lost.save_revision(approved_go_live_at=now - timedelta(minutes=2))
    type(revision).objects.filter(pk=revision.pk).update(object_id="999999")
    good.save_revision(approved_go_live_at=now - timedelta(minutes=1))

    report = publish_and_unpublish()

    assert reload(good).live
    assert lost.reference in report
    assert "scheduled" in caplog.text


def test_record_that_has_expired_is_public_no_longer() -> None:
    guide = make_guide(expire_at=timezone.now() + timedelta(days=1))
    type(guide).objects.update(expire_at=timezone.now() - timedelta(minutes=1))

    assert publish_and_unpublish() == "1 unpublished"

    guide = reload(guide)
    assert (guide.live, guide.expired) == (False, True)


def test_what_is_not_due_yet_is_left_alone() -> None:
    draft = make_draft()
    draft.save_revision(approved_go_live_at=timezone.now() + timedelta(hours=1))

    assert publish_and_unpublish() == ""
    assert not reload(draft).live
