from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from guides.models import GuidePage
from tests.factories import make_draft, make_guide
from tests.guides.form_data import edit_url, filled, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    return client


def copy(client: Client, page: GuidePage, **data: Any) -> Any:
    parent = page.get_parent().pk
    return client.post(reverse("wagtailadmin_pages:copy", args=(page.pk,)), {"new_parent_page": parent, **data})


def test_copy_asks_only_where_it_goes(admin: Client) -> None:
    form = admin.get(reverse("wagtailadmin_pages:copy", args=(make_guide().pk,))).context["form"]
    assert list(form.fields) == ["new_parent_page"]


@pytest.mark.parametrize("asked", [{}, {"publish_copies": "on"}, {"alias": "on"}])
def test_copy_is_a_draft_with_a_reference_of_its_own(admin: Client, asked: dict[str, str]) -> None:
    page = make_guide(slug_fr="vide", slug_nl="leeg")
    assert copy(admin, page, **asked).status_code == 302
    made = GuidePage.objects.exclude(pk=page.pk).get()
    assert (made.live, made.alias_of_id, made.slug_fr, made.slug_nl) == (False, None, "", "")
    assert made.reference != page.reference
    assert (str(made.heading_fr), made.steps.count()) == (f"{page.heading_fr} (copie)", page.steps.count())


def test_copy_can_be_published_beside_its_original(admin: Client) -> None:
    page = make_guide()
    copy(admin, page)
    made = GuidePage.objects.exclude(pk=page.pk).get()
    made.save_revision().publish()
    paths = {each.url_in("fr") for each in (page, made)}
    assert (len(paths), None in paths) == (2, False)


def preview(client: Client, page: GuidePage, code: str, data: dict[str, Any]) -> Any:
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(page.pk,))
    assert client.post(url, data).json()["is_valid"]
    return client.get(url, {"mode": code})


@pytest.mark.parametrize(("code", "text"), [("fr", "Titre du brouillon"), ("nl", "Titel van het ontwerp")])
def test_preview_shows_the_draft_in_the_language_asked_for(admin: Client, code: str, text: str) -> None:
    data = filled(heading_fr="Titre du brouillon", heading_nl="Titel van het ontwerp")
    page = preview(admin, make_draft(), code, data).content.decode()
    assert text in page
    assert f'<html lang="{code}' in page


def test_preview_of_an_incomplete_draft_opens(admin: Client) -> None:
    response = preview(admin, make_draft(), "nl", posted(heading_fr="Seul titre"))
    assert "Seul titre" in response.content.decode()


def test_preview_shows_what_readers_will_see(admin: Client) -> None:
    page = make_guide(body_fr="Un **texte**.")
    seen = admin.get(page.url_in("fr")).content.decode()
    shown = admin.get(reverse("wagtailadmin_pages:view_draft", args=(page.pk,)) + "?mode=fr").content.decode()
    assert main_of(shown) == main_of(seen)


def test_preview_of_both_frames_the_preview_of_each_language(admin: Client) -> None:
    data = filled(heading_fr="Titre du brouillon", heading_nl="Titel van het ontwerp")
    draft = make_draft()
    response = preview(admin, draft, "both", data)
    shown = {code: admin.get(url).content.decode() for code, url in frames_of(response)}
    assert [code in shown for code in ("fr", "nl")] == [True, True]
    assert "Titre du brouillon" in main_of(shown["fr"])
    assert "Titel van het ontwerp" in main_of(shown["nl"])


def test_preview_of_both_shows_what_readers_of_each_language_will_see(admin: Client) -> None:
    page = make_guide(body_fr="Un **texte**.", body_nl="Een **tekst**.")
    url = reverse("wagtailadmin_pages:revisions_view", args=(page.pk, page.latest_revision_id))
    for code, address in frames_of(admin.get(url, {"mode": "both"})):
        assert main_of(admin.get(address).content.decode()) == main_of(admin.get(page.url_in(code)).content.decode())


def test_policy_of_the_preview_of_both_allows_frames_of_this_site_and_nothing_else_more(admin: Client) -> None:
    page = make_guide()
    url = reverse("wagtailadmin_pages:revisions_view", args=(page.pk, page.latest_revision_id))
    both, one = (admin.get(url, {"mode": mode}).headers["Content-Security-Policy"] for mode in ("both", "fr"))
    more = {each.strip() for each in both.split(";")} - {each.strip() for each in one.split(";")}
    assert more == {"frame-src 'self'"}
    assert "default-src 'none'" in both


def test_incomplete_draft_opens_in_both(admin: Client) -> None:
    response = preview(admin, make_draft(), "both", posted(heading_fr="Seul titre"))
    assert [admin.get(url).status_code for _code, url in frames_of(response)] == [200, 200]


def frames_of(response: Any) -> list[tuple[str, str]]:
    """Return language and address of each frame."""
    addresses = re.findall(r'<iframe src="([^"]+)"', response.content.decode())
    return [(parse_qs(urlsplit(unescape(each)).query)["mode"][0], unescape(each)) for each in addresses]


def main_of(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def test_edit_form_of_a_copy_opens(admin: Client) -> None:
    page = make_guide()
    copy(admin, page)
    assert admin.get(edit_url(GuidePage.objects.exclude(pk=page.pk).get())).status_code == 200
