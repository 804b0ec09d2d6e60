"""The pages of the site itself: about, contact, privacy, legal notice, and the accessibility statement."""

from __future__ import annotations

from typing import Any

from exchange import schema, stores, values
from exchange.schema import BODY, Field, Kind, Rows
from portal.models import AccessibilityStatementPage, HomePage, InformationPage
from portal.models.information import Barrier, ContactRow, InformationRole

PLACE = "pages/*"
STATEMENT = str(InformationRole.ACCESSIBILITY.value)


def _page_fields(model: Any) -> dict[str, Field]:
    return {
        "title": schema.text(model, "heading", needed=True, renamed=True),
        "slug": Field(values.slug, per_language=True, store=stores.when_said),
        "introduction": schema.text(model, "introduction"),
        "published": schema.unstored(values.truth),
        BODY: schema.markdown(),
    }


def _pages_with_a_role() -> dict[str, int]:
    return dict(InformationPage.objects.exclude(role="").values_list("role", "pk"))


def _statement() -> dict[str, int]:
    page = AccessibilityStatementPage.objects.first()
    return {STATEMENT: page.pk} if page else {}


INFORMATION = Kind(
    place=PLACE,
    model=InformationPage,
    above=HomePage,
    fields={
        **_page_fields(InformationPage),
        "role": Field(values.choice({role: role for role in InformationRole.values})),
    },
    rows={
        "contacts": Rows(
            ContactRow,
            {
                "subject": schema.text(ContactRow, "subject", needed=True),
                "organisation": schema.organisation(),
                "mailbox": Field(values.mailbox),
                "telephone": schema.fact(ContactRow, "telephone"),
            },
        ),
    },
    needed_to_publish=(BODY,),
    known=_pages_with_a_role,
)

ACCESSIBILITY_STATEMENT = Kind(
    place=PLACE,
    when=("role", STATEMENT),
    model=AccessibilityStatementPage,
    above=HomePage,
    fields={
        **_page_fields(AccessibilityStatementPage),
        "role": schema.unstored(values.choice({STATEMENT: STATEMENT})),
        "status": schema.one_of(AccessibilityStatementPage.Status),
        "prepared_on": schema.day(),
        "method": schema.one_of(AccessibilityStatementPage.Method),
        "reviewed_on": schema.day(),
        "next_review": schema.day(),
        "feedback": schema.markdown(),
        "feedback_mailbox": Field(values.mailbox),
        "feedback_telephone": schema.fact(AccessibilityStatementPage, "feedback_telephone"),
        "enforcement": schema.markdown(),
        "enforcement_url": Field(
            values.url(schema.limit(AccessibilityStatementPage, "enforcement_url_fr")), per_language=True
        ),
    },
    rows={
        "barriers": Rows(
            Barrier,
            {
                "reason": schema.one_of(Barrier.Reason),
                "text": schema.text(Barrier, "text", needed=True),
                "alternative": schema.text(Barrier, "alternative"),
            },
        ),
    },
    needed_to_publish=("prepared_on",),
    known=_statement,
)
