from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from portal.blocks import HomeBlocks
from portal.models import HomePage
from portal.setup import ensure_tree
from tests.factories import make_guide

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["notice", "themes", "latest"])
def test_preview_of_a_block_opens_with_the_style_of_the_site(client: Client, name: str) -> None:
    ensure_tree()
    make_guide()
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    block = HomePage._meta.get_field("body").stream_block.child_blocks[name]
    assert block.is_previewable
    page = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert (page.status_code, "portal/css/" in page.content.decode()) == (200, True)


def test_every_block_says_what_it_is_for() -> None:
    assert [block.name for block in HomeBlocks().child_blocks.values() if not block.get_description()] == []
