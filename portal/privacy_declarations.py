"""What the portal, the packages that know nobody, and what is installed beside them keep of people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.models.content import ContentPage
from portal.privacy import Basis, PersonalData, declare, harmless

STAFF = _("people who have an account")
CONTACTS = _("contact persons and services named on a page")
NAMED = _("persons who are named on a page")
WORK = _("to know who wrote, changed, approved or published what")
WITH_ACCOUNT = _("with the row; the name is taken off when the account is erased")
PUBLISHED = _("as long as the page names the contact; corrected or removed at request by whoever looks after the page")


def of_account(label: str, name: str) -> Callable[[str], QuerySet[Any]]:
    """Return what finds the rows of a model that lead to the account of an address."""

    def find(address: str) -> QuerySet[Any]:
        return apps.get_model(label)._default_manager.filter(**{f"{name}__email__iexact": address})

    return find


def traces(label: str, *links: str, shown: tuple[str, ...] = (), kept: Any = WITH_ACCOUNT) -> PersonalData:
    """Return the declaration of a model that says which account did something."""
    find = of_account(label, links[0])
    return PersonalData(label, links, STAFF, WORK, Basis.PUBLIC_TASK, kept, shown=shown or links, find=find)


declare(
    PersonalData(
        "organisations.Person",
        ("name",),
        NAMED,
        _("to name a person as a contact or as a speaker"),
        Basis.CONSENT,
        _("shown until the day of “hide after”; deleted when the consent is withdrawn"),
    ),
    PersonalData(
        ContentPage,
        ("contact_mailbox", "contact_telephone", "contact_service_fr", "contact_service_nl", "contact_person"),
        CONTACTS,
        _("to say whom to ask about a record"),
        Basis.PUBLIC_TASK,
        PUBLISHED,
    ),
    PersonalData(
        "sessions.Session",
        ("session_data",),
        STAFF,
        _("to know somebody who has signed in from one page to the next"),
        Basis.PUBLIC_TASK,
        _("12 hours at most"),
    ),
    traces("wagtailcore.Page", "owner", "locked_by", shown=("title", "owner", "first_published_at")),
    traces("wagtailcore.Revision", "user", shown=("object_str", "created_at"), kept=_("one year, or while in use")),
    traces("wagtailcore.PageLogEntry", "user", shown=("label", "action", "timestamp")),
    traces("wagtailcore.ModelLogEntry", "user", shown=("label", "action", "timestamp")),
    traces("wagtailcore.Comment", "user", "resolved_by", shown=("text", "created_at")),
    traces("wagtailcore.CommentReply", "user", shown=("text", "created_at")),
    traces("wagtailcore.WorkflowState", "requested_by", shown=("created_at", "status")),
    traces("wagtailcore.TaskState", "finished_by", shown=("finished_at", "status", "comment")),
    traces("wagtailcore.PageSubscription", "user", shown=("page",)),
    traces("wagtailcore.UploadedFile", "uploaded_by_user", shown=("file",), kept=_("until the upload is finished")),
    traces("wagtailcore.APIToken", "user", kept=_("as long as the token is valid; none is made by this site")),
    traces("wagtailadmin.EditingSession", "user", shown=("last_seen_at",), kept=_("one hour after the last sign")),
    traces("wagtailadmin.FormState", "user"),
    traces("wagtaildocs.Document", "uploaded_by_user", shown=("title", "created_at")),
    traces("wagtailimages.Image", "uploaded_by_user", shown=("title", "created_at")),
    traces("portal.PortalDocument", "uploaded_by_user", shown=("title", "created_at")),
    traces("portal.PortalImage", "uploaded_by_user", shown=("title", "created_at")),
)

harmless(
    "a word of a vocabulary or of reference data",
    "themes.Theme.name",
    "taggit.Tag.name",
    "organisations.FormerName.name",
)
harmless(
    "how to reach a body or a service",
    "organisations.Organisation.mailbox",
    "organisations.Organisation.mail_language",
    "organisations.Organisation.telephone",
    "portal.ContactRow.mailbox",
    "portal.ContactRow.telephone",
    "portal.AccessibilityStatementPage.feedback_mailbox",
    "portal.AccessibilityStatementPage.feedback_telephone",
)
harmless(
    "the name of a thing of the system",
    "portal.JobRun.name",
    "wagtailcore.Site.site_name",
    "wagtailcore.Site.hostname",
    "wagtailcore.APIToken.name",
    "wagtailcore.Collection.name",
    "wagtailcore.Workflow.name",
    "wagtailcore.Task.name",
    "django_tasks_database.DBTaskResult.queue_name",
    "django_tasks_database.DBTaskResult.backend_name",
    "auth.Permission.name",
    "auth.Group.name",
)
