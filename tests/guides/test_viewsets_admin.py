from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.factories import make_draft, make_guide, make_organisation, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    return client


def listed(client: Client, **query: str) -> list[str]:
    response = client.get(reverse("guides:index_results"), query)
    return sorted(page.heading_fr for page in response.context["object_list"])


def test_list_shows_reference_languages_theme_organisation_and_overdue_review(admin: Client) -> None:
    organisation = make_organisation(name_fr="Inspection du logement")
    make_guide(
        heading_fr="Logement vide",
        reference="GT-2024-003",
        themes=(make_theme(fr="Inoccupation"),),
        organisation=organisation,
        body_fr="Un texte.",
        next_review=date(2020, 1, 1),
    )
    page = admin.get(reverse("guides:index")).content.decode()
    shown = ["Logement vide", "GT-2024-003", "Inoccupation", "Inspection du logement"]
    shown += ["language-tag--summary", "language-tag--complete", "language-tag--older"]
    assert [text for text in shown if text not in page] == []


def test_draft_is_listed_as_not_published(admin: Client) -> None:
    make_draft(heading_fr="Brouillon")
    assert "language-tag--complete" not in admin.get(reverse("guides:index")).content.decode()
    assert listed(admin) == ["Brouillon"]


def test_filters_narrow_the_list(admin: Client) -> None:
    quality = make_theme()
    damp, organisation = make_theme(broader=quality), make_organisation()
    make_guide(heading_fr="moisi", themes=(damp,))
    make_guide(heading_fr="autre", organisation=organisation, body_nl="Tekst.")
    make_guide(heading_fr="ancien", next_review=timezone.localdate() - timedelta(days=1), themes=(quality,))
    assert listed(admin, theme=str(quality.pk)) == ["ancien", "moisi"]
    assert listed(admin, organisation=str(organisation.pk)) == ["autre"]
    assert listed(admin, language_state="summary") == ["autre"]
    assert "ancien" in listed(admin, review="overdue")


@pytest.mark.parametrize("query", ["humidite", "vocht", "gt-2024"])
def test_search_finds_either_title_and_the_reference(admin: Client, query: str) -> None:
    make_guide(heading_fr="Humidité", heading_nl="Vocht", reference="GT-2024-001")
    make_guide(heading_fr="Loyer", heading_nl="Huur", reference="GT-2023-001")
    assert listed(admin, q=query) == ["Humidité"]


def test_number_of_queries_does_not_grow_with_the_guides(admin: Client, django_assert_max_num_queries: Any) -> None:
    def add(number: int) -> None:
        for _guide in range(number):
            make_guide(themes=(make_theme(), make_theme()))
        # The paths of the site are read once after a page was saved.
        admin.get(reverse("guides:index"))

    add(1)
    with django_assert_max_num_queries(30) as one:
        admin.get(reverse("guides:index"))
    number = len(one.captured_queries)
    add(2)
    with django_assert_max_num_queries(number):
        admin.get(reverse("guides:index"))
