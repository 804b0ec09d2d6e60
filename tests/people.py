"""Who uses the admin in many tests."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts import roles
from portal.setup import ensure_tree
from tests.factories import member_of


@pytest.fixture
def cell(client: Client) -> Client:
    """Give the browser of somebody of the coordination cell."""
    ensure_tree()
    roles.apply_roles()
    client.force_login(member_of(roles.COORDINATION.group))
    return client
