"""What is kept for all readers is right, and is kept for nobody else."""

from __future__ import annotations

import gzip
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from tests.factories import make_guide, make_practice, make_theme, reload, republish, restrict

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def page_cache(settings: Any) -> None:
    settings.PAGE_CACHE = True


def queries(url: str, client: Client | None = None, **headers: str) -> int:
    with CaptureQueriesContext(connection) as found:
        (client or Client()).get(url, headers=headers)
    return len(found)


def test_second_reader_is_answered_without_the_database_and_with_the_same() -> None:
    url = make_guide().url_in("fr")
    first = Client().get(url)
    assert queries(url) == 0
    second = Client().get(url)
    ours = {"X-Request-ID"}
    assert second.content == first.content
    assert {k: v for k, v in second.items() if k not in ours} == {k: v for k, v in first.items() if k not in ours}
    assert second.headers["Content-Language"] == "fr-BE"
    assert "Content-Security-Policy" in second.headers
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]


def test_answers_are_packed_for_those_who_unpack_and_not_sent_twice() -> None:
    url = make_guide().url_in("nl")
    plain = Client().get(url)
    packed = Client().get(url, headers={"accept-encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed.headers["Vary"]
    again = Client().get(url, headers={"if-none-match": plain.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert plain.headers["Cache-Control"] == "public, no-cache"


def test_every_change_is_seen_by_the_next_reader() -> None:
    theme = make_theme("rent")
    guide = make_guide(themes=(theme,))
    places = [guide.url_in("fr"), "/fr/guides/", "/fr/", "/fr/themes/rent/"]
    for place in places:
        Client().get(place)
    republish(guide, heading_fr="Un titre tout neuf")
    for place in places:
        assert "Un titre tout neuf" in Client().get(place).content.decode(), place
    restrict(reload(guide))
    assert Client().get(places[0]).status_code == 302
    for place in places[1:]:
        assert "Un titre tout neuf" not in Client().get(place).content.decode(), place


def test_a_draft_leaves_what_is_kept_alone() -> None:
    guide = make_guide()
    url = guide.url_in("fr")
    Client().get(url)
    changed = reload(guide)
    changed.heading_fr = "Brouillon"
    changed.save_revision()
    assert queries(url) == 0


def test_a_page_that_expires_is_kept_no_longer_than_that() -> None:
    guide = make_guide()
    Page.objects.filter(pk=guide.pk).update(expire_at=timezone.now() + timedelta(seconds=0.5))
    url = guide.url_in("fr")
    assert Client().get(url).status_code == 200
    assert queries(url) > 0


def test_somebody_with_a_cookie_is_neither_given_what_is_kept_nor_kept() -> None:
    guide = make_guide()
    restrict(make_practice(heading_fr="Pour les membres"))
    url, member = guide.url_in("fr"), Client()
    member.force_login(User.objects.create_superuser("root@example.org"))
    Client().get(url)
    shown = member.get(url)
    assert "no-store" in shown.headers["Cache-Control"]
    assert "ETag" not in shown.headers
    practices = "/fr/bonnes-pratiques/"
    assert "Pour les membres" in member.get(practices).content.decode()
    assert "Pour les membres" not in Client().get(practices).content.decode()
    assert queries(url, cookie="anything=1") > 0
    assert queries(url, authorization="Basic YTpi") > 0


@pytest.mark.parametrize("url", ["/fr/connexion/", "/fr/recherche/?q=guide", "/fr/nulle-part/", "/", "/sitemap.xml"])
def test_what_is_not_a_page_for_all_is_answered_anew(url: str) -> None:
    make_guide()
    Client().get(url)
    assert "ETag" not in Client().get(url).headers


def test_languages_and_filters_have_answers_of_their_own() -> None:
    make_guide(themes=(make_theme("rent"),))
    addresses = ["/fr/guides/", "/nl/gidsen/", "/fr/guides/?theme=rent", "/fr/guides/?theme=other"]
    answers = {url: Client().get(url).content for url in addresses}
    assert len(set(answers.values())) == len(addresses)
    assert {url: Client().get(url).content for url in addresses} == answers


def test_other_hosts_and_other_ways_to_ask_are_led_on() -> None:
    url = make_guide().url_in("fr")
    Client().get(url)
    assert Client().get(url, headers={"host": "evil.example"}).status_code == 400
    assert Client().head(url).status_code == 200
    assert Client().post(url).status_code in {403, 405}


def test_nothing_is_kept_where_that_is_turned_off(settings: Any) -> None:
    settings.PAGE_CACHE = False
    url = make_guide().url_in("fr")
    Client().get(url)
    assert queries(url) > 0


def test_kept_pages_stand_in_front_of_all_that_reads_the_session() -> None:
    order = [name.rsplit(".")[-1] for name in site.MIDDLEWARE]
    assert order.index("PageCache") < order.index("SessionMiddleware")
    assert order.index("PageCache") < 3
