"""What can be done to a page of any type."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction


def reload(page: Page) -> Any:
    """Return the page as another request would find it."""
    return Page.objects.get(pk=page.pk).specific


def republish(page: Page, **changes: Any) -> Any:
    """Change the latest version of a page as an editor does, and publish it."""
    latest = reload(page).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(latest, name, value)
    latest.save_revision().publish()
    return reload(page)


def restrict(page: Page, *groups: Group) -> PageViewRestriction:
    """Keep a page and all below it to people who are signed in, or to the members of groups."""
    kind = PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN
    restriction = PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type=kind)
    restriction.groups.set(groups)
    return restriction


def schedule(page: Page, **changes: Any) -> Any:
    """Approve the latest version of a page for publication in an hour."""
    return republish(page, go_live_at=timezone.now() + timedelta(hours=1), **changes)
