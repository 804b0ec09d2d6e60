"""Documents and images in collections for a closed circle."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from accounts import roles
from portal import private_images
from portal.models import PortalDocument, RecordFile
from portal.publication import NotPublishable
from portal.setup import ensure_tree
from tests.factories import (
    make_document,
    make_draft,
    make_group,
    make_guide,
    make_image,
    make_user,
    member_of,
    reload,
    restrict,
)

pytestmark = [
    pytest.mark.django_db,
    # The library of images leaves its temporary files to the collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def group() -> Group:
    return make_group()


@pytest.fixture
def kept(group: Group) -> Collection:
    above = Collection.get_first_root_node().add_child(name="circle")
    restriction = CollectionViewRestriction.objects.create(collection=above, restriction_type="groups")
    restriction.groups.add(group)
    return above.add_child(name="below")


def read(client: Client, url: str) -> Any:
    """Return an answer that was read to its end, which closes the file behind it."""
    response = client.get(url)
    b"".join(response)
    return response


def status(client: Client, url: str) -> int:
    code: int = read(client, url).status_code
    return code


def signed_in(*groups: Group) -> Client:
    client = Client()
    client.force_login(make_user(groups=groups))
    return client


def with_file(document: PortalDocument) -> Any:
    draft = make_draft()
    draft.files = [RecordFile(document=document)]
    draft.save_revision().publish()
    return reload(draft)


def test_a_document_of_a_circle_is_for_the_circle_even_where_a_public_record_uses_it(
    group: Group, kept: Collection
) -> None:
    document = make_document()
    with_file(document)
    document.collection = kept
    document.save()
    readers = [Client(), signed_in(), signed_in(make_group()), signed_in(group)]
    assert [status(reader, document.url) for reader in readers] == [404, 404, 404, 200]


def test_the_circle_reads_what_no_record_uses(group: Group, kept: Collection) -> None:
    document = make_document(collection=kept)
    readers = [Client(), signed_in(), signed_in(make_group()), signed_in(group)]
    assert [status(reader, document.url) for reader in readers] == [404, 404, 404, 200]


def test_a_document_that_is_moved_into_the_collection_is_closed(kept: Collection) -> None:
    document = make_document()
    with_file(document)
    assert status(Client(), document.url) == 200
    document.collection = kept
    document.save()
    assert status(Client(), document.url) == 404


def test_a_document_of_a_closed_record_in_the_collection_of_a_circle_needs_both(group: Group, kept: Collection) -> None:
    document = make_document()
    restrict(with_file(document), make_group())
    document.collection = kept
    document.save()
    assert status(signed_in(), document.url) == 404


def test_an_image_of_a_circle_is_for_the_circle_and_for_those_who_keep_images(group: Group, kept: Collection) -> None:
    ensure_tree()
    roles.apply_roles()
    url = make_image(collection=kept).get_rendition("width-10").url
    cell = Client()
    cell.force_login(member_of(roles.COORDINATION.group))
    readers = [Client(), signed_in(), signed_in(make_group()), signed_in(group), cell]
    assert [status(reader, url) for reader in readers] == [404, 404, 404, 200, 200]
    assert read(signed_in(group), url)["Cache-Control"] == "private, no-store"


def test_an_image_of_all_is_for_everybody_beside_a_circle(kept: Collection) -> None:
    url = make_image().get_rendition("width-10").url
    response = read(Client(), url)
    assert (response.status_code, "public" in response["Cache-Control"]) == (200, True)


def test_a_public_record_with_a_file_of_a_circle_is_not_published(kept: Collection) -> None:
    document, image = make_document(collection=kept), make_image(collection=kept)
    guide = make_draft(body_fr=f"[fiche](doc:{document.pk})", body_nl=f"![plan](image:{image.pk})")
    guide.files = [RecordFile(document=document)]
    places = [place for place, reason in private_images.problems(guide) if reason == private_images.CLOSED]
    assert places == ["body_fr", "body_nl", "files"]
    with pytest.raises(NotPublishable):
        guide.save_revision().publish()


def test_a_public_record_with_files_for_all_is_published(kept: Collection) -> None:
    guide = make_guide(body_fr=f"[fiche](doc:{make_document().pk})")
    assert list(private_images.problems(guide)) == []


def test_without_closed_collections_an_image_costs_one_question(django_assert_num_queries: Any) -> None:
    url = make_image().get_rendition("width-10").url
    with django_assert_num_queries(1):
        status(Client(), url)
