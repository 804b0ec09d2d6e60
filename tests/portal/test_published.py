"""The predicate and the queryset are one rule: every page of a tree that holds every case answers the same to both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from accounts.models import User
from guides.models import GuideIndexPage, GuidePage
from portal import published
from portal.models import HomePage, Relation
from portal.published import Access, is_published, is_visible, visible
from portal.setup import ensure_tree
from tests.factories import make_group, make_guide, make_user, member_of, republish, restrict

pytestmark = pytest.mark.django_db

READERS = ("anonymous", "member", "other", "superuser")
LIVES = ("live", "draft", "expired", "about to expire")
RESTRICTIONS = ("", "login", "group")


def request_of(user: User | None) -> HttpRequest:
    """Return what the middleware makes of a request: with a session cookie only for somebody signed in."""
    request = RequestFactory().get("/")
    request.session, request.user = SessionStore(), user or AnonymousUser()
    if user:
        request.COOKIES["sessionid"] = "a session"
    return request


def readers(group: Group) -> dict[str, Access]:
    people = {
        "anonymous": None,
        "member": member_of(group),
        "other": member_of(make_group()),
        "superuser": User.objects.create_superuser("root@example.org", "-"),
    }
    return {name: Access.of(request_of(user)) for name, user in people.items()}


def set_state(page: Page, live: str) -> None:
    now = timezone.now()
    expiry = {"expired": now - timedelta(seconds=1), "about to expire": now + timedelta(hours=1)}.get(live)
    Page.objects.filter(pk=page.pk).update(live=live != "draft", expire_at=expiry)


def close(page: Page, restriction: str, group: Group) -> None:
    if restriction:
        restrict(page, *([group] if restriction == "group" else []))


def plain_page(parent: Page, name: str) -> Page:
    return parent.add_child(instance=Page(title=name, slug=name))


def expected(reader: str, cases: list[tuple[str, str]]) -> bool:
    """State the rule once more, from the outside: every page on the way must be open to the reader."""
    opens = {
        "": READERS,
        "login": ("member", "other", "superuser"),
        "group": ("member", "superuser"),
    }
    return all(live in {"live", "about to expire"} and reader in opens[restriction] for live, restriction in cases)


def tree(group: Group) -> Iterator[tuple[Page, list[tuple[str, str]]]]:
    """Make every case of a page under every case of its parent; yield each child with the cases on its way."""
    root = Page.get_first_root_node()
    for number, above in enumerate(product(LIVES, RESTRICTIONS)):
        parent = plain_page(root, f"parent-{number}")
        children = [
            (plain_page(parent, f"child-{number}-{order}"), own)
            for order, own in enumerate(product(LIVES, RESTRICTIONS))
        ]
        for page, (live, restriction) in [(parent, above), *children]:
            set_state(page, live)
            close(page, restriction, group)
        yield parent, [above]
        yield from ((child, [above, own]) for child, own in children)


@pytest.mark.soak
def test_predicate_and_queryset_agree_with_the_rule_for_every_page_and_reader() -> None:
    group = make_group()
    pages = list(tree(group))
    for reader, access in readers(group).items():
        should = {page.pk for page, cases in pages if expected(reader, cases)}
        tried = Page.objects.filter(pk__in=[page.pk for page, _cases in pages])
        assert set(visible(tried, access).values_list("pk", flat=True)) == should, reader
        assert {page.pk for page, _cases in pages if is_visible(page, access)} == should, reader


def test_published_pages_are_those_a_superuser_sees() -> None:
    group = make_group()
    pages = [page for page, _cases in tree(group)]
    access = readers(group)["superuser"]
    assert [is_published(page) for page in pages] == [is_visible(page, access) for page in pages]


@pytest.mark.parametrize("above", range(1, 4))
@pytest.mark.parametrize("how", ["draft", "expired", "login"])
def test_whatever_closes_a_page_closes_everything_below_it(above: int, how: str) -> None:
    chain = [Page.get_first_root_node()]
    for number in range(4):
        chain.append(plain_page(chain[-1], f"level-{number}"))
    set_state(chain[above], how if how != "login" else "live")
    close(chain[above], "login" if how == "login" else "", make_group())
    seen = [is_visible(page, Access.anonymous()) for page in chain[1:]]
    assert seen == [number + 1 < above for number in range(4)]


def test_a_page_deeper_than_the_rule_looks_is_never_shown() -> None:
    page = Page.get_first_root_node()
    for number in range(published.DEEPEST):
        page = plain_page(page, f"level-{number}")
    restrict(page)
    assert (page.depth, is_visible(page, Access.anonymous())) == (published.DEEPEST + 1, False)


def test_a_neighbour_with_a_longer_path_is_not_below() -> None:
    root = Page.get_first_root_node()
    closed, neighbour = plain_page(root, "closed"), plain_page(root, "neighbour")
    restrict(closed)
    assert is_visible(neighbour, Access.anonymous())


def test_a_page_without_restriction_needs_no_session() -> None:
    request = HttpRequest()
    restrict(make_guide())
    assert Access.of(request) == Access.anonymous()


def test_a_reader_without_session_cookie_is_anonymous_even_when_signed_in() -> None:
    request = request_of(member_of(make_group()))
    del request.COOKIES["sessionid"]
    restrict(make_guide())
    assert Access.of(request) == Access.anonymous()


def test_what_a_request_may_see_is_asked_once() -> None:
    request = request_of(make_user())
    Access.of(request)
    with CaptureQueriesContext(connection) as queries:
        Access.of(request)
    assert len(queries) == 0


@pytest.mark.parametrize("number", [1, 30])
def test_the_sql_is_constant(number: int, django_assert_num_queries: Any) -> None:
    root = Page.get_first_root_node()
    for each in range(number):
        restrict(plain_page(root, f"page-{each}"))
    access = Access.of(request_of(make_user()))
    with django_assert_num_queries(1):
        assert len(visible(Page.objects.filter(slug__startswith="page-"), access)) == number


@pytest.mark.parametrize("number", [1, 30])
def test_what_a_member_may_see_is_found_in_constant_sql(number: int, django_assert_max_num_queries: Any) -> None:
    group = make_group()
    for each in range(number):
        restrict(plain_page(Page.get_first_root_node(), f"page-{each}"), group)
    request = request_of(member_of(group))
    with django_assert_max_num_queries(3):
        assert Access.of(request).denied == frozenset()


def test_a_password_that_is_left_from_elsewhere_closes_a_page_to_all_who_did_not_give_it() -> None:
    guide = make_guide()
    PageViewRestriction.objects.create(
        page=Page.objects.get(pk=guide.pk), restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    assert [is_visible(guide, Access.anonymous()), is_visible(guide, Access.of(request_of(make_user())))] == [
        False,
        False,
    ]


def test_a_restriction_moves_with_its_page() -> None:
    guide = make_guide()
    restrict(guide)
    guide.move(HomePage.objects.get(), "last-child")
    assert not is_visible(GuidePage.objects.get(), Access.anonymous())


def test_a_page_moved_under_a_restricted_one_is_closed() -> None:
    guide = make_guide()
    restrict(GuideIndexPage.objects.get())
    assert not is_visible(guide, Access.anonymous())


def test_the_replacement_of_a_page_is_a_public_one() -> None:
    old, hidden, public = make_guide(), make_guide(), make_guide()
    restrict(hidden)
    for page in (hidden, public):
        Relation.objects.create(source=page, target=old, kind=Relation.Kind.REPLACES)
    assert published.replacement(old) == Page.objects.get(pk=public.pk)


def test_a_page_that_only_builds_on_another_does_not_replace_it() -> None:
    old, new = make_guide(), make_guide()
    Relation.objects.create(source=new, target=old, kind=Relation.Kind.BUILDS_ON)
    assert published.replacement(old) is None


@pytest.mark.parametrize("path", ["/", "/fr/", "/nl/", "/fr/guides/", "/nl/gidsen/", "/sitemap.xml", "/fr/unknown/"])
def test_an_anonymous_answer_knows_no_cookie(client: Client, path: str) -> None:
    restrict(make_guide())
    response = client.get(path)
    assert "Cookie" not in response.get("Vary", "")
    assert "Set-Cookie" not in response
    assert response.cookies == {}


def test_an_anonymous_guide_knows_no_cookie(client: Client) -> None:
    response = client.get(make_guide().url_in("fr"))
    assert (response.status_code, response.get("Vary"), response.cookies) == (200, None, {})


def test_a_guide_that_expires_leaves_at_once_without_a_job(client: Client) -> None:
    guide = republish(make_guide(), expire_at=timezone.now() + timedelta(hours=1))
    assert client.get(guide.url_in("fr")).status_code == 200
    Page.objects.filter(pk=guide.pk).update(expire_at=timezone.now())
    assert client.get(guide.url_in("fr")).status_code == 404


def test_the_tree_of_a_new_site_is_public() -> None:
    ensure_tree()
    assert visible(Page.objects.all(), Access.anonymous()).count() == Page.objects.count()
