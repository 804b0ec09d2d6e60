from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from accounts.models import User
from portal.setup import ensure_tree
from tests.factories import make_guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    return client


def close(client: Client, page: Page) -> int:
    client.post(reverse("wagtailadmin_pages:set_privacy", args=(page.pk,)), {"restriction_type": "login"})
    return PageViewRestriction.objects.count()


def test_record_without_images_is_closed(admin: Client) -> None:
    assert close(admin, make_guide()) == 1


def test_record_with_an_image_stays_open(admin: Client) -> None:
    assert close(admin, make_guide(body_fr="![plan](image:7)")) == 0


def test_record_with_an_image_in_its_draft_stays_open(admin: Client) -> None:
    page = make_guide()
    page.body_nl = "![plan](image:7)"
    page.save_revision()
    assert close(admin, page) == 0


@pytest.mark.parametrize("depth", ["home", "index"])
def test_section_is_closed_only_without_images_in_the_records_below_it(admin: Client, depth: str) -> None:
    page = make_guide(body_fr="![plan](image:7)")
    section = ensure_tree() if depth == "home" else page.get_parent()
    assert close(admin, section) == 0
    page.body_fr = "Un plan."
    page.save_revision().publish()
    assert close(admin, section) == 1


def test_section_with_a_draft_that_shows_an_image_stays_open(admin: Client) -> None:
    page = make_guide()
    page.body_nl = "![plan](image:7)"
    page.save_revision()
    assert close(admin, page.get_parent()) == 0


def test_refusal_names_the_records_that_show_images(admin: Client) -> None:
    page = make_guide(heading_fr="La cave", heading_nl="De kelder", body_fr="![plan](image:7)")
    make_guide(heading_fr="Le toit", heading_nl="Het dak")
    address = reverse("wagtailadmin_pages:set_privacy", args=(page.get_parent().pk,))
    answer = admin.post(address, {"restriction_type": "login"}).json()["html"]
    assert "La cave" in answer
    assert "Le toit" not in answer
