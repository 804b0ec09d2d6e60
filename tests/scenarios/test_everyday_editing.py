"""What the cell does every day in the admin, for a practice and for a panel, in French and in Dutch."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, WorkflowState

from accounts import roles
from accounts.models import User
from portal.setup import ensure_tree
from seminars.models import PanelPage
from tests.factories import make_practice, make_practice_draft, reload, republish
from tests.factories.seminars import a_recommendation, make_panel
from tests.practices import form_data as practices
from tests.seminars import test_forms as seminars

pytestmark = pytest.mark.django_db
WORDS = {
    "submitted": {"fr": "soumise", "nl": "ingediend"},
    "changed": {"fr": "Changements", "nl": "Wijzigingen"},
    "recommendation": {"fr": "Recommandation", "nl": "Aanbeveling"},
    "problem": {"fr": "Problème", "nl": "Probleem"},
}
UNTRANSLATED = re.compile(r"Author →|Coordination cell|Moderators|\bago\b|\bsince\b", re.IGNORECASE)


def practice_data(**fields: Any) -> dict[str, Any]:
    return practices.filled(**fields)


def panel_data(**fields: Any) -> dict[str, Any]:
    rows = {"recommendations": [{"text_fr": "Agir.", "text_nl": "Doen.", "priority": "normal", "state": "open"}]}
    texts = seminars.texts(question_fr="Quoi ?", question_nl="Wat?")
    return seminars.posted("panelpage", **{**texts, **rows, **fields})


def draft_of_a_panel() -> PanelPage:
    page: PanelPage = make_panel(published=False, recommendations=(a_recommendation(),))
    return page


DRAFTS = {"practice": (make_practice_draft, practice_data), "panel": (draft_of_a_panel, panel_data)}
both_kinds = pytest.mark.parametrize("kind", DRAFTS)
both_languages = pytest.mark.parametrize("language", ["fr", "nl"])


@pytest.fixture(autouse=True)
def field() -> None:
    ensure_tree()
    roles.apply_roles()


def desk_of(role: roles.Role, language: str) -> Client:
    user = User.objects.create_user(f"{role.enters_admin}-{role.reference_data}@example.org", language=language)
    user.groups.add(role.group)
    client = Client()
    client.force_login(user)
    return client


def words(response: Any) -> str:
    html = re.sub(r"(?s)<(script|style|template)\b.*?</\1>", " ", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


@both_languages
@both_kinds
def test_author_submits_and_the_cell_publishes(kind: str, language: str) -> None:
    make, data = DRAFTS[kind]
    page = make()
    editor, cell = desk_of(roles.EDITORS, language), desk_of(roles.COORDINATION, language)
    sent = editor.post(edit(page), data(**{"action-submit": "1"}), follow=True)
    assert WORDS["submitted"][language] in " ".join(str(each) for each in sent.context["messages"])
    state = WorkflowState.objects.get()
    assert (state.object_id, state.status) == (str(page.pk), WorkflowState.STATUS_IN_PROGRESS)
    places = [reverse("wagtailadmin_pages:workflow_history", args=(page.pk,)), edit(page)]
    places += [reverse(f"wagtailadmin_reports:{name}") for name in ("workflow", "workflow_tasks")]
    for desk in (editor, cell):
        told = [words(desk.get(place)) for place in places]
        assert [UNTRANSLATED.findall(each) for each in told] == [[]] * len(places)
        assert all(any(name in each for name in (roles.WORKFLOW, roles.TASK)) for each in told)
    task = state.current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", task.pk))
    assert cell.post(url).status_code == 302
    assert reload(page).live


@both_kinds
def test_author_may_not_publish_past_the_cell(kind: str) -> None:
    make, data = DRAFTS[kind]
    page = make()
    desk_of(roles.EDITORS, "fr").post(edit(page), data(**{"action-publish": "1"}))
    assert not reload(page).live


@both_kinds
def test_comment_on_a_text_is_kept_with_it_and_read_by_the_author(kind: str) -> None:
    make, data = DRAFTS[kind]
    page = make()
    cell = desk_of(roles.COORDINATION, "nl")
    place = "summary_nl"
    row = {"text": "Te lang?", "contentpath": place, "position": "", "resolved": "", "id": "", "DELETE": ""}
    posted = data() | {f"comments-0-{name}": value for name, value in row.items()}
    posted |= {
        "comments-TOTAL_FORMS": "1",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    assert cell.post(edit(page), posted).status_code == 302
    (comment,) = Comment.objects.all()
    assert (comment.text, comment.contentpath, comment.page_id) == ("Te lang?", place, page.pk)
    opened = desk_of(roles.EDITORS, "fr").get(edit(page)).content.decode()
    assert "Te lang?" in opened


@both_kinds
def test_record_is_published_when_its_hour_comes(kind: str) -> None:
    make, data = DRAFTS[kind]
    page = make()
    soon = timezone.localtime() + timedelta(hours=1)
    times = {"go_live_at": soon.strftime("%Y-%m-%d %H:%M"), "action-publish": "1"}
    assert desk_of(roles.COORDINATION, "fr").post(edit(page), data(**times)).status_code == 302
    assert not reload(page).live
    revision = reload(page).scheduled_revision
    past = timezone.now() - timedelta(minutes=1)
    revision.approved_go_live_at, revision.content["go_live_at"] = past, past.isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert reload(page).live


@both_languages
@both_kinds
def test_differences_between_versions_are_told_field_by_field(kind: str, language: str) -> None:
    if kind == "practice":
        page = make_practice(problem_fr="Les services visitent seuls.")
        page, label = republish(page, problem_fr="Les services visitent ensemble."), WORDS["problem"][language]
    else:
        page = make_panel(recommendations=(a_recommendation(),))
        rows = list(reload(page).get_latest_revision_as_object().recommendations.all())
        rows[0].text_fr = "Visiter ensemble."
        page, label = republish(page, recommendations=rows), WORDS["recommendation"][language]
    cell = desk_of(roles.COORDINATION, language)
    first, *_between, last = page.revisions.order_by("pk").values_list("pk", flat=True)
    response = cell.get(reverse("wagtailadmin_pages:revisions_compare", args=(page.pk, first, last)))
    assert label.casefold() in words(response).casefold()
    assert "ensemble" in words(response)
    history = words(cell.get(reverse("wagtailadmin_pages:history", args=(page.pk,))))
    assert not UNTRANSLATED.findall(history)


@both_languages
def test_report_of_aging_pages_lists_both_kinds_by_their_names(language: str) -> None:
    make_practice(heading_fr="Visiter à deux", heading_nl="Samen op bezoek")
    make_panel(heading_fr="Logement insalubre", heading_nl="Ongezonde woning")
    told = words(desk_of(roles.COORDINATION, language).get(reverse("wagtailadmin_reports:aging_pages")))
    titles = {"fr": ("Visiter à deux", "Logement insalubre"), "nl": ("Samen op bezoek", "Ongezonde woning")}[language]
    assert all(title in told for title in titles)
    kinds = {"fr": ("bonne pratique", "panel de discussion"), "nl": ("goede praktijk", "discussiepanel")}[language]
    assert all(each in told.casefold() for each in kinds)
    assert not UNTRANSLATED.findall(told)
