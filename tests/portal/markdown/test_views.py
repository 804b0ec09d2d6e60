import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from guides.models import GuidePage
from portal.markdown import render
from portal.markdown.resolver import PageLinks
from portal.published import Access
from tests.factories import make_draft, make_group, make_guide, make_user, restrict

pytestmark = pytest.mark.django_db

PREVIEW = "/admin/markdown/preview/"


def editor_of(page: Page | None) -> Client:
    """Somebody who may open the admin and change `page` and what is below it."""
    group = make_group()
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    if page:
        GroupPagePermission.objects.create(
            group=group, page=page, permission=Permission.objects.get(codename="change_page")
        )
    client = Client()
    client.force_login(make_user(groups=(group,)))
    return client


def test_preview_is_the_public_rendering() -> None:
    guide = make_guide()
    text = f"## a\n\n[b]({guide.reference})"
    answer = editor_of(None).post(PREVIEW, {"text": text, "language": "nl"}).json()
    links = PageLinks.of([text], language="nl", access=Access.anonymous())
    assert f'<div class="prose">{render(text, links=links, prefix="preview", level=3).html}</div>' in answer["document"]
    assert f'href="{guide.url_in("nl")}"' in answer["document"]
    assert 'lang="nl-BE"' in answer["document"]
    assert answer["problems"] == []


def test_preview_names_what_leads_nowhere() -> None:
    answer = editor_of(None).post(PREVIEW, {"text": "[a](GT-1999-001) [b](doc:9)", "language": "fr"}).json()
    assert ["GT-1999-001" in answer["problems"][0], "doc:9" in answer["problems"][1]] == [True, True]


def test_preview_says_why_a_text_is_refused() -> None:
    answer = editor_of(None).post(PREVIEW, {"text": "a\n\n" + ">" * 100, "language": "fr"}).json()
    assert answer["document"] == ""
    assert len(answer["problems"]) == 1
    assert "3" in answer["problems"][0]


def test_preview_tells_nothing_of_records_that_the_author_may_not_see() -> None:
    guide = make_guide()
    restrict(guide, make_group())
    answer = editor_of(None).post(PREVIEW, {"text": f"[a]({guide.reference})", "language": "fr"}).json()
    assert guide.url_in("fr") not in answer["document"]


def test_preview_of_a_language_that_is_none_is_refused() -> None:
    assert editor_of(None).post(PREVIEW, {"text": "a", "language": "xx"}).status_code == 400
    assert editor_of(None).get(PREVIEW).status_code == 405


@pytest.mark.parametrize("url", [PREVIEW, "/admin/markdown/record/1/"])
def test_end_points_ask_for_admin_access(url: str) -> None:
    member = Client()
    member.force_login(make_user())
    for client in (Client(), member):
        response = client.post(url, {"text": "a", "language": "fr"})
        assert response.status_code == 302
        assert "a" not in response.content.decode()


def test_preview_asks_for_the_token_of_the_form() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(groups=(Group.objects.get(name="Editors"),)))
    assert client.post(PREVIEW, {"text": "a", "language": "fr"}).status_code == 403


@pytest.fixture
def guide() -> GuidePage:
    return make_draft(heading_fr="Visiter", heading_nl="Bezoeken")


def test_record_is_told_by_its_reference_and_its_title_in_the_language_of_the_text(guide: GuidePage) -> None:
    url = reverse("markdown_record", args=[guide.pk])
    client = editor_of(guide)
    assert client.get(url, {"language": "fr"}).json() == {"reference": guide.reference, "title": "Visiter"}
    assert client.get(url, {"language": "nl"}).json()["title"] == "Bezoeken"


def test_record_is_not_told_to_editors_of_other_pages(guide: GuidePage) -> None:
    other = make_guide()
    url = reverse("markdown_record", args=[guide.pk])
    assert editor_of(other).get(url, {"language": "fr"}).status_code == 404
    assert editor_of(None).get(url, {"language": "fr"}).status_code == 404


def test_page_without_reference_cannot_be_linked(guide: GuidePage) -> None:
    url = reverse("markdown_record", args=[guide.get_parent().pk])
    response = editor_of(guide).get(url, {"language": "fr"})
    assert response.status_code == 422
    assert response.json()["problem"]
