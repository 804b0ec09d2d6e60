from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from seminars.models import ProgrammeItem, SeminarPage, SeminarState
from tests.factories import make_organisation, make_theme, make_user, republish
from tests.factories.seminars import make_panel, make_seminar

pytestmark = pytest.mark.django_db


@pytest.fixture
def last() -> Any:
    panel = make_panel(make_seminar(themes=(make_theme("insal"), make_theme("rent")), place_access_fr="Métro Parc"))
    noon = {"start": time(9), "end": time(12), "heading_fr": "Matinée", "heading_nl": "Voormiddag"}
    items = [ProgrammeItem(sort_order=0, panel=panel, speakers_fr="La bourgmestre", **noon)]
    seminar = SeminarPage.objects.get()
    return republish(
        seminar,
        state=SeminarState.HELD,
        body_fr="Synthèse",
        participants_total=80,
        partners=[make_organisation("partner")],
        programme=items,
    )


def begun(cell: Client, last: Any) -> Any:
    response = cell.post(reverse("next_seminar", args=[last.pk]))
    page = SeminarPage.objects.exclude(pk=last.pk).get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert cell.get(response.url).status_code == 200
    return page.get_latest_revision_as_object()


def test_what_does_not_change_is_there_and_leads_back(cell: Client, last: Any) -> None:
    page = begun(cell, last)
    assert (page.previous, page.live, page.state) == (last, False, SeminarState.ANNOUNCED)
    assert (page.organisation, page.place_fr, page.place_access_fr) == (last.organisation, last.place_fr, "Métro Parc")
    assert [row.tag.slug for row in page.themed_items.all()] == ["insal", "rent"]
    assert [each.identifier for each in page.partners.all()] == ["partner"]
    [item] = page.programme.all()
    assert (item.start, str(item.heading_nl), item.panel, str(item.speakers_fr)) == (time(9), "Voormiddag", None, "")


def test_day_outputs_and_panels_stay_with_the_last_one(cell: Client, last: Any) -> None:
    page = begun(cell, last)
    assert (page.starts_at, page.ends_at, page.participants_total, str(page.body_fr)) == (None, None, None, "")
    assert page.numchild == 0
    assert page.heading_fr == f"{last.heading_fr} (copie)"
    assert page.slug != last.slug


def test_who_may_not_add_a_seminar_begins_none(client: Client, last: Any) -> None:
    client.force_login(make_user())
    assert client.post(reverse("next_seminar", args=[last.pk])).status_code in (302, 403)
    assert SeminarPage.objects.count() == 1


def test_one_that_was_begun_already_is_told(cell: Client, last: Any) -> None:
    page = begun(cell, last)
    address = reverse("next_seminar", args=[last.pk])
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in cell.get(address).content.decode()
