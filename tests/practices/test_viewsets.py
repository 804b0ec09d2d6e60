from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import make_practice, make_practice_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="nl"))
    return client


def test_authors_find_drafts_and_published_practices_by_either_title(admin: Client) -> None:
    draft, shown = make_practice_draft(heading_fr="Visiter à deux"), make_practice(heading_nl="Samen op bezoek")
    make_practice()
    for query, page in (("visiter", draft), ("samen", shown)):
        listed = admin.get(reverse("practices:index_results"), {"q": query}).context["object_list"]
        assert [each.pk for each in listed] == [page.pk]


def test_number_of_queries_does_not_grow_with_the_practices(admin: Client, django_assert_max_num_queries: Any) -> None:
    make_practice()
    admin.get(reverse("practices:index"))
    with django_assert_max_num_queries(30) as one:
        admin.get(reverse("practices:index"))
    number = len(one.captured_queries)
    make_practice(), make_practice()
    admin.get(reverse("practices:index"))
    with django_assert_max_num_queries(number):
        admin.get(reverse("practices:index"))
