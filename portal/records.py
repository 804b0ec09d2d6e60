"""The records that a reader may see, whatever their kind: for the home page, lists and furniture."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.models import Page

from portal.kinds import is_record, record_models
from portal.published import Access, visible
from portal.record_index import record_index
from portal.theme_tree import THEME, Branch, theme_tree

__all__ = ["main_themes", "record_models", "records"]


def records(access: Access) -> QuerySet[Page]:
    """Return every record that may be seen with this access."""
    return visible(Page.objects.filter(is_record()), access)


def main_themes(access: Access) -> list[Branch]:
    """Return the themes at the top of the vocabulary that lead to records, by their label."""
    return [branch for branch in theme_tree(record_index(access).of(THEME)) if branch.depth == 0]
