"""What people have begun on a page and not finished, which no import may pass over unasked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from exchange.errors import Problem
from portal.models import BilingualPage

PAGES_AT_A_TIME = 200


def open_work(page: BilingualPage) -> str | None:
    """Return who has what open on a page and what can be done about it, None when nothing is open."""
    found = next(_found(page), None)
    if found is None:
        return None
    message, who, when = found
    told = message % {
        "title": page.get_admin_display_title(),
        "reference": page.slug,
        "who": who or _("somebody unknown"),
        "when": f"{timezone.localtime(when):%Y-%m-%d %H:%M}" if when else "?",
    }
    way_out = _("Finish that first, or import with --replace-drafts: the draft then stays in the history of the page.")
    return f"{told} {way_out}"


def close_open_work(page: BilingualPage) -> None:
    """End the workflow and the schedule of a page; its draft becomes one version among others."""
    workflow = page.current_workflow_state
    if workflow:
        workflow.cancel()
    page.revisions.exclude(approved_go_live_at=None).update(approved_go_live_at=None)


def open_work_among(files: Mapping[int, str]) -> Iterator[Problem]:
    """Yield the open work on the pages whose primary keys lead to files of a bundle."""
    keys = iter(files)
    while chunk := list(islice(keys, PAGES_AT_A_TIME)):
        begun = Page.objects.filter(Q(has_unpublished_changes=True) | Q(locked=True), pk__in=chunk)
        for page in begun.order_by("pk").specific():
            message = open_work(page)
            if message:
                yield Problem(files[page.pk], 0, "", message)


def _found(page: BilingualPage) -> Iterator[tuple[str, Any, datetime | None]]:
    workflow = page.current_workflow_state
    if workflow:
        message = _("“%(title)s” (%(reference)s) is in a workflow, submitted by %(who)s at %(when)s.")
        yield message, workflow.requested_by, workflow.created_at
    if page.locked:
        message = _("“%(title)s” (%(reference)s) was locked by %(who)s at %(when)s.")
        yield message, page.locked_by, page.locked_at
    draft = _draft(page)
    if draft:
        message = _("“%(title)s” (%(reference)s) has changes by %(who)s of %(when)s that are not published.")
        yield message, draft.user, draft.created_at


def _draft(page: BilingualPage) -> Revision | None:
    """Return the draft of a person; what an import left unpublished, and nobody changed, is no one's work."""
    revision = page.latest_revision if page.has_unpublished_changes else None
    return revision if revision and (page.live or revision.user_id) else None
