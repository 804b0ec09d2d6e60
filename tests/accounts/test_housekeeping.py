from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.housekeeping import DAYS_OF_INVITATIONS, prune_invitations
from accounts.models import Invitation
from portal.jobs import registered

pytestmark = pytest.mark.django_db


def invitation(email: str, *, days_ago: int, accepted: bool = False) -> None:
    then = timezone.now() - timedelta(days=days_ago)
    Invitation.objects.create(email=email, language="nl", expires_at=then, accepted_at=then if accepted else None)


def test_addresses_of_people_who_never_came_are_forgotten() -> None:
    invitation("old@example.org", days_ago=DAYS_OF_INVITATIONS + 1)
    invitation("new@example.org", days_ago=DAYS_OF_INVITATIONS - 1)
    invitation("came@example.org", days_ago=DAYS_OF_INVITATIONS + 1, accepted=True)
    prune_invitations()
    assert sorted(Invitation.objects.values_list("email", flat=True)) == ["came@example.org", "new@example.org"]


def test_it_is_done_every_night() -> None:
    assert "prune_invitations" in {job.name for job in registered()}
