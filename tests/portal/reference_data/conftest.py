import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture
def admin(client: Client) -> Client:
    """Somebody who may do everything, with the admin in French."""
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    return client
