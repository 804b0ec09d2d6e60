"""The address of an image is written in one way: another way past the doors of a closed collection is none."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories import make_group, make_image
from tests.portal.test_closed_collections import status

pytestmark = [
    pytest.mark.django_db,
    # The library of images leaves its temporary files to the collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.mark.parametrize("way", ["./", "/", "other/../", ".//"])
def test_image_of_a_circle_has_no_other_address(way: str) -> None:
    closed = Collection.get_first_root_node().add_child(name="circle")
    restriction = CollectionViewRestriction.objects.create(collection=closed, restriction_type="groups")
    restriction.groups.add(make_group())
    folder, name = make_image(collection=closed).get_rendition("width-10").url.rsplit("/", 1)
    for address in (f"{folder}/{way}{name}", f"{folder}/{name}/"):
        assert status(Client(), address) == 404
