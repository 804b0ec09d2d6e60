"""One real thing of each kind that addresses of the admin speak of."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query
from wagtail.contrib.settings.registry import registry
from wagtail.models import Collection, Page, Site, Task, Workflow

from accounts import roles
from accounts.models import Invitation
from editorial.models import Reaction
from guides.models import Audience, GuideIndexPage
from newsletter.consent import current_words
from newsletter.models import IssueIndexPage, IssuePage
from portal.models import AccessibilityStatementPage, InformationPage
from portal.setup import ensure_tree
from tests.factories import (
    make_document,
    make_guide,
    make_image,
    make_municipality,
    make_objective,
    make_organisation,
    make_person,
    make_plan_action,
    make_practice,
    make_provision,
    make_target_group,
    make_theme,
    make_user,
)
from tests.factories.editorial import make_wanted
from tests.factories.newsletter import make_subscriber
from tests.factories.seminars import a_recommendation, make_panel, make_seminar, make_working_group
from tests.newsletter.issues import make_issue


def _invitation() -> Invitation:
    return Invitation.objects.create(email="new@example.org", language="fr", expires_at=timezone.now())


def setting() -> Any:
    """Return a model of settings that the admin edits."""
    return registry[0]


def page_of_each_kind() -> dict[type[Page], Page]:
    """Return one page of every type that there is; a new type is made here, or the matrix has no line for it."""
    home, seminar = ensure_tree(), make_seminar()
    texts = {f"{name}_{code}": "x" for name in ("heading", "slug") for code in ("fr", "nl")}
    made = [
        *Page.objects.filter(depth__gt=1).specific(),
        *(make_guide(), make_practice(), seminar, make_panel(seminar), make_working_group()),
        home.add_child(instance=InformationPage(slug="x", **texts)),
        IssueIndexPage.objects.get().add_child(instance=IssuePage(slug="issue", **texts)),
    ]
    if not AccessibilityStatementPage.objects.exists():
        texts = {name: f"{text}y" for name, text in texts.items()}
        made.append(
            home.add_child(instance=AccessibilityStatementPage(slug="y", prepared_on=date(2026, 1, 5), **texts))
        )
    return {type(page.specific): page for page in made}


class Samples:
    """Answers which value stands for a part of an address, by the name of its view."""

    def __init__(self) -> None:
        self.guide = make_guide()
        self.guide.save_revision()
        organisation, provision = make_organisation(municipality=make_municipality()), make_provision()
        workflow, task = Workflow.objects.get(name=roles.WORKFLOW), Task.objects.get(name=roles.TASK)
        document, image = make_document(), make_image()
        self.by_view = {
            "themes": make_theme(),
            "theme_chooser": make_theme(),
            "organisations": organisation,
            "organisation_chooser": organisation,
            "organisation-kinds": organisation.kind,
            "municipalities": organisation.municipality,
            "legal-acts": provision.act,
            "provisions": provision,
            "provision_chooser": provision,
            "audiences": Audience.objects.first(),
            "persons": make_person(),
            "invitations": (invitation := _invitation()),
            "send_invitation_again": invitation,
            "revoke_invitation": invitation,
            "remove_second_factor": make_user(),
            "subscribers": (subscriber := make_subscriber()),
            "newsletter_issue": (issue := make_issue()),
            "newsletter_issue_mail": issue,
            "newsletter_issue_act": issue,
            "end_subscriber": subscriber,
            "erase_subscriber": subscriber,
            "consent-texts": current_words("fr"),
            "target-groups": make_target_group(),
            "plan-actions": make_plan_action(),
            "contract-objectives": make_objective(),
            "reactions": Reaction.objects.create(kind="question", language="fr", text="?"),
            "wanted-documents": make_wanted(),
            "seminar_outputs": (panel := make_panel(recommendations=(a_recommendation(),))).get_parent(),
            "participation_file": panel.get_parent(),
            "take_up": panel.recommendations.get(),
            "next_seminar": panel.get_parent(),
            "pasted_recommendations": panel,
            "panel_reading_admin": panel,
            "wagtailusers_users": make_user(),
            "wagtailusers_groups": roles.EDITORS.group,
            "wagtailsites": Site.objects.get(),
            "wagtailadmin_collections": Collection.get_first_root_node().add_child(name="closed"),
            "wagtaildocs": document,
            "wagtaildocs_chooser": document,
            "wagtailimages": image,
            "wagtailimages_chooser": image,
            "wagtailadmin_workflows": workflow,
        }
        self.tasks = task
        self.index = GuideIndexPage.objects.get()
        self.fixed = self._fixed(workflow, task, document, image)

    def _fixed(self, workflow: Any, task: Any, document: Any, image: Any) -> dict[str, Any]:
        revision = self.guide.latest_revision_id
        return {
            "code": "fr",
            "record": self.guide.pk,
            "sort": "mail",
            "what": "approve",
            "page_id": self.guide.pk,
            "page_pk": self.guide.pk,
            "page_to_move_id": self.guide.pk,
            "parent_page_id": self.index.pk,
            "destination_id": self.index.pk,
            "revision_id": revision,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "workflow_pk": workflow.pk,
            "task_id": task.pk,
            "document_id": document.pk,
            "doc_id": document.pk,
            "image_id": image.pk,
            "filter_spec": "max-165x165",
            "collection_id": Collection.get_first_root_node().pk,
            "content_type_app_name": "guides",
            "content_type_model_name": "guidepage",
            "app_name": "taggit",
            "action_name": "approve",
            "action": "delete",
            "object_id": self.guide.pk,
            "query_id": Query.objects.create(query_string="rent").pk,
        }

    def value(self, view: str, part: str) -> str:
        """Return the text for one open part of the address of a view."""
        if part in ("app_label", "model_name") or (part == "app_name" and view.startswith("wagtailsettings:")):
            return self._label(view)[part == "model_name"]
        if part == "pk":
            return str(self._of(view).pk)
        return str(self.fixed.get(part, 1))

    def _label(self, view: str) -> tuple[str, str]:
        labels = {"wagtailadmin_workflows:add_task": ("wagtailcore", "groupapprovaltask")}
        labels["wagtailadmin_tag_model_autocomplete"] = ("taggit", "tag")
        if view.startswith("wagtailsettings:"):
            return setting()._meta.app_label, setting()._meta.model_name
        page = ContentType.objects.get_for_model(self.guide)
        return labels.get(view, (page.app_label, page.model))

    def _of(self, view: str) -> Any:
        namespace, _colon, name = view.partition(":")
        if namespace == "wagtailadmin_workflows" and "task" in name:
            return self.tasks
        if view.startswith("wagtailadmin_api:documents"):
            return self.by_view["wagtaildocs"]
        if view.startswith("wagtailadmin_api:images"):
            return self.by_view["wagtailimages"]
        if namespace == "wagtailsettings":
            return setting().load()
        if sample := self.by_view.get(view) or self.by_view.get(namespace):
            return sample
        if namespace.partition("_")[0] != "wagtailadmin" and name:
            raise LookupError(f"{view} needs a sample: what its number means is not said")
        return self.guide
