from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from exchange.models import WordImport
from exchange.word import work
from portal import jobs
from portal.setup import ensure_tree
from practices.models import PracticePage
from seminars.models import PanelPage
from tests.exchange.word.made_files import docx, p
from tests.factories import make_practice_draft, member_of, reload
from tests.factories.seminars import make_seminar
from tests.portal.uploads.made_files import bomb, office

pytestmark = pytest.mark.django_db
NOTE = docx(p("Visiter à deux", "Titre"), p("Divers", "Titre1"), p("Un mot."))


@pytest.fixture
def editor(client: Client) -> Client:
    ensure_tree()
    roles.apply_roles()
    person = member_of(roles.EDITORS.group)
    person.language = "nl"
    person.save()
    client.force_login(person)
    return client


def sent(client: Client, kind: str = "practice", content: bytes = NOTE, name: str = "note.docx", **fields: Any) -> Any:
    data = {"file": SimpleUploadedFile(name, content), "language": "fr", **fields}
    return client.post(reverse(f"word_{kind}"), data, follow=True)


def test_file_becomes_a_draft_of_the_person_who_brought_it(
    editor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = sent(editor)
    waiting = response.content.decode()
    assert response["Refresh"] == "3"
    told = editor.get(response.request["PATH_INFO"]).content.decode()
    page = PracticePage.objects.get()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in told
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) not in waiting
    assert "Divers" in told
    row = WordImport.objects.get()
    assert (row.state, row.content, page.owner_id, page.live) == ("done", None, row.user_id, False)


def test_panel_goes_below_the_seminar_that_was_chosen(editor: Client, django_capture_on_commit_callbacks: Any) -> None:
    seminar = make_seminar()
    assert sent(editor, "panel").context["form"].non_field_errors()
    with django_capture_on_commit_callbacks(execute=True):
        sent(editor, "panel", above=seminar.pk)
    assert PanelPage.objects.get().get_parent().pk == seminar.pk


def test_other_language_is_added_to_the_draft_that_was_chosen(
    editor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = make_practice_draft(problem_fr="")
    with django_capture_on_commit_callbacks(execute=True):
        sent(editor, target=page.pk)
    draft = reload(page).get_latest_revision_as_object()
    assert (PracticePage.objects.count(), draft.problem_fr) == (1, "### Divers\n\nUn mot.")


def test_schedule_does_what_no_task_has_done_and_only_once(editor: Client) -> None:
    sent(editor)
    work.catch_up()
    assert not PracticePage.objects.exists()
    WordImport.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    jobs.tick(job for job in jobs.registered() if job.name == "word_imports")
    work.carry_out(WordImport.objects.get().pk)
    assert PracticePage.objects.count() == 1


def test_file_whose_work_was_interrupted_again_and_again_is_given_up(editor: Client) -> None:
    sent(editor)
    WordImport.objects.update(attempts=work.MOST_ATTEMPTS)
    work.carry_out(WordImport.objects.get().pk)
    row = WordImport.objects.get()
    assert (row.state, len(row.report["told"]), PracticePage.objects.exists()) == ("refused", 1, False)


def test_file_that_cannot_be_read_is_refused_with_the_reason(
    editor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = sent(editor, content=office("docx"))
    assert "beschadigd" in editor.get(response.request["PATH_INFO"]).content.decode()
    assert WordImport.objects.get().state == "refused"


@pytest.mark.parametrize(("name", "content"), [("note.docx", bomb()), ("note.docm", NOTE), ("note.docx", b"x")])
def test_harmful_file_is_refused_in_the_form(editor: Client, name: str, content: bytes) -> None:
    assert sent(editor, content=content, name=name).context["form"].errors.keys() == {"file"}
    assert not WordImport.objects.exists()


def test_report_is_for_the_person_who_brought_the_file(editor: Client) -> None:
    address = sent(editor).request["PATH_INFO"]
    editor.force_login(member_of(roles.EDITORS.group))
    assert editor.get(address).status_code == 404


def test_members_bring_no_files(client: Client) -> None:
    ensure_tree()
    roles.apply_roles()
    client.force_login(member_of(roles.MEMBERS.group))
    sent(client)
    assert not WordImport.objects.exists()


def test_lists_lead_to_the_form_and_the_form_to_the_templates(editor: Client) -> None:
    assert reverse("word_practice") in editor.get(reverse("practices:index")).content.decode()
    assert reverse("word_panel") in editor.get(reverse("seminars:index")).content.decode()
    form = editor.get(reverse("word_practice")).content.decode()
    for code in ("fr", "nl"):
        address = reverse(f"word_template_practice_{code}")
        assert address in form
        assert editor.get(address).content.startswith(b"PK")
