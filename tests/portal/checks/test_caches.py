"""The caches as they are set up, filled for real."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches as opened
from django.test import Client
from django.urls import reverse

from accounts.models import User
from portal.checks.caches import check_places, check_shared
from portal.service_urls import cache, caches


@pytest.mark.parametrize("url", ["memory://", "file:///srv/cache", "redis://localhost:6379/0"])
def test_each_cache_that_can_be_set_gives_renderings_a_place_of_their_own(settings: Any, url: str) -> None:
    settings.CACHES = caches(cache(url))
    assert check_places(None) == []


def test_renderings_in_the_cache_of_the_counters_are_named(settings: Any) -> None:
    one = cache("file:///srv/cache")
    for wrong in ({"default": one}, {"default": one, "renderings": one}):
        settings.CACHES = wrong
        assert [message.id for message in check_places(None)] == ["portal.E003"]


def test_cache_of_one_process_is_named_for_a_public_site(settings: Any) -> None:
    settings.CACHES = caches(cache("memory://"))
    assert [message.id for message in check_shared(None)] == ["portal.W011"]
    settings.CACHES = caches(cache("file:///srv/cache"))
    assert check_shared(None) == []


@pytest.mark.django_db
def test_no_number_of_renderings_unlocks_an_account(settings: Any, client: Client, tmp_path: Path) -> None:
    settings.CACHES = caches(cache(f"file://{tmp_path}"))
    for one in settings.CACHES.values():
        one["OPTIONS"] = {"MAX_ENTRIES": 20}
    User.objects.create_user("anne@example.org", "the right words of hers")
    url = reverse("account_login")
    for _attempt in range(5):
        client.post(url, {"login": "anne@example.org", "password": "wrong"})

    for number in range(100):
        opened["renderings"].set(f"text-{number}", "x")
    answer = client.post(url, {"login": "anne@example.org", "password": "the right words of hers"})

    assert "_auth_user_id" not in client.session
    assert answer.status_code in (200, 429)
