"""Makes a draft of the texts of a Word file, or adds them to a draft in the language that it still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from exchange.word.blocks import read
from exchange.word.kinds import WordKind
from exchange.word.report import Report
from exchange.word.rows import Row
from exchange.word.sorting import Sorted, sort
from portal.concurrent_edits import check_free
from portal.uploads.checking import check_upload
from seminars.models import PanelPage


@dataclass(frozen=True)
class WordFile:
    """A Word file as somebody brought it: what kind of record it is to become, and in which language it is."""

    name: str
    content: bytes
    kind: WordKind
    language: str

    def check(self) -> None:
        """Raise ValidationError, in the active language, for a file that is none of Word's or does harm."""
        if PurePath(self.name.lower()).suffix in (".odt", ".pdf", ".txt"):
            raise ValidationError(_("Save the file as a Word document (.docx) first."))
        check_upload(BytesIO(self.content), self.name)
        if PurePath(self.name.lower()).suffix != ".docx":
            raise ValidationError(_("Save the file as a Word document (.docx) first."))

    def texts(self) -> Sorted:
        """Return what the file holds. Raises ValidationError for one that cannot be read."""
        self.check()
        return sort(read(BytesIO(self.content)), self.kind, self.language, PurePath(self.name).stem)


@transaction.atomic
def create(found: Sorted, file: WordFile, above: Page, user: Any = None) -> Any:
    """Return a new draft below a page, with the texts in the language of the file."""
    page = file.kind.model(live=False, locale=above.locale, owner=user, original_language=file.language)
    for name, text in _texts(found).items():
        setattr(page, f"{name}_{file.language}", text)
    for relation, rows in found.rows.items():
        setattr(page, relation, [_new_row(file, relation, row) for row in rows])
    if isinstance(page, PanelPage):
        page.number = above.get_children().count() + 1
    above.add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create", clean=False)
    return page


@transaction.atomic
def complete(found: Sorted, file: WordFile, page: Page, user: Any = None) -> Any:
    """Add the texts to the last version of a page; a field that says something already keeps it.

    Raises ValidationError when somebody has locked the page or it waits for a decision.
    """
    check_free(page)
    draft: Any = page.specific_deferred.get_latest_revision_as_object()
    for name, text in _texts(found).items():
        field = f"{name}_{file.language}"
        if not getattr(draft, field):
            setattr(draft, field, text)
        elif getattr(draft, field).strip() != text.strip():
            _leave(found.report, draft, field, text)
    for relation, rows in found.rows.items():
        _complete_rows(found.report, draft, file, relation, rows)
    draft.save_revision(user=user, log_action=True, clean=False)
    return draft


def _complete_rows(report: Report, draft: Any, file: WordFile, relation: str, rows: list[Row]) -> None:
    """Put the rows beside those of the other language, one by one, where there are as many that say nothing yet."""
    kind, there = file.kind.rows[relation], list(getattr(draft, relation).all())
    names = [f"{name}_{file.language}" for name in (kind.title, kind.text) if name]
    heading = kind.headings[file.language]
    if not there:
        setattr(draft, relation, [_new_row(file, relation, row) for row in rows])
    elif len(there) != len(rows) or any(getattr(row, name) for row in there for name in names):
        reason = _("The record has %(there)d such rows already, the file %(found)d: they were kept as they are.")
        text = "\n\n".join("\n\n".join(filter(None, [row.title, row.text])) for row in rows)
        report.leave(heading, reason % {"there": len(there), "found": len(rows)}, text)
    else:
        for row, found in zip(there, rows, strict=True):
            for name, text in zip(names, (found.title, found.text), strict=False):
                setattr(row, name, text)
        setattr(draft, relation, there)
        report.told.append(
            _("“%(heading)s”: look whether the rows of both languages are in the same order.") % {"heading": heading}
        )


def _new_row(file: WordFile, relation: str, row: Row) -> Any:
    kind = file.kind.rows[relation]
    texts = {f"{kind.title}_{file.language}": row.title}
    if kind.text:
        texts[f"{kind.text}_{file.language}"] = row.text
    return getattr(file.kind.model, relation).rel.related_model(**texts)


def _texts(found: Sorted) -> dict[str, str]:
    texts = {"heading": found.title, "summary": found.summary, **found.texts}
    return {name: text for name, text in texts.items() if text}


def _leave(report: Report, page: Any, field: str, text: str) -> None:
    name = page._meta.get_field(field).verbose_name
    report.leave(str(name), _("This field has a text already, which was kept."), text)
