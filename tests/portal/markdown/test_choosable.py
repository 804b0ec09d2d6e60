"""What the previews of the admin tell of files, to people who may choose them and to people who may not."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import User
from guides.models import GuidePage
from portal.models import PortalDocument, PortalImage
from tests.factories import make_document, make_draft, make_group, make_guide, make_user, restrict

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of a new rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

PREVIEW = "/admin/markdown/preview/"


@pytest.fixture
def closed() -> Collection:
    return Collection.get_first_root_node().add_child(name="dossiers")


@pytest.fixture
def document(closed: Collection) -> PortalDocument:
    return make_document("secret-title", collection=closed)


@pytest.fixture
def image(closed: Collection) -> PortalImage:
    file = BytesIO()
    Image.new("RGB", (20, 20)).save(file, format="PNG")
    content = ContentFile(file.getvalue(), "plan.png")
    return PortalImage.objects.create(title="plan", alt_fr="secret-alt", file=content, collection=closed)


@pytest.fixture
def text(document: PortalDocument, image: PortalImage) -> str:
    return f"[](doc:{document.pk})\n\n![](image:{image.pk})"


def author(*, may_choose_in: Collection | None = None) -> User:
    """Somebody who writes anywhere and chooses files of one collection, or of none."""
    group = make_group()
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=change)
    for name in ("choose_document", "choose_image") if may_choose_in else ():
        may = Permission.objects.get(codename=name)
        GroupCollectionPermission.objects.create(group=group, collection=may_choose_in, permission=may)
    return make_user(groups=(group,))


def previewed(client: Client, user: User, text: str) -> str:
    client.force_login(user)
    return client.post(PREVIEW, {"text": text, "language": "fr"}).json()["document"]


def test_titles_and_pictures_are_shown_to_who_may_choose_them(client: Client, closed: Collection, text: str) -> None:
    shown = previewed(client, author(may_choose_in=closed), text)
    assert ("secret-title" in shown, "secret-alt" in shown, "<img" in shown) == (True, True, True)


def test_nothing_of_files_of_a_closed_collection_is_told_to_others(client: Client, text: str) -> None:
    other = Collection.get_first_root_node().add_child(name="open")
    for user in (author(), author(may_choose_in=other)):
        shown = previewed(client, user, text)
        assert ("secret" in shown, "/media/" in shown, "/documents/" in shown) == (False, False, False)


def test_what_every_reader_sees_is_shown(client: Client, text: str) -> None:
    make_guide(body_fr=text)
    shown = previewed(client, author(), text)
    assert ("secret-title" in shown, "secret-alt" in shown) == (True, True)


def test_what_only_other_readers_see_is_not_shown(client: Client, text: str) -> None:
    restrict(make_guide(body_fr=text), make_group())
    assert "secret" not in previewed(client, author(), text)


def page_preview(client: Client, page: GuidePage, user: User) -> str:
    client.force_login(user)
    return client.get(reverse("wagtailadmin_pages:view_draft", args=(page.pk,))).content.decode()


def test_preview_of_a_page_tells_no_more_than_that_of_a_text(client: Client, closed: Collection, text: str) -> None:
    page = make_draft(body_fr=text)
    assert "secret" not in page_preview(client, page, author())
    assert "secret-alt" in page_preview(client, page, author(may_choose_in=closed))
