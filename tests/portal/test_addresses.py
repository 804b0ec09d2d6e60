"""What happens to the addresses of a page in each moment of its life."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page
from wagtail.signals import page_published

from accounts.models import User
from guides.models import GuideIndexPage, GuidePage
from portal import addresses
from portal.addresses import derived_slug, taken
from portal.models import Address, HomePage
from portal.setup import ensure_tree
from tests.factories import make_draft, make_guide, reload, republish, restrict, schedule

pytestmark = pytest.mark.django_db

State = Address.State


def rows(page: Page) -> set[tuple[str, str]]:
    """Return the state and the address of each row of a page."""
    return {(row.state, row.url) for row in Address.objects.filter(page_id=page.pk)}


def index() -> GuideIndexPage:
    ensure_tree()
    return GuideIndexPage.objects.get()


# A draft


def test_a_draft_reserves_the_addresses_that_its_author_asks_for() -> None:
    draft = make_draft(slug_fr="loyers", slug_nl="huurprijzen")
    assert rows(draft) == {("reserved", "/fr/guides/loyers/"), ("reserved", "/nl/gidsen/huurprijzen/")}


def test_a_draft_without_slug_reserves_nothing() -> None:
    assert rows(make_draft()) == set()


def test_a_draft_holds_one_reservation_per_language() -> None:
    draft = make_draft(slug_fr="loyers")
    draft.slug_fr = "bail"
    draft.save_revision()
    assert rows(draft) == {("reserved", "/fr/guides/bail/")}


def test_a_draft_that_gives_its_slug_up_frees_the_path() -> None:
    draft = make_draft(slug_fr="loyers")
    draft.slug_fr = ""
    draft.save_revision()
    assert not taken(make_draft(), "fr", "guides/loyers/")


def test_a_draft_never_changes_the_live_path() -> None:
    guide = make_guide(slug_fr="loyers", slug_nl="huurprijzen")
    guide.slug_fr = "bail"
    guide.save_revision()
    assert (guide.url_in("fr"), reload(guide).url_in("fr")) == ("/fr/guides/loyers/", "/fr/guides/loyers/")


def test_a_draft_does_not_take_a_path_that_is_taken() -> None:
    guide = make_guide(slug_fr="loyers")
    draft = make_draft(slug_fr="loyers")
    assert (rows(draft), ("current", "/fr/guides/loyers/") in rows(guide)) == (set(), True)


def test_the_home_page_reserves_nothing() -> None:
    ensure_tree()
    home = HomePage.objects.get()
    home.slug_fr = "accueil"
    home.save_revision()
    assert rows(home) == {("current", "/fr/"), ("current", "/nl/")}


def test_a_scheduled_page_has_no_address_yet() -> None:
    draft = schedule(make_draft(slug_fr="loyers"))
    assert {state for state, _url in rows(draft)} == {"reserved"}


def test_a_scheduled_version_leaves_the_live_path_alone() -> None:
    guide = schedule(make_guide(slug_fr="loyers"), slug_fr="bail")
    assert guide.url_in("fr") == "/fr/guides/loyers/"


# Publication


def test_publishing_makes_current_what_was_reserved() -> None:
    guide = make_guide(slug_fr="loyers", slug_nl="huurprijzen")
    assert rows(guide) == {("current", "/fr/guides/loyers/"), ("current", "/nl/gidsen/huurprijzen/")}


def test_an_empty_slug_is_made_from_the_title_of_its_language() -> None:
    guide = make_guide(heading_fr="L’insalubrité : étape n° 1", heading_nl="Één ongezonde woning")
    assert [guide.url_in("fr"), guide.url_in("nl")] == [
        "/fr/guides/linsalubrite-etape-n-1/",
        "/nl/gidsen/een-ongezonde-woning/",
    ]


def test_a_title_without_a_letter_gives_the_reference() -> None:
    guide = make_guide(heading_fr="???", reference="GT-2024-001")
    assert guide.url_in("fr") == "/fr/guides/gt-2024-001/"


def test_a_later_title_changes_no_address() -> None:
    guide = make_guide(heading_fr="Loyers")
    assert republish(guide, heading_fr="Bail").url_in("fr") == "/fr/guides/loyers/"


def test_a_derived_slug_that_is_taken_gets_the_reference() -> None:
    make_guide(heading_fr="Loyers")
    assert make_guide(heading_fr="Loyers", reference="GT-2024-007").url_in("fr") == "/fr/guides/loyers-gt-2024-007/"


def test_a_path_promised_to_a_draft_is_not_derived_for_another_page() -> None:
    draft = make_draft(slug_fr="loyers")
    guide = make_guide(heading_fr="Loyers", reference="GT-2024-007")
    assert guide.url_in("fr") == "/fr/guides/loyers-gt-2024-007/"
    assert rows(draft) == {("reserved", "/fr/guides/loyers/")}


def test_no_page_takes_the_path_of_another_however_unlucky() -> None:
    first = make_guide(slug_fr="loyers")
    second = make_guide(slug_fr="loyers-gt-2024-007")
    third = make_guide(heading_fr="Loyers", reference="GT-2024-007")
    urls = [reload(page).url_in("fr") for page in (first, second, third)]
    assert urls == ["/fr/guides/loyers/", "/fr/guides/loyers-gt-2024-007/", "/fr/guides/loyers-gt-2024-007-2/"]


def test_publishing_twice_changes_nothing() -> None:
    guide = make_guide(heading_fr="Loyers")
    before = list(Address.objects.order_by("pk").values())
    republish(guide)
    assert list(Address.objects.order_by("pk").values()) == before


def test_a_new_slug_leaves_the_former_address_behind() -> None:
    guide = republish(make_guide(slug_fr="loyers", slug_nl="huur"), slug_fr="bail")
    assert rows(guide) == {
        ("former", "/fr/guides/loyers/"),
        ("current", "/fr/guides/bail/"),
        ("current", "/nl/gidsen/huur/"),
    }


def test_a_page_may_go_back_to_its_former_address() -> None:
    guide = republish(make_guide(slug_fr="loyers", slug_nl="huur"), slug_fr="bail")
    guide = republish(guide, slug_fr="loyers")
    assert rows(guide) >= {("current", "/fr/guides/loyers/"), ("former", "/fr/guides/bail/")}


def test_a_former_address_is_never_used_for_something_else() -> None:
    republish(make_guide(slug_fr="loyers"), slug_fr="bail")
    assert make_guide(heading_fr="Loyers", reference="GT-2024-007").url_in("fr") == "/fr/guides/loyers-gt-2024-007/"


@pytest.mark.parametrize("state", [State.CURRENT, State.RESERVED])
def test_the_database_keeps_one_row_of_a_kind_per_page_and_language(state: str) -> None:
    guide = make_guide()
    Address.objects.filter(page_id=guide.pk).delete()
    Address.objects.create(page_id=guide.pk, language="fr", path="a/", state=state)
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.create(page_id=guide.pk, language="fr", path="b/", state=state)


def test_the_two_languages_may_share_a_path() -> None:
    guide = make_guide(slug_fr="airbnb", slug_nl="airbnb")
    assert [guide.url_in("fr"), guide.url_in("nl")] == ["/fr/guides/airbnb/", "/nl/gidsen/airbnb/"]


@pytest.mark.parametrize("code", ["fr", "nl"])
@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_a_path_at_which_a_view_of_the_site_answers_is_taken(name: str, code: str) -> None:
    with translation.override(code):
        path = reverse(name).removeprefix(f"/{code}/")
    assert taken(make_draft(), code, path)


@pytest.mark.parametrize(
    "slug", ["Loyers", "loyers/bail", "..", "loyers-", "-loyers", "loy ers", "é", "a--b", "%2f", "a\n"]
)
def test_a_slug_that_is_no_plain_word_is_refused(slug: str) -> None:
    with pytest.raises(ValidationError) as refused:
        make_draft(slug_fr=slug)
    assert list(refused.value.message_dict) == ["slug_fr"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Logement insalubre : étapes", "logement-insalubre-etapes"),
        ("Cœur & Œuvre", "coeur-oeuvre"),
        ("  --  ", ""),
        ("../../etc/passwd", "etcpasswd"),
        ("a" * 200, "a" * 80),
        (f"{'a' * 79} b", "a" * 79),
        ("Жильё", "zhile"),
    ],
)
def test_a_slug_is_derived_in_plain_letters(title: str, slug: str) -> None:
    assert derived_slug(title) == slug


# Sections and what is below them


def test_a_page_moves_with_everything_below_it() -> None:
    guide = make_guide(slug_fr="loyers", slug_nl="huur")
    home = HomePage.objects.get()
    guide.move(home, "last-child")
    assert rows(reload(guide)) == {
        ("former", "/fr/guides/loyers/"),
        ("former", "/nl/gidsen/huur/"),
        ("current", "/fr/loyers/"),
        ("current", "/nl/huur/"),
    }


def test_a_section_that_changes_its_slug_takes_what_is_below_along() -> None:
    guide = make_guide(slug_fr="loyers", slug_nl="huur")
    republish(index(), slug_fr="fiches")
    assert rows(guide) == {
        ("former", "/fr/guides/loyers/"),
        ("current", "/fr/fiches/loyers/"),
        ("current", "/nl/gidsen/huur/"),
    }


def test_a_derived_end_of_an_address_survives_a_new_section() -> None:
    guide = make_guide(heading_fr="Loyers")
    guide = republish(guide, heading_fr="Bail")
    republish(index(), slug_fr="fiches")
    assert reload(guide).url_in("fr") == "/fr/fiches/loyers/"


def test_a_draft_below_a_section_that_moves_reserves_anew_when_it_is_saved() -> None:
    draft = make_draft(slug_fr="loyers")
    republish(index(), slug_fr="fiches")
    reload(draft).get_latest_revision_as_object().save_revision()
    assert rows(draft) == {("reserved", "/fr/fiches/loyers/")}


def test_an_unpublished_page_below_a_section_that_moves_follows_when_it_is_published_again() -> None:
    guide = make_guide(slug_fr="loyers")
    guide.unpublish()
    republish(index(), slug_fr="fiches")
    assert republish(guide).url_in("fr") == "/fr/fiches/loyers/"


def test_a_page_below_a_section_without_address_gets_one_with_the_section() -> None:
    section = index()
    section.unpublish()
    Address.objects.filter(page_id=section.pk).delete()
    guide = make_guide(section, slug_fr="loyers")
    assert rows(guide) == set()
    republish(section)
    assert reload(guide).url_in("fr") == "/fr/guides/loyers/"


def test_publishing_a_section_without_a_new_path_asks_nothing_of_its_pages() -> None:
    make_guide()

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            addresses.make_current(index())
        return len(found)

    with_one = queries()
    make_guide()
    assert queries() == with_one


# Withdrawal


def test_a_deleted_page_leaves_a_tombstone_in_each_language() -> None:
    guide = make_guide(
        slug_fr="loyers", slug_nl="huur", heading_fr="Loyers", heading_nl="Huur", reference="GT-2024-001"
    )
    guide.delete()
    left = Address.objects.filter(state=State.WITHDRAWN).order_by("language")
    assert [(row.url, row.title, row.reference, row.page) for row in left] == [
        ("/fr/guides/loyers/", "Loyers", "GT-2024-001", None),
        ("/nl/gidsen/huur/", "Huur", "GT-2024-001", None),
    ]


def test_former_addresses_become_tombstones_too() -> None:
    republish(make_guide(slug_fr="loyers"), slug_fr="bail").delete()
    withdrawn = Address.objects.filter(state=State.WITHDRAWN, language="fr")
    assert {row.url for row in withdrawn} == {"/fr/guides/loyers/", "/fr/guides/bail/"}


def test_a_tombstone_says_why() -> None:
    make_guide(withdrawal_reason_fr="Abrogé", withdrawal_reason_nl="Opgeheven").delete()
    assert [str(row.reason) for row in Address.objects.filter(state=State.WITHDRAWN)] == ["Abrogé", "Abrogé"]


@pytest.mark.parametrize("how", ["restricted", "unpublished", "below a restricted section"])
def test_what_was_not_public_leaves_a_tombstone_without_title(how: str) -> None:
    guide = make_guide(withdrawal_reason_fr="Le bourgmestre a demandé")
    if how == "unpublished":
        guide.unpublish()
    else:
        restrict(guide if how == "restricted" else index())
    reload(guide).delete()
    left = Address.objects.filter(state=State.WITHDRAWN)
    assert {(row.title, row.reason_fr, row.replaced_by) for row in left} == {("", "", None)}


def test_a_draft_that_is_deleted_leaves_nothing() -> None:
    make_draft(slug_fr="loyers").delete()
    assert not taken(make_draft(), "fr", "guides/loyers/")


def test_the_path_of_a_tombstone_is_never_used_again() -> None:
    make_guide(slug_fr="loyers").delete()
    assert make_guide(heading_fr="Loyers", reference="GT-2024-007").url_in("fr") == "/fr/guides/loyers-gt-2024-007/"


@pytest.mark.parametrize("through", ["page", "queryset", "base page"])
def test_every_page_below_a_deleted_section_leaves_a_tombstone(through: str) -> None:
    guides = [make_guide(heading_fr=f"Loyers {number}") for number in range(3)]
    section = index()
    if through == "queryset":
        Page.objects.filter(pk=section.pk).delete()
    else:
        (section if through == "page" else Page.objects.get(pk=section.pk)).delete()
    left = Address.objects.filter(language="fr", state=State.WITHDRAWN).exclude(path="guides/")
    assert sorted(row.title for row in left) == [guide.heading_fr for guide in guides]


# Copies


def test_a_copy_has_a_reference_and_addresses_of_its_own() -> None:
    guide = make_guide(slug_fr="loyers", slug_nl="huur", heading_fr="Loyers", heading_nl="Huur")
    copy = reload(guide.copy(keep_live=True))
    suffix = copy.reference.lower()
    assert copy.reference != guide.reference
    assert rows(copy) == {
        ("current", f"/fr/guides/loyers-{suffix}/"),
        ("current", f"/nl/gidsen/huur-{suffix}/"),
    }


def test_a_copy_leaves_the_record_as_it_was() -> None:
    guide = make_guide(slug_fr="loyers")
    before = rows(guide)
    guide.copy(keep_live=True)
    assert rows(guide) == before


def test_a_copied_draft_reserves_nothing() -> None:
    guide = make_guide(slug_fr="loyers")
    assert rows(guide.copy(keep_live=False)) == set()


def test_an_older_version_of_a_copy_does_not_take_the_path_of_the_record() -> None:
    guide = republish(make_guide(slug_fr="loyers"), heading_fr="Second")
    copy = reload(guide.copy(keep_live=False))
    copy.revisions.order_by("pk").first().publish()
    assert reload(guide).url_in("fr") == "/fr/guides/loyers/"
    assert reload(copy).url_in("fr") != "/fr/guides/loyers/"


# One transaction


class BrokenError(Exception):
    pass


@contextmanager
def a_receiver_that_fails() -> Iterator[None]:
    def fail(**kwargs: Any) -> None:
        raise BrokenError

    page_published.connect(fail)
    try:
        yield
    finally:
        page_published.disconnect(fail)


def test_a_publication_that_fails_changes_neither_page_nor_address() -> None:
    draft = make_draft(slug_fr="loyers")
    with a_receiver_that_fails(), pytest.raises(BrokenError):
        draft.get_latest_revision().publish()
    assert (reload(draft).live, rows(draft)) == (False, {("reserved", "/fr/guides/loyers/")})


def test_a_new_version_that_fails_leaves_the_old_one_live() -> None:
    guide = make_guide(slug_fr="loyers", heading_fr="Loyers")
    with a_receiver_that_fails(), pytest.raises(BrokenError):
        republish(guide, slug_fr="bail", heading_fr="Bail")
    assert (reload(guide).heading_fr, reload(guide).url_in("fr")) == ("Loyers", "/fr/guides/loyers/")


def test_a_publication_in_the_admin_that_fails_changes_neither_page_nor_address(client: Client) -> None:
    section = index()
    client.force_login(User.objects.create_superuser("root@example.org", "-"))
    client.raise_request_exception = False
    form = {
        "heading_fr": "Fiches",
        "heading_nl": "Fiches",
        "slug_fr": "fiches",
        "slug_nl": "fiches",
        "action-publish": "1",
    }
    counts = {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    with a_receiver_that_fails():
        response = client.post(
            reverse("wagtailadmin_pages:edit", args=[section.pk]), {**form, **counts, "slug": "guides"}
        )
    assert (response.status_code, type(response.exc_info[1])) == (500, BrokenError)
    assert (reload(section).heading_fr, reload(section).has_unpublished_changes) == ("Guides techniques", False)


# Reading


def test_a_page_that_was_never_saved_has_no_address() -> None:
    assert GuidePage().get_url_parts() is None


def test_a_page_without_address_has_no_url() -> None:
    draft = make_draft()
    assert (draft.url, draft.full_url, draft.url_in("fr")) == (None, None, None)


def test_addresses_read_with_their_page_are_not_asked_for_again(django_assert_num_queries: Any) -> None:
    make_guide()
    (guide,) = GuidePage.objects.annotate(**Address.objects.of_pages())
    with django_assert_num_queries(0):
        urls = {guide.url_in(code) for code in ("fr", "nl")}
    assert urls == {row.url for row in Address.objects.filter(page_id=guide.pk)}


def test_the_time_of_an_address_is_that_of_its_last_change() -> None:
    guide = make_guide()
    earlier = timezone.now()
    republish(guide, slug_fr="autre")
    assert Address.objects.get(page_id=guide.pk, language="fr", state=State.FORMER).since > earlier
