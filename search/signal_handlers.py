"""The events after which search looks again at pages.

They say no more than that: the row is written in the transaction of the event, whatever it was, and the index follows
when that transaction is committed. Repeats and order do no harm. Events after which somebody may no longer find a page
reach every index before the answer to the editor.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal.models.media import PortalDocument
from portal.signals import facts_changed
from search import document_texts, documents, tasks
from search.models import Counter
from themes.models import Theme, ThemedItem


@receiver([page_published, facts_changed])
def look_at_published_pages(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    _announce(documents.look_under(instance))


@receiver([page_unpublished, post_page_move])
def look_at_pages(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    _announce(documents.look_under(instance), hide=True)


@receiver(post_delete, sender=Page)
def forget_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    _announce(documents.forget(instance.pk), hide=True)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def look_at_restricted_pages(sender: type[PageViewRestriction], instance: PageViewRestriction, **kwargs: Any) -> None:
    # The page is gone when its deletion took the restriction along.
    page = Page.objects.filter(pk=instance.page_id).first()
    if page:
        _announce(documents.look_under(page), hide=True)


@receiver(post_save, sender=Theme)
def look_at_themed_pages(sender: type[Theme], instance: Theme, **kwargs: Any) -> None:
    """A theme may have got another broader theme, under which its pages are counted too."""
    items = ThemedItem.objects.filter(tag__slug__in=instance.narrower_ids())
    _announce(documents.look_again(items.values_list("content_object_id", flat=True).distinct()))


@receiver(post_save, sender=PortalDocument)
def read_document(sender: type[PortalDocument], instance: PortalDocument, **kwargs: Any) -> None:
    """A new file is read by the worker; a file that is only called or filed otherwise may now count elsewhere."""
    if document_texts.is_wanted(instance):
        transaction.on_commit(lambda: tasks.read_document.enqueue(instance.pk), robust=True)
    elif not kwargs["created"]:
        _announce(documents.look_again(document_texts.pages_to_look_at(instance)))


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def look_at_closed_files(
    sender: type[CollectionViewRestriction], instance: CollectionViewRestriction, **kwargs: Any
) -> None:
    """The files of a collection that is closed, or opened, leave search with it or come back."""
    files = PortalDocument.objects.filter(collection__path__startswith=instance.collection.path)
    _announce(documents.look_again({pk for file in files for pk in document_texts.pages_to_look_at(file)}), hide=True)


def _announce(changed: int, *, hide: bool = False) -> None:
    """Have the index follow when the transaction is committed; ``changed`` rows have got the last numbers of it."""
    if not changed:
        return
    if hide:
        last = Counter.last()
        transaction.on_commit(partial(tasks.hide, range(last - changed + 1, last + 1)), robust=True)
    transaction.on_commit(tasks.apply_changes, robust=True)
