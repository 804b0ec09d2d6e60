from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from accounts.models import User
from tests.factories import make_organisation, make_provision, make_theme

pytestmark = pytest.mark.django_db


def results(client: Client, name: str, query: str = "") -> Any:
    return client.get(reverse(f"{name}:choose_results"), {"q": query} if query else {})


def test_theme_is_offered_with_its_label_its_place_and_what_it_covers(admin: Client) -> None:
    quality = make_theme(fr="Qualité", nl="Kwaliteit")
    damp = make_theme(fr="Humidité", nl="Vocht", broader=quality)
    damp.definition_fr = "Eau dans les murs"
    damp.save()
    page = results(admin, "theme_chooser", "vocht").content.decode()
    assert all(text in page for text in ("Humidité", "Qualité", "Eau dans les murs"))
    assert "Vocht" not in page


def test_theme_is_offered_in_the_language_of_its_author(client: Client) -> None:
    user = User.objects.create_superuser("wortel@example.org", "x", language="nl")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "nl"})
    client.force_login(user)
    make_theme(fr="Humidité", nl="Vocht")
    page = results(client, "theme_chooser", "humidite").content.decode()
    assert "Vocht" in page
    assert "Humidité" not in page


def test_deprecated_themes_are_not_offered(admin: Client) -> None:
    theme = make_theme(fr="Vacance")
    theme.deprecated = True
    theme.save()
    assert "Vacance" not in results(admin, "theme_chooser").content.decode()


def test_a_merged_organisation_is_offered_with_what_stands_in_its_place(admin: Client) -> None:
    new = make_organisation("new", name_fr="Nouveau service")
    make_organisation("old", name_fr="Ancien service", state="merged", replaced_by=new)
    page = results(admin, "organisation_chooser", "ancien").content.decode()
    assert "fusionnée → Nouveau service" in page
    assert "→" not in results(admin, "organisation_chooser", "nouveau").content.decode()


def test_chosen_theme_answers_with_its_label(admin: Client) -> None:
    theme = make_theme(fr="Humidité")
    answer = admin.get(reverse("theme_chooser:chosen", args=(theme.pk,))).json()
    assert (answer["result"]["id"], answer["result"]["title"]) == (str(theme.pk), "Humidité")


@pytest.mark.parametrize("name", ["theme_chooser", "organisation_chooser", "provision_chooser"])
def test_modal_opens(admin: Client, name: str) -> None:
    make_theme(), make_organisation(), make_provision()
    assert admin.get(reverse(f"{name}:choose")).json()["step"] == "choose"


@pytest.mark.parametrize(
    ("name", "make"),
    [("theme_chooser", make_theme), ("organisation_chooser", make_organisation), ("provision_chooser", make_provision)],
)
def test_number_of_queries_does_not_grow_with_the_rows(
    admin: Client, name: str, make: Any, django_assert_max_num_queries: Any
) -> None:
    make()
    results(admin, name)
    with django_assert_max_num_queries(14) as one:
        results(admin, name)
    make(), make()
    with django_assert_max_num_queries(len(one.captured_queries)):
        results(admin, name)
