"""What follows in the portal when a page is published, moved or deleted, in the same transaction.

The handlers decide nothing: they hand the page to the function that does.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Revision
from wagtail.signals import page_published, post_page_move

from portal import addresses, key_terms, language_state, renditions
from portal.models import BilingualPage, ContentPage, PortalImage
from portal.models.list_stamps import note_change
from portal.signals import facts_changed
from themes.models import Label, Theme


@receiver(page_published)
def take_addresses(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    # Wagtail sends the signal for a page that is only scheduled, too.
    if isinstance(instance, BilingualPage) and instance.live:
        addresses.make_current(instance)
        # Documents are served by what uses them: the index must be right before the answer, not after a task.
        ReferenceIndex.create_or_update_for_object(instance)


@receiver(page_published)
def note_language_state(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, ContentPage) and instance.live:
        columns = language_state.record(instance)
        if instance.significant_change or instance.changed_significantly_at is None:
            columns["changed_significantly_at"] = timezone.now()
        columns["significant_change"] = False
        type(instance).objects.filter(pk=instance.pk).update(**columns)
        for name, value in columns.items():
            setattr(instance, name, value)
        _spend(kwargs["revision"])


def _spend(revision: Revision) -> None:
    """Take the author's word on this one version out of it, or the form would bring it back with the next one."""
    revision.content |= {"languages_agree": False, "significant_change": False}
    revision.save(update_fields=["content"])


@receiver(post_page_move)
def follow_move(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    page = instance.specific
    if isinstance(page, BilingualPage) and page.live:
        addresses.make_current(page)


@receiver(pre_delete)
def leave_tombstone(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, BilingualPage):
        addresses.withdraw(instance)


@receiver(post_save)
def read_lists_again(sender: type[Any], instance: Any, update_fields: Any, **kwargs: Any) -> None:
    """Saving a draft writes columns that no list shows; the rows of a page are only written with their page."""
    if isinstance(instance, Page) and (update_fields is None or "live" in update_fields):
        note_change()


@receiver([post_save, post_delete], sender=PageViewRestriction)
@receiver(post_delete, sender=Page)
@receiver([post_page_move, facts_changed])
def read_lists_again_without_a_page(sender: type[Any], **kwargs: Any) -> None:
    note_change()


@receiver([post_save, post_delete], sender=Theme)
@receiver([post_save, post_delete], sender=Label)
def explain_other_terms(sender: type[Any], **kwargs: Any) -> None:
    transaction.on_commit(key_terms.forget)


@receiver(post_save, sender=PortalImage)
def make_picture(sender: type[Any], instance: PortalImage, raw: bool, **kwargs: Any) -> None:
    # The task is a row of the same transaction: what is rolled back leaves none.
    if not raw:
        renditions.make_later.enqueue(instance.pk)
