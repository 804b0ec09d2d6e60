"""What each address answers, to whom."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone, translation
from wagtail import hooks
from wagtail.models import Page

from guides.models import GuideIndexPage
from portal.models import Relation
from portal.setup import ensure_tree
from portal.views import preferred_language
from tests.factories import (
    make_draft,
    make_group,
    make_guide,
    make_user,
    member_of,
    reload,
    republish,
    restrict,
    schedule,
)

pytestmark = pytest.mark.django_db


def sign_in_url(code: str) -> str:
    with translation.override(code):
        return reverse("account_login")


def signed_in(*groups: Group) -> Client:
    client = Client()
    client.force_login(make_user(groups=groups))
    return client


# The choice of a language


def test_the_first_page_offers_both_languages_as_equals(client: Client) -> None:
    ensure_tree()
    found = re.findall(r'<a[^>]*href="(/(?:fr|nl)/)"[^>]*>', client.get("/").content.decode())
    assert {"/fr/", "/nl/"} <= set(found)


@pytest.mark.parametrize("headers", [{"Accept-Language": "nl"}, {"Cookie": "django_language=nl"}, {}])
def test_nothing_is_guessed_and_nothing_is_remembered(client: Client, headers: dict[str, str]) -> None:
    ensure_tree()
    response = client.get("/", headers=headers)
    assert (response.status_code, response.get("Vary"), response.cookies) == (200, None, {})
    assert response.content == Client().get("/").content


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_the_language_comes_from_the_path_only(client: Client, code: str) -> None:
    ensure_tree()
    other = {"Accept-Language": "en, de", "Cookie": "django_language=de"}
    response = client.get(f"/{code}/", headers=other)
    assert response["Content-Language"] == f"{code}-BE"
    assert f'<html lang="{code}-BE">' in response.content.decode()
    assert response.get("Vary") is None


# Pages


def test_a_guide_answers_in_both_languages(client: Client) -> None:
    guide = make_guide(heading_fr="Loyers abusifs", heading_nl="Onredelijke huurprijzen")
    answers = [client.get(guide.url_in(code)) for code in ("fr", "nl")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert ["Loyers abusifs" in answers[0].content.decode(), "Onredelijke" in answers[1].content.decode()] == [
        True,
        True,
    ]


def test_a_path_of_the_other_language_is_unknown(client: Client) -> None:
    make_guide(slug_fr="loyers", slug_nl="huur")
    assert client.get("/nl/guides/loyers/").status_code == 404


def test_a_missing_slash_is_forgiven_and_the_query_kept(client: Client) -> None:
    make_guide(slug_fr="loyers")
    response = client.get("/fr/guides/loyers?a=1&b=%26")
    assert (response.status_code, response["Location"]) == (301, "/fr/guides/loyers/?a=1&b=%26")


@pytest.mark.parametrize("path", ["/fr", "/nl"])
def test_a_home_page_without_its_slash_is_found(client: Client, path: str) -> None:
    ensure_tree()
    assert client.get(path)["Location"] == f"{path}/"


def test_a_former_address_leads_to_the_current_one_with_its_query(client: Client) -> None:
    republish(make_guide(slug_fr="loyers"), slug_fr="bail")
    response = client.get("/fr/guides/loyers/?print=1")
    assert (response.status_code, response["Location"]) == (301, "/fr/guides/bail/?print=1")


def test_a_former_address_without_slash_leads_there_in_one_step(client: Client) -> None:
    republish(make_guide(slug_fr="loyers"), slug_fr="bail")
    assert client.get("/fr/guides/loyers")["Location"] == "/fr/guides/bail/"


@pytest.mark.parametrize("how", ["draft", "scheduled", "unpublished", "expired", "below an unpublished section"])
@pytest.mark.parametrize("slash", ["/", ""])
def test_what_is_not_published_is_as_unknown_as_what_never_was(client: Client, how: str, slash: str) -> None:
    page = make_draft(slug_fr="loyers") if how in {"draft", "scheduled"} else make_guide(slug_fr="loyers")
    if how == "scheduled":
        schedule(page)
    elif how == "unpublished":
        page.unpublish()
    elif how == "expired":
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    elif how != "draft":
        GuideIndexPage.objects.get().unpublish()
    response = client.get(f"/fr/guides/loyers{slash}")
    assert response.status_code == 404
    assert response.content == client.get("/fr/guides/nothing/").content


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "trace"])
def test_pages_are_only_read(client: Client, method: str) -> None:
    ensure_tree()
    assert getattr(client, method)("/fr/").status_code == 405


def test_the_head_of_a_page_is_that_of_its_answer(client: Client) -> None:
    guide = make_guide()
    head, get = client.head(guide.url_in("fr")), client.get(guide.url_in("fr"))
    assert (head.status_code, head.content, head["Content-Type"]) == (200, b"", get["Content-Type"])


def test_a_hook_of_wagtail_may_answer_before_the_page(client: Client) -> None:
    guide = make_guide()

    def closed(page: Page, request: HttpRequest, *args: Any) -> HttpResponse:
        return HttpResponse("closed", status=503)

    with hooks.register_temporarily("before_serve_page", closed):
        assert client.get(guide.url_in("fr")).status_code == 503


# Restricted pages


@pytest.mark.parametrize("slash", ["/", ""])
@pytest.mark.parametrize("code", ["fr", "nl"])
def test_a_restricted_page_asks_to_sign_in_in_its_language(client: Client, code: str, slash: str) -> None:
    guide = make_guide(slug_fr="loyers", slug_nl="huur")
    restrict(guide)
    path = guide.url_in(code).rstrip("/") + slash
    response = client.get(path)
    assert response["Location"] == f"{sign_in_url(code)}?next={path}"
    assert "no-store" in response["Cache-Control"]


def test_a_former_address_is_not_resolved_before_the_restriction_is_checked(client: Client) -> None:
    guide = republish(make_guide(slug_fr="loyers"), slug_fr="secret")
    restrict(guide)
    assert "secret" not in client.get("/fr/guides/loyers/")["Location"]


def test_somebody_signed_in_sees_a_page_for_those_who_sign_in() -> None:
    guide = make_guide()
    restrict(guide)
    response = signed_in().get(guide.url_in("fr"))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_a_member_of_another_group_is_refused_and_not_sent_in_circles(code: str) -> None:
    guide = make_guide(heading_fr="Secret", heading_nl="Geheim")
    restrict(guide, make_group())
    response = signed_in(make_group()).get(guide.url_in(code), follow=True)
    assert (response.status_code, response.redirect_chain) == (403, [])
    assert not re.search("secret|geheim", response.content.decode(), re.IGNORECASE)


def test_a_member_of_the_group_sees_the_page() -> None:
    guide, group = make_guide(), make_group()
    restrict(guide, group)
    assert signed_in(group).get(guide.url_in("fr")).status_code == 200


def test_an_answer_to_somebody_signed_in_is_not_kept_by_anyone() -> None:
    ensure_tree()
    assert "no-store" in signed_in().get("/fr/")["Cache-Control"]


def test_signing_in_leads_back_to_the_page_that_asked_for_it(client: Client) -> None:
    guide = make_guide()
    restrict(guide)
    user = make_user("jan@example.org")
    user.set_password("correct horse battery staple")
    user.save()
    page = client.get(guide.url_in("fr"), follow=True)
    data = {"login": user.email, "password": "correct horse battery staple", "next": guide.url_in("fr")}
    assert guide.url_in("fr") in page.content.decode()
    assert client.post(sign_in_url("fr"), data)["Location"] == guide.url_in("fr")


# Withdrawn records


@pytest.mark.parametrize("slash", ["/", ""])
def test_a_withdrawn_record_says_so(client: Client, slash: str) -> None:
    make_guide(slug_fr="loyers", heading_fr="Loyers abusifs", withdrawal_reason_fr="Ordonnance abrogée").delete()
    response = client.get(f"/fr/guides/loyers{slash}")
    assert response.status_code == 410
    assert [text in response.content.decode() for text in ("Loyers abusifs", "Ordonnance abrogée")] == [True, True]


def test_a_withdrawn_record_names_its_replacement(client: Client) -> None:
    old, new = make_guide(slug_fr="loyers"), make_guide(heading_fr="Grille des loyers")
    Relation.objects.create(source=new, target=old, kind=Relation.Kind.REPLACES)
    reload(old).delete()
    assert new.url_in("fr") in client.get("/fr/guides/loyers/").content.decode()


def test_a_replacement_that_was_closed_since_is_not_named(client: Client) -> None:
    old, new = make_guide(slug_fr="loyers"), make_guide(heading_fr="Grille secrète")
    Relation.objects.create(source=new, target=old, kind=Relation.Kind.REPLACES)
    reload(old).delete()
    restrict(new)
    assert "secrète" not in client.get("/fr/guides/loyers/").content.decode()


# Permalinks


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("nl", "nl"),
        ("nl-BE,fr;q=0.5", "nl"),
        ("fr-BE", "fr"),
        ("en,nl;q=0.8,fr;q=0.7", "nl"),
        ("en", "fr"),
        ("", "fr"),
        ("*", "fr"),
        ("nl;q=0, fr", "fr"),
        ("NL", "nl"),
        ("x" * 5000, "fr"),
    ],
)
def test_a_permalink_leads_to_the_language_of_the_browser(client: Client, header: str, code: str) -> None:
    guide = make_guide()
    response = client.get(f"/id/{guide.reference}", headers={"Accept-Language": header})
    assert (response.status_code, response["Location"]) == (302, guide.url_in(code))
    assert response["Vary"] == "Accept-Language"


def test_a_request_that_names_no_language_is_answered_in_the_first() -> None:
    assert preferred_language(RequestFactory().get("/")) == "fr"


def test_a_reference_may_be_typed_in_lower_case(client: Client) -> None:
    guide = make_guide(reference="GT-2024-001")
    assert client.get("/id/gt-2024-001")["Location"] == guide.url_in("fr")


@pytest.mark.parametrize("reference", ["GT-1999-001", "x", "GT-2024-001/", "%00", "GT-2024-٠٠١", "ß" * 9, "guides"])
def test_an_unknown_reference_is_not_found(client: Client, reference: str) -> None:
    ensure_tree()
    assert client.get(f"/id/{reference}").status_code == 404


@pytest.mark.parametrize("how", ["draft", "unpublished"])
def test_the_reference_of_what_is_not_published_is_not_found(client: Client, how: str) -> None:
    page = make_draft() if how == "draft" else make_guide()
    if how != "draft":
        page.unpublish()
    assert client.get(f"/id/{page.reference}").status_code == 404


def test_the_reference_of_a_restricted_record_does_not_tell_its_address(client: Client) -> None:
    guide = make_guide(slug_fr="secret")
    restrict(guide)
    assert client.get(f"/id/{guide.reference}")["Location"] == f"{sign_in_url('fr')}?next=/id/{guide.reference}"


def test_the_reference_of_a_restricted_record_leads_its_readers_there() -> None:
    guide, group = make_guide(), make_group()
    restrict(guide, group)
    assert signed_in(group).get(f"/id/{guide.reference}")["Location"] == guide.url_in("fr")
    assert signed_in(make_group()).get(f"/id/{guide.reference}").status_code == 403


def test_the_reference_of_a_withdrawn_record_says_so(client: Client) -> None:
    guide = make_guide(heading_nl="Huurprijzen")
    guide.delete()
    response = client.get(f"/id/{guide.reference}", headers={"Accept-Language": "nl"})
    assert response.status_code == 410
    assert "Huurprijzen" in response.content.decode()


def test_the_reference_of_a_withdrawn_secret_tells_nothing_of_it(client: Client) -> None:
    guide = make_guide(slug_fr="dossier-peeters", heading_fr="Dossier Peeters")
    restrict(guide)
    reload(guide).delete()
    response = client.get(f"/id/{guide.reference}")
    assert response.status_code == 410
    assert "peeters" not in (response.content.decode() + str(response.headers)).lower()


# No way out


@pytest.mark.parametrize(
    "path",
    [
        "/fr//evil.example",
        "/fr//evil.example/",
        "/fr/%2F%2Fevil.example",
        "/fr/%2Fevil.example/..",
        "/fr/\\evil.example",
        "/fr/%5C%5Cevil.example/",
        "/fr/https://evil.example",
        "/fr/https:/evil.example/",
        "/fr/guides//evil.example",
        "/fr/guides/%0d%0aLocation:%20https://evil.example",
        "/fr/guides/..%2f..%2f",
        "/fr/%00",
        "/fr/\u2215evil.example",
        "/%2F%2Fevil.example/",
        "/id/%2F%2Fevil.example",
        "/admin//evil.example",
        "/FR/",
        "/fr-be/",
        "/en/",
    ],
)
def test_no_path_leads_to_another_site(client: Client, path: str) -> None:
    make_guide(slug_fr="loyers")
    response = client.get(path)
    assert response.status_code in {301, 302, 404}
    assert re.match(r"(/(?![/\\])[^\r\n\t\\]*)?\Z", response.get("Location", ""))


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/", "//evil.example/fr", "//fr/", "///fr/guides"])
def test_a_path_that_looks_like_a_host_is_not_taken_for_one(client: Client, path: str) -> None:
    ensure_tree()
    assert client.get("/", PATH_INFO=path).status_code == 404


@pytest.mark.parametrize("query", ["next=//evil.example", "q=%0d%0aSet-Cookie:x", "%0d%0aSet-Cookie:%20x=1", "\u2028"])
def test_a_query_that_is_kept_adds_no_header(client: Client, query: str) -> None:
    make_guide(slug_fr="loyers")
    response = client.get(f"/fr/guides/loyers?{query}")
    assert response["Location"].startswith("/fr/guides/loyers/?")
    assert "Set-Cookie" not in response


# Other views


@pytest.mark.parametrize("path", ["x" * 300 + ".jpg", "%00", "../db.sqlite3", "%2e%2e/secret-key", "", "a/b", "."])
def test_no_path_of_an_image_leads_out_of_the_images(client: Client, path: str) -> None:
    (Path(settings.MEDIA_ROOT) / "images").mkdir(parents=True, exist_ok=True)
    assert client.get(f"/media/images/{path}").status_code in {400, 404}


def test_a_rendition_is_kept_by_browsers(client: Client) -> None:
    folder = Path(settings.MEDIA_ROOT) / "images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "house.png").write_bytes(b"png")
    response = client.get("/media/images/house.png")
    assert (b"".join(response.streaming_content), response["Cache-Control"]) == (
        b"png",
        "public, max-age=31536000, immutable",
    )


@pytest.mark.parametrize("folder", ["documents", "original_images"])
def test_originals_and_documents_have_no_address_of_their_own(client: Client, folder: str) -> None:
    place = Path(settings.MEDIA_ROOT) / folder
    place.mkdir(parents=True, exist_ok=True)
    (place / "secret.txt").write_text("secret", encoding="utf-8")
    assert client.get(f"/media/{folder}/secret.txt").status_code == 404


def test_robots_are_told_where_the_sitemap_is(client: Client) -> None:
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_people_who_find_a_hole_are_told_whom_to_tell_and_until_when(client: Client) -> None:
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    told = dict(line.split(": ", 1) for line in lines if line)
    assert told["Contact"].startswith("http://testserver/")
    assert timedelta(days=100) < datetime.fromisoformat(told["Expires"]) - timezone.now() < timedelta(days=366)


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_the_sign_in_of_the_admin_is_that_of_everyone(client: Client, code: str) -> None:
    response = client.get("/admin/login/?next=/admin/pages/", headers={"Accept-Language": code})
    assert response["Location"] == f"{sign_in_url(code)}?next=/admin/pages/"


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_an_unknown_page_is_unknown_in_the_language_of_the_path(client: Client, code: str) -> None:
    ensure_tree()
    response = client.get(f"/{code}/unknown/")
    assert response.status_code == 404
    assert f'<html lang="{code}-BE">' in response.content.decode()


def test_a_member_of_any_group_is_somebody_signed_in() -> None:
    guide = make_guide()
    restrict(guide)
    client = Client()
    client.force_login(member_of(make_group()))
    assert client.get(guide.url_in("nl")).status_code == 200


@pytest.mark.parametrize(("path", "leads_to"), [("/fr/recherche", "/fr/recherche/"), ("/nl/zoeken", "/nl/zoeken/")])
def test_a_view_without_its_last_slash_leads_to_the_one_with_it(db: None, path: str, leads_to: str) -> None:
    assert Client().get(f"{path}?q=a")["Location"] == f"{leads_to}?q=a"
