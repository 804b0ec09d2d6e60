from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts import roles
from guides.models import GuidePage
from portal.models import PortalDocument, RecordFile
from tests.factories import make_document, make_draft, make_group, make_guide, make_user, member_of, reload, restrict

pytestmark = pytest.mark.django_db


def with_file(document: PortalDocument, **fields: Any) -> GuidePage:
    draft = make_draft(**fields)
    draft.files = [RecordFile(document=document)]
    draft.save_revision().publish()
    return reload(draft)


def fetch(client: Client, document: PortalDocument, **headers: str) -> int:
    response = client.get(document.url, headers=headers)
    # Read to its end a file is closed; closing the answer itself would close the connection of the test as well.
    b"".join(response)
    return response.status_code


@pytest.fixture
def document() -> PortalDocument:
    return make_document("fiche")


def test_file_of_a_published_guide_is_served_to_everybody(client: Client, document: PortalDocument) -> None:
    with_file(document)
    response = client.get(document.url)
    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"a file")


def test_form_of_a_step_is_served(client: Client, document: PortalDocument) -> None:
    draft = make_draft()
    steps = list(draft.steps.all())
    steps[0].form_nl = document
    draft.steps = steps
    draft.save_revision().publish()
    assert fetch(client, document) == 200


def test_document_linked_in_a_text_is_served(client: Client, document: PortalDocument) -> None:
    make_guide(body_fr=f"[la fiche](doc:{document.pk})")
    assert fetch(client, document) == 200


def test_document_that_nothing_uses_is_unknown(client: Client, document: PortalDocument) -> None:
    assert fetch(client, document) == 404


def test_who_owes_a_second_factor_keeps_no_documents(client: Client, document: PortalDocument, settings: Any) -> None:
    call_command("setup_site", verbosity=0)
    call_command("setup_roles", verbosity=0)
    client.force_login(member_of(roles.COORDINATION.group))
    assert fetch(client, document) == 200
    settings.SECOND_FACTOR_FOR_ADMIN = True
    assert fetch(client, document) == 404


def test_file_of_a_draft_is_unknown(client: Client, document: PortalDocument) -> None:
    draft = make_draft()
    draft.files = [RecordFile(document=document)]
    draft.save()
    assert fetch(client, document) == 404


def test_file_added_in_a_draft_of_a_published_guide_is_unknown(client: Client, document: PortalDocument) -> None:
    guide = make_guide()
    guide.files = [RecordFile(document=document)]
    guide.save_revision()
    assert fetch(client, document) == 404


def test_file_of_a_withdrawn_guide_is_unknown(client: Client, document: PortalDocument) -> None:
    guide = with_file(document)
    guide.unpublish()
    assert fetch(client, document) == 404


def test_file_of_a_restricted_guide_is_for_those_who_may_see_it(client: Client, document: PortalDocument) -> None:
    group = make_group()
    restrict(with_file(document), group)
    assert fetch(client, document) == 404
    client.force_login(make_user())
    assert fetch(client, document) == 404
    client.force_login(member_of(group))
    assert fetch(client, document) == 200


def test_file_that_a_public_guide_uses_too_is_public(client: Client, document: PortalDocument) -> None:
    restrict(with_file(document), make_group())
    with_file(document)
    assert fetch(client, document) == 200


def test_forbidden_and_unknown_are_answered_alike(client: Client, document: PortalDocument) -> None:
    restrict(with_file(document), make_group())
    forbidden, unknown = client.get(document.url), client.get(f"/documents/{document.pk + 1}/{document.filename}")
    hidden = (forbidden.status_code, forbidden.content, forbidden.headers.get("ETag"), forbidden.headers.get("Vary"))
    assert hidden == (unknown.status_code, unknown.content, unknown.headers.get("ETag"), unknown.headers.get("Vary"))


def test_known_hash_tells_nobody_that_a_document_exists(client: Client, document: PortalDocument) -> None:
    restrict(with_file(document), make_group())
    assert fetch(client, document, if_none_match=f'"{document.file_hash}"') == 404


def test_editors_fetch_what_they_may_choose_and_members_do_not(client: Client, document: PortalDocument) -> None:
    make_draft()
    call_command("setup_roles", verbosity=0)
    client.force_login(member_of(roles.MEMBERS.group))
    assert fetch(client, document) == 404
    client.force_login(member_of(roles.EDITORS.group))
    assert fetch(client, document) == 200
    client.force_login(member_of(roles.ADMINISTRATORS.group))
    assert fetch(client, document) == 404
