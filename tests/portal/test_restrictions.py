"""Restrictions follow records: where they are copied to, and where they are moved to."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from accounts.models import User
from guides.models import GuideIndexPage
from portal import restrictions
from portal.published import Access, is_visible
from tests.factories import make_group, make_guide, reload, restrict
from tests.scenarios.secrets import section

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    return client


def move(client: Client, page: Page, target: Page) -> Page:
    client.post(reverse("wagtailadmin_pages:move_confirm", args=(page.pk, target.pk)))
    return reload(page)


def copy(client: Client, page: Page, target: Page, **fields: str) -> Page:
    before = set(Page.objects.values_list("pk", flat=True))
    data = {"new_parent_page": str(target.pk), "new_title": page.title, "new_slug": f"{page.slug}-2", **fields}
    client.post(reverse("wagtailadmin_pages:copy", args=(page.pk,)), data)
    (made, *_below) = Page.objects.exclude(pk__in=before).order_by("path")
    return made.specific


def seen(page: Page) -> bool:
    """Whether everybody sees the page once it is published."""
    page = reload(page)
    page.get_latest_revision().publish()
    return is_visible(page, Access.anonymous())


def circles(page: Page) -> list[set[Group]]:
    return [set(each.groups.all()) for each in page.get_view_restrictions().order_by("pk")]


@pytest.fixture
def closed() -> GuideIndexPage:
    page = section("closed")
    restrict(page)
    return page


@pytest.fixture
def lists() -> GuideIndexPage:
    make_guide()
    return GuideIndexPage.objects.exclude(slug="closed").earliest("pk")


def test_a_record_moved_out_of_a_closed_section_stays_closed(admin: Client, closed: Page, lists: Page) -> None:
    guide = make_guide(closed)
    moved = move(admin, guide, lists)
    assert moved.get_parent().pk == lists.pk
    assert not is_visible(moved, Access.anonymous())


def test_a_record_moved_into_a_closed_section_is_closed_and_moved_back_stays_so(
    admin: Client, closed: Page, lists: Page
) -> None:
    guide = make_guide(lists)
    assert not is_visible(move(admin, guide, closed), Access.anonymous())
    assert not is_visible(move(admin, guide, lists), Access.anonymous())


def test_a_public_record_moved_between_public_sections_stays_public(admin: Client, lists: Page) -> None:
    guide = make_guide(lists)
    assert is_visible(move(admin, guide, section("elsewhere")), Access.anonymous())
    assert not PageViewRestriction.objects.exists()


def test_a_circle_is_not_widened_by_a_move_below_another_restriction(admin: Client, closed: Page) -> None:
    group = make_group()
    above = section("circle")
    restrict(above, group)
    moved = move(admin, make_guide(above), closed)
    assert {group} in circles(moved)


def test_a_restriction_that_is_stood_for_is_not_repeated(admin: Client, closed: Page) -> None:
    guide = make_guide(closed)
    restrict(guide, make_group())
    move(admin, guide, section("elsewhere"))
    assert guide.view_restrictions.count() == 1


def test_a_restriction_is_set_once_however_often_a_record_is_moved(admin: Client, closed: Page, lists: Page) -> None:
    guide = make_guide(closed)
    for target in (lists, closed, section("elsewhere"), closed, lists):
        move(admin, guide, target)
    assert guide.view_restrictions.count() == 1


def test_a_copy_of_a_closed_record_is_closed(admin: Client, lists: Page) -> None:
    guide, group = make_guide(lists), make_group()
    restrict(guide, group)
    made = copy(admin, guide, lists)
    assert circles(made) == [{group}]
    assert not seen(made)


def test_a_copy_out_of_a_closed_section_is_closed(admin: Client, closed: Page, lists: Page) -> None:
    assert not seen(copy(admin, make_guide(closed), lists))


def test_a_copy_for_a_circle_below_another_restriction_is_for_the_circle(admin: Client, closed: Page) -> None:
    group = make_group()
    guide = make_guide()
    restrict(guide, group)
    assert {group} in circles(copy(admin, guide, closed))


def test_records_copied_with_their_section_keep_their_circles() -> None:
    above, group = section("open"), make_group()
    make_guide(above)
    inner = make_guide(above)
    restrict(inner, group)
    above = reload(above)
    made = above.copy(recursive=True, keep_live=False)
    restrictions.follow_a_copy(above, reload(made))
    first, second = reload(made).get_descendants().order_by("path")
    assert (circles(first), circles(second)) == ([], [{group}])


def test_a_copy_of_a_public_record_is_public(admin: Client, lists: Page) -> None:
    assert seen(copy(admin, make_guide(lists), lists))


def test_a_record_with_images_is_not_moved_into_a_closed_section(admin: Client, closed: Page, lists: Page) -> None:
    guide = make_guide(lists, body_fr="![plan](image:7)")
    assert move(admin, guide, closed).get_parent().pk == lists.pk


@pytest.mark.parametrize("action", ["copy", "create_alias", "copy_for_translation"])
def test_there_is_no_way_around_the_form_that_copies(admin: Client, closed: Page, lists: Page, action: str) -> None:
    guide = make_guide(closed)
    before = Page.objects.count()
    url = reverse("wagtailadmin_api:pages:action", args=(guide.pk, action))
    admin.post(url, {"destination_page_id": lists.pk, "keep_live": True}, content_type="application/json")
    assert Page.objects.count() == before
