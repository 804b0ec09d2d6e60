"""An author looks at the language that is behind and finds that nothing in it has to change."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, PageLogEntry

import languages
from editorial.drafts import left_behind
from portal.kinds import is_record
from portal.language_state import LanguageState

ACTION = "editorial.still_right"


class StillRight(LogFormatter):
    label = _("Nothing to change in the other language")

    def format_message(self, log_entry: PageLogEntry) -> str:
        language = languages.BY_CODE[log_entry.data["language"]].name
        return gettext("%(language)s: read again, nothing to change") % {"language": language}


def can_confirm(record: Any, code: str, drafts: dict[str, frozenset[int]]) -> bool:
    """Whether all that a language waits for is a look: a text that is missing has to be written."""
    older = record.live and getattr(record, f"language_state_{code}") == LanguageState.OLDER
    return older or record.pk in drafts[code]


def version_of(record: Any) -> str:
    """Return what tells the version of a record that somebody looked at from a later one."""
    return f"{record.live_revision_id}-{record.latest_revision_id}"


@transaction.atomic
def confirm(pk: int, code: str, *, seen: str, user: Any) -> None:
    """Note that a language is still right beside the version that was seen, for readers and in the draft.

    Raises ValidationError when the record has changed since, or when nothing waits for this language.
    """
    page = Page.objects.select_for_update().get(is_record(), pk=pk)
    record = page.specific
    drafts = left_behind(Page.objects.filter(pk=pk))
    if version_of(record) != seen:
        raise ValidationError(gettext("The record has changed since you looked at it: compare the languages again."))
    if not can_confirm(record, code, drafts):
        raise ValidationError(gettext("Nothing waits for this language any more, or a text of it is missing."))
    if pk in drafts[code]:
        draft = record.get_latest_revision_as_object()
        draft.languages_agree = True
        draft.save_revision(user=user, clean=False)
    if getattr(record, f"language_state_{code}") == LanguageState.OLDER:
        _catch_up(record, code)
    log(instance=record, action=ACTION, user=user, data={"language": code})


def _catch_up(record: Any, code: str) -> None:
    moment = getattr(record, f"text_changed_at_{languages.other(code)}")
    columns = {f"text_changed_at_{code}": moment, f"language_state_{code}": LanguageState.COMPLETE.value}
    type(record).objects.filter(pk=record.pk).update(**columns)
