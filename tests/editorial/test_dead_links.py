from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import roles
from editorial.dead_links import dead_links
from guides.models import GuidePage, GuideStep
from portal.setup import ensure_tree
from tests.factories import make_document, make_draft, make_guide, make_practice, member_of, restrict

pytestmark = pytest.mark.django_db


def naming(*targets: str, **fields: Any) -> GuidePage:
    """Return a published guide whose Dutch text names these."""
    return make_guide(body_nl=" ".join(f"[hier]({target})" for target in targets), **fields)


def test_what_was_withdrawn_never_published_or_never_there_leads_nowhere() -> None:
    there, gone, draft = make_guide(), make_practice(), make_draft()
    file, deleted = make_document(), make_document()
    targets = [there.slug, gone.slug, draft.slug, "GT-1999-001", f"doc:{file.pk}", f"doc:{deleted.pk}", "image:999"]
    guide = naming(*targets)
    gone.unpublish()
    deleted.delete()
    dead = {gone.slug, draft.slug, "GT-1999-001", targets[5], "image:999"}
    assert dead_links() == {guide.pk: tuple(sorted(dead))}


def test_links_in_the_rows_of_a_record_are_read_too() -> None:
    guide = make_guide()
    guide.steps = [GuideStep(heading_fr="Pas", text_fr="Voyez [la suite](BP-1999-001).")]
    guide.save_revision().publish()
    assert dead_links() == {guide.pk: ("BP-1999-001",)}


def test_a_draft_has_no_readers_who_could_follow_a_link() -> None:
    make_draft(body_fr="[x](GT-1999-001)")
    guide = naming("GT-1999-001")
    guide.unpublish()
    assert dead_links() == {}


def test_a_link_to_what_is_kept_to_a_circle_is_not_broken() -> None:
    closed = make_guide()
    naming(closed.slug)
    restrict(closed)
    assert dead_links() == {}


def test_the_report_names_the_records_and_what_in_them_leads_nowhere(client: Client) -> None:
    ensure_tree()
    roles.apply_roles()
    client.force_login(member_of(roles.EDITORS.group))
    make_guide(heading_fr="entier")
    naming("GT-1999-001", "GT-1999-002", heading_fr="abîmé")
    response = client.get(reverse("editorial:dead_links"))
    assert [each.heading_fr for each in response.context["object_list"]] == ["abîmé"]
    assert "GT-1999-001, GT-1999-002" in response.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_links() -> None:
    naming(make_guide().slug, f"doc:{make_document().pk}", "GT-1999-001")
    one = queries()
    for _each in range(2):
        naming(make_guide().slug, f"doc:{make_document().pk}", "GT-1999-001")
    assert queries() == one


def queries() -> int:
    with CaptureQueriesContext(connection) as asked:
        dead_links()
    return len(asked)
