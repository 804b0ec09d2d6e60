"""What follows a publication, a move or a deletion follows in the same transaction, and from nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from portal.models import Address, PortalDocument, RecordFile
from tests.factories import make_document, make_draft, make_guide, reload, republish, schedule

pytestmark = pytest.mark.django_db


class RolledBackError(Exception):
    pass


def uses(document: Any) -> int:
    """Return how often pages point at a document, after what is known of their published versions."""
    page, file = ContentType.objects.get_for_models(Page, PortalDocument).values()
    found = ReferenceIndex.objects.filter(base_content_type=page, to_content_type=file, to_object_id=str(document.pk))
    return found.count()


def then_roll_back(change: Callable[[], object]) -> None:
    with suppress(RolledBackError), transaction.atomic():
        change()
        raise RolledBackError


def test_what_a_page_uses_is_known_when_it_is_published() -> None:
    document = make_document()
    republish(make_guide(), files=[RecordFile(document=document)])
    assert uses(document) == 1


def test_what_a_page_no_longer_uses_is_forgotten_when_it_is_published() -> None:
    document = make_document()
    guide = republish(make_guide(), files=[RecordFile(document=document)])
    republish(guide, files=[])
    assert uses(document) == 0


def test_a_publication_that_is_rolled_back_leaves_nothing() -> None:
    draft = make_draft(slug_fr="loyers")
    then_roll_back(draft.get_latest_revision().publish)
    again = reload(draft)
    states = set(Address.objects.filter(page_id=draft.pk).values_list("state", flat=True))
    assert (again.live, again.state_in("fr"), states) == (False, "", {"reserved"})


def test_a_deletion_that_is_rolled_back_leaves_no_tombstone() -> None:
    guide = make_guide()
    then_roll_back(reload(guide).delete)
    assert not Address.objects.filter(state=Address.State.WITHDRAWN).exists()


def test_a_scheduled_page_is_not_taken_for_a_published_one() -> None:
    draft = schedule(make_draft(slug_fr="loyers"))
    assert (draft.state_in("fr"), draft.changed_significantly_at, draft.url_in("fr")) == ("", None, None)


def test_unpublishing_keeps_the_addresses_for_the_page_to_come_back() -> None:
    guide = make_guide(slug_fr="loyers")
    guide.unpublish()
    assert republish(guide).url_in("fr") == "/fr/guides/loyers/"


def test_a_page_of_no_type_of_ours_is_left_alone() -> None:
    before = list(Address.objects.values())
    page = Page.get_first_root_node().add_child(instance=Page(title="Plain", slug="plain"))
    page.delete()
    assert list(Address.objects.values()) == before
