from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from guides.models import GuideIndexPage, GuidePage
from portal.list_index import ListIndex, places
from portal.listing import Listed
from portal.models import HomePage, ListStamp
from portal.models.list_stamps import stamp
from portal.published import Access, visible
from portal.record_index import record_index
from tests.factories import make_draft, make_group, make_guide, make_organisation, reload, republish, restrict, schedule

pytestmark = pytest.mark.django_db


def index(access: Access | None = None) -> ListIndex:
    listed = Listed(GuideIndexPage.objects.get(), GuidePage, GuideIndexPage.facets)
    return listed.index(access or Access.anonymous())


def agrees() -> bool:
    """Whether the list that is kept has the records that may be seen now, and counts no other ones."""
    seen = set(visible(GuidePage.objects.all(), Access.anonymous()).values_list("pk", flat=True))
    found = index()
    counted = {pk for records in found.of("theme").values() for pk in found.pks_of(records)}
    return set(found.pks) == counted == seen


def test_the_places_of_a_set_are_its_bits() -> None:
    assert list(places(0)) == []
    assert list(places(1 << 9 | 0b101)) == [0, 2, 9]


def test_some_keys_of_a_list_are_read_as_far_as_asked() -> None:
    some = ListIndex((10, 11, 12, 13)).pks_of(0b1101)
    assert (len(some), list(some), some[1:2], some[:9], some[-1]) == (3, [10, 12, 13], [12], [10, 12, 13], 13)
    with pytest.raises(IndexError):
        some[3]


def test_a_list_is_read_once_until_something_changes() -> None:
    make_guide()
    listed = Listed(GuideIndexPage.objects.get(), GuidePage, GuideIndexPage.facets)
    numbers = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked:
            listed.index(Access(frozenset()))
        numbers.append(len(asked))
    assert numbers == [3, 1]


@pytest.mark.parametrize(
    "change",
    [
        lambda guide: guide.unpublish(),
        lambda guide: guide.delete(),
        lambda guide: republish(guide, heading_fr="Autre"),
        lambda guide: restrict(guide),
        lambda guide: restrict(HomePage.objects.get(), make_group()),
        lambda guide: GuideIndexPage.objects.get().unpublish(),
        lambda guide: guide.copy(update_attrs={"heading_fr": "Copie"}),
        lambda guide: guide.move(HomePage.objects.get(), pos="last-child"),
        lambda guide: republish(guide, organisation=make_organisation()),
        lambda guide: make_guide(),
    ],
    ids=[
        *("unpublished", "deleted", "published again", "restricted", "restricted above", "unpublished above"),
        *("copied", "moved", "of another body", "another one"),
    ],
)
def test_a_list_follows_every_change_at_once(change: object) -> None:
    guide = make_guide()
    make_guide()
    assert agrees()
    change(reload(guide))  # type: ignore[operator]
    if not GuideIndexPage.objects.get().live or guide.pk not in GuidePage.objects.child_of(
        GuideIndexPage.objects.get()
    ).values_list("pk", flat=True):
        assert guide.pk not in index().pks
        return
    assert agrees()


def test_a_restriction_that_is_lifted_shows_the_record_again() -> None:
    restriction = restrict(make_guide())
    assert index().pks == ()
    restriction.delete()
    assert len(index().pks) == 1


def test_each_reader_is_listed_and_counted_what_that_reader_may_see() -> None:
    hidden = make_guide()
    restrict(hidden)
    make_guide()
    everything = Access(frozenset())
    assert [len(index(access).pks) for access in (Access.anonymous(), everything, Access.anonymous())] == [1, 2, 1]
    (theme,) = hidden.themed_items.all()
    assert theme.tag_id not in index().of("theme")
    assert theme.tag_id in index(everything).of("theme")


def test_a_record_that_expires_leaves_the_list_though_nothing_is_written() -> None:
    soon = timezone.now() + timedelta(minutes=1)
    guide = republish(make_guide(), expire_at=soon)
    stays = make_guide()
    assert set(index().pks) == {guide.pk, stays.pk}
    with patch("django.utils.timezone.now", return_value=soon + timedelta(seconds=1)):
        assert index().pks == (stays.pk,)


def test_a_list_that_expires_with_what_stands_above_it_is_empty() -> None:
    make_guide()
    soon = timezone.now() + timedelta(minutes=1)
    home = HomePage.objects.get()
    home.expire_at = soon
    home.save()
    assert len(index().pks) == 1
    with patch("django.utils.timezone.now", return_value=soon + timedelta(seconds=1)):
        assert index().pks == ()


def test_saving_a_draft_leaves_the_lists_as_they_are() -> None:
    guide, before = make_guide(), stamp()
    schedule(make_guide())
    after = stamp()
    guide.heading_fr = "Brouillon"
    guide.save_revision()
    assert before != after == stamp()


def test_the_list_of_everything_has_drafts_of_no_kind() -> None:
    guide = make_guide()
    make_draft()
    assert record_index(Access.anonymous()).pks == (guide.pk,)


def test_a_change_that_is_undone_leaves_no_mark() -> None:
    before = stamp()
    with transaction.atomic():
        Page.objects.get(depth=2).save()
        assert stamp() != before
        transaction.set_rollback(True)
    assert stamp() == before


def test_two_changes_at_once_are_told_apart_whichever_is_committed_first() -> None:
    first, second = (ListStamp(token=token) for token in (5, 7))
    ListStamp.objects.all().delete()
    second.pk, first.pk = 2, 1
    second.save(force_insert=True)
    with_second = stamp()
    first.save(force_insert=True)
    assert len({with_second, stamp(), (0, 0)}) == 3
