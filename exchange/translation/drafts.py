"""Takes translated texts over into a draft: never into what is published, never into the language they come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from exchange.translation.comparing import compare
from exchange.translation.sheet import Sheet
from portal.concurrent_edits import check_free


@transaction.atomic
def take_over(pk: int, sheet: Sheet, names: set[str], *, revision: int | None, user: Any) -> int:
    """Write the named texts into a new draft of the page; return how many.

    Raises ValidationError when the page has another latest version than ``revision``, is locked, or one of the texts
    cannot be taken over.
    """
    page = Page.objects.select_for_update().get(pk=pk)
    if page.latest_revision_id != revision:
        raise ValidationError(
            _("The record has been changed since you looked: here is what the file would change now.")
        )
    check_free(page)
    draft: Any = page.specific_deferred.get_latest_revision_as_object()
    chosen = {change.name: change for change in compare(draft, sheet).changes if change.name in names}
    if any(change.refused for change in chosen.values()) or not chosen:
        raise ValidationError(_("None of the chosen texts can be taken over."))
    _write(draft, sheet.target, {name: change.after for name, change in chosen.items()})
    draft.save_revision(user=user, log_action=True, clean=False)
    return len(chosen)


def _write(draft: Any, code: str, texts: Mapping[str, str]) -> None:
    rows: dict[str, list[Any]] = {}
    for name, text in texts.items():
        relation, dot, rest = name.partition(".")
        if not dot:
            setattr(draft, f"{name}_{code}", text)
            continue
        number, _dot, field = rest.partition(".")
        held = rows.setdefault(relation, list(getattr(draft, relation).all()))
        setattr(held[int(number)], f"{field}_{code}", text)
    for relation, held in rows.items():
        setattr(draft, relation, held)
