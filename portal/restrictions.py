"""Restrictions go where a record goes: a copy of it, or its new place, is open to nobody whom the record kept out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move


def of(page: Page) -> QuerySet[PageViewRestriction]:
    """Return the restrictions on a page and above it."""
    return page.get_view_restrictions().prefetch_related("groups")


@transaction.atomic
def keep(page: Page, restrictions: Iterable[PageViewRestriction]) -> None:
    """Put on a page those restrictions that nothing on it or above it stands for."""
    for restriction in restrictions:
        if not any(_stands_for(there, restriction) for there in of(page)):
            copy = PageViewRestriction(page=Page.objects.get(pk=page.pk), restriction_type=restriction.restriction_type)
            copy.password = restriction.password
            copy.save()
            copy.groups.set(restriction.groups.all())


def _stands_for(there: PageViewRestriction, asked: PageViewRestriction) -> bool:
    """Whether one restriction lets in only people whom the other lets in too."""
    if there.pk == asked.pk:
        return True
    groups = there.restriction_type == PageViewRestriction.GROUPS
    if asked.restriction_type == PageViewRestriction.LOGIN:
        return groups or there.restriction_type == PageViewRestriction.LOGIN
    if asked.restriction_type == PageViewRestriction.GROUPS:
        return groups and {each.pk for each in there.groups.all()} <= {each.pk for each in asked.groups.all()}
    return there.restriction_type == asked.restriction_type and there.password == asked.password


@receiver(post_page_move)
def follow_a_move(sender: Any, instance: Page, parent_page_before: Page, parent_page_after: Page, **kw: Any) -> None:
    """Keep what kept people out at the former place; whoever wants the record open says so afterwards."""
    if parent_page_before.pk != parent_page_after.pk:
        keep(instance, of(parent_page_before))


def follow_a_copy(page: Page, copy: Page) -> None:
    """Keep on a copy what kept people out of the page, and on what was copied below it what kept people out there."""
    keep(copy, of(page))
    # A copy has the same pages below it in the same order, or none.
    for one, other in zip(page.get_descendants(), copy.get_descendants(), strict=False):
        keep(other, one.view_restrictions.prefetch_related("groups"))
