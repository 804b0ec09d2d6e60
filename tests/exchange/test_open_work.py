"""What an import does when somebody is at work on a page that it would change."""

import pytest
from django.utils import timezone, translation
from wagtail.models import Workflow, WorkflowState

from accounts.models import User
from accounts.roles import COORDINATION, WORKFLOW, apply_roles
from exchange.importing import import_content
from exchange.reference import Changes
from guides.models import GuidePage
from tests.exchange.bundles import Bundle, guide, state
from tests.factories import make_user, reload, schedule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]


@pytest.fixture
def imported(bundle: Bundle) -> Bundle:
    """A bundle that was imported, and has another text since."""
    import_content(bundle.guide().root)
    return bundle.change("guides/visit.fr.md", "Lisez le dossier.", "Relisez le dossier.")


@pytest.fixture
def anne() -> User:
    return make_user("anne@example.org")


def draft_of(anne: User) -> GuidePage:
    page = guide().get_latest_revision_as_object()
    page.purpose_fr = "Le brouillon d’Anne."
    page.save_revision(user=anne)
    return reload(page)


def lock(page: GuidePage, anne: User) -> None:
    page.locked, page.locked_by, page.locked_at = True, anne, timezone.now()
    page.save()


def refusal(bundle: Bundle) -> str:
    """Import, and return the one problem; nothing may have changed."""
    before = state()
    with translation.override(None):
        (problem,) = bundle.refused().problems
    assert state() == before
    assert problem.file == "guides/visit.fr.md"
    return problem.message


def test_draft_of_an_editor_is_not_passed_over(imported: Bundle, anne: User) -> None:
    page = draft_of(anne)
    when = timezone.localtime(page.latest_revision.created_at)

    assert refusal(imported) == (
        f"“Visiter un logement” ({page.reference}) has changes by anne@example.org of {when:%Y-%m-%d %H:%M} "
        "that are not published. Finish that first, or import with --replace-drafts: "
        "the draft then stays in the history of the page."
    )


def test_locked_page_is_refused_and_says_by_whom(imported: Bundle, anne: User) -> None:
    lock(guide(), anne)

    assert "was locked by anne@example.org" in refusal(imported)


def test_page_in_a_workflow_is_refused_and_says_by_whom(imported: Bundle, anne: User) -> None:
    apply_roles()
    Workflow.objects.get(name=WORKFLOW).start(draft_of(anne), anne)

    assert "submitted by anne@example.org" in refusal(imported)


def test_change_of_access_alone_is_refused_too(bundle: Bundle, anne: User) -> None:
    import_content(bundle.guide().root)
    draft_of(anne)

    assert "anne@example.org" in refusal(bundle.guide(fr="access: members\n"))


def test_draft_of_a_page_that_was_never_public_is_not_passed_over(bundle: Bundle, anne: User) -> None:
    import_content(bundle.guide(fr="published: false\n").root)
    draft_of(anne)

    assert "anne@example.org" in refusal(bundle.change("guides/visit.fr.md", "Lisez", "Relisez"))


def test_draft_that_only_imports_wrote_is_changed(bundle: Bundle) -> None:
    import_content(bundle.guide(fr="published: false\n").root)
    bundle.change("guides/visit.fr.md", "Lisez", "Relisez")

    assert import_content(bundle.root).records == Changes(updated=1)


def test_every_page_with_open_work_is_told_at_once(imported: Bundle, anne: User) -> None:
    lock(guide(), anne)
    imported.guide("other").change("guides/other.fr.md", "Visiter un logement", "Deux")
    imported.change("guides/visit.fr.md", "Relisez", "Lisez")
    import_content(imported.root)
    lock(guide("Deux"), anne)
    for name in ("visit", "other"):
        imported.change(f"guides/{name}.fr.md", "Lisez", "Relisez")

    assert [file for file, *_rest in imported.problems()] == ["guides/other.fr.md", "guides/visit.fr.md"]


def test_bundle_that_says_what_is_public_leaves_the_draft_alone(imported: Bundle, anne: User) -> None:
    imported.change("guides/visit.fr.md", "Relisez", "Lisez")
    draft = draft_of(anne).latest_revision

    assert import_content(imported.root).records == Changes(unchanged=1)
    assert guide().latest_revision == draft


def test_replaced_draft_stays_in_the_history(imported: Bundle, anne: User) -> None:
    draft = draft_of(anne).latest_revision

    assert import_content(imported.root, replace_drafts=True).records == Changes(updated=1)

    page = guide()
    assert (page.purpose_fr, page.has_unpublished_changes) == ("Ce guide vous aide à mener une visite.", False)
    assert page.steps.first().text_fr == "Relisez le dossier."
    assert page.revisions.get(pk=draft.pk).as_object().purpose_fr == "Le brouillon d’Anne."


def test_replacing_ends_workflow_and_schedule_and_keeps_the_lock(imported: Bundle, anne: User) -> None:
    apply_roles()
    anne.groups.add(COORDINATION.group)
    lock(schedule(draft_of(anne)), anne)
    Workflow.objects.get(name=WORKFLOW).start(guide(), anne)

    import_content(imported.root, replace_drafts=True)

    page = guide()
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    assert (page.approved_schedule, page.locked) == (False, True)


def test_dry_run_tells_of_open_work(imported: Bundle, anne: User) -> None:
    draft_of(anne)

    (told,) = import_content(imported.root, dry_run=True).open_work

    assert (told.file, "anne@example.org" in told.message) == ("guides/visit.fr.md", True)
