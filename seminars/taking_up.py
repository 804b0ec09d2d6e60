"""What is proposed as taking up an open recommendation: the published records whose texts name it, and saying yes."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.concurrent_edits import check_free
from portal.kept import kept
from portal.named_targets import named_targets
from portal.published import Access
from seminars.models import PanelPage, Recommendation, SeminarPage
from seminars.models.choices import RecommendationState
from seminars.numbering import PREFIX

#: Records that tell of what was recommended; they carry nothing out.
TELL_ONLY = (SeminarPage, PanelPage)
#: What is proposed is the same for everybody who looks after recommendations.
FOR_ALL = Access(frozenset())


def proposals() -> dict[str, list[int]]:
    """Return the keys of the published records that name a recommendation, by its reference."""
    found = defaultdict(list)
    named = named_targets(f"{PREFIX}-")
    telling = Page.objects.filter(pk__in=named).type(*TELL_ONLY).values_list("pk", flat=True)
    for page in sorted(named.keys() - set(telling)):
        for reference in named[page]:
            found[reference].append(page)
    return dict(found)


def proposals_kept() -> dict[str, list[int]]:
    """Return the same, read again only after a page has changed."""
    return kept("proposals", FOR_ALL, lambda: (None, proposals()))


@transaction.atomic
def take_up(row: Recommendation, record: Page, user: Any) -> bool:
    """Note in the panel that a record takes up a recommendation; return whether readers see it at once.

    It is published when the panel has no other changes that wait and the user may publish them. Raises ValidationError
    when the panel is locked or in a workflow, and when somebody else has decided on the recommendation meanwhile.
    """
    panel = PanelPage.objects.get(pk=row.panel_id)
    check_free(panel)
    draft: Any = panel.get_latest_revision_as_object()
    rows = list(draft.recommendations.all())
    own = next((each for each in rows if each.key == row.key), None)
    if own is None or own.state != RecommendationState.OPEN:
        raise ValidationError(_("Somebody has decided on this recommendation in the meantime."))
    own.state, own.taken_up_by, own.decided_on = RecommendationState.TAKEN_UP.value, record, timezone.localdate()
    draft.recommendations = rows
    alone = panel.live and not panel.has_unpublished_changes
    revision = draft.save_revision(user=user, log_action=True, clean=False)
    seen = bool(alone and panel.permissions_for_user(user).can_publish())
    if seen:
        revision.publish(user=user)
    return seen
