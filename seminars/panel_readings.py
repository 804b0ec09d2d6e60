"""The draft of a note is read by the panel: links by mail, comments on paragraphs, and the word that it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from languages.text import Text, in_language
from mail.compose import compose
from portal.markdown.plain import plain
from seminars.models import PanelPage, PanelReader, ReaderComment
from seminars.models.choices import NoteState

DAYS_TO_READ = 30
#: So long after the link has ended, who was asked and what they said is forgotten.
DAYS_KEPT = 180
MOST_COMMENTS = 200
LONGEST_QUOTE = 300
BLANK_LINES = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Invited:
    """Somebody to be asked."""

    name: str
    address: str
    language: str


@dataclass(frozen=True)
class Paragraph:
    """A part of the draft that can be spoken of; ``section`` is set for the first of a section."""

    anchor: str
    text: Text
    section: Any = ""


def draft_of(panel: PanelPage) -> PanelPage:
    latest: PanelPage = panel.get_latest_revision_as_object()
    return latest


def paragraphs(draft: PanelPage, code: str) -> Iterator[Paragraph]:
    """Yield the note and the recommendations of a draft, paragraph by paragraph, in a language."""
    for name in PanelPage.markdown_texts:
        text = in_language(draft, name, code)
        label = draft._meta.get_field(f"{name}_{code}").verbose_name
        yield from _parts(name, BLANK_LINES.split(str(text)), text, str(label).rpartition(" (")[0])
    rows = [in_language(row, "text", code) for row in draft.recommendations.all()]
    for number, row in enumerate(rows):
        yield from _parts("recommendation", [str(row)], row, _("Recommendations") if number == 0 else "")


def _parts(name: str, pieces: Iterable[str], whole: Text, label: str) -> Iterator[Paragraph]:
    first = True
    for piece in filter(str.strip, pieces):
        digest = sha256(piece.strip().encode()).hexdigest()[:12]
        yield Paragraph(f"{name}-{digest}", Text(piece.strip(), whole.language), label if first else "")
        first = False


@transaction.atomic
def ask(panel: PanelPage, invited: Invited) -> PanelReader:
    """Send somebody a link to the draft; a second one takes the place of the first, and comments stay."""
    key, now = token_urlsafe(32), timezone.now()
    facts = {
        **{"name": invited.name, "language": invited.language, "key_hash": hash_of(key), "asked_at": now},
        **{"until": now + timedelta(days=DAYS_TO_READ), "revoked_at": None, "finished_at": None},
    }
    reader, _made = PanelReader.objects.update_or_create(panel=panel, address=invited.address, defaults=facts)
    with translation.override(invited.language):
        link = reverse("panel_reading", args=[key])
        context = {"name": invited.name, "panel": str(draft_of(panel).heading), "link": link, "until": reader.until}
    compose(
        kind="panel_reading",
        to=invited.address,
        language=invited.language,
        template="seminars/email/reading",
        context=context,
        reason=f"panel_reading:{reader.key_hash}",
        secret=True,
    )
    return reader


def hash_of(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def reader_of(key: str) -> PanelReader | None:
    """Return whose link it is; None for one that was never sent, taken back, replaced, or is over."""
    reader = PanelReader.objects.select_related("panel").filter(key_hash=hash_of(key)).first()
    return reader if reader and reader.may_read else None


def comment(reader: PanelReader, anchor: str, text: str) -> ReaderComment:
    """Keep what a reader says; raises ValidationError when the paragraph has changed, or when it is too much."""
    found = {each.anchor: each for each in paragraphs(draft_of(reader.panel), reader.language)}
    if anchor not in found:
        raise ValidationError(
            _("This paragraph has changed since you opened the page: look at it again, then comment.")
        )
    if reader.comments.count() >= MOST_COMMENTS:
        raise ValidationError(_("That is a great deal. Please write the rest to the rapporteur."))
    quote = Truncator(plain(str(found[anchor].text))).chars(LONGEST_QUOTE)
    return ReaderComment.objects.create(reader=reader, anchor=anchor, quote=quote, text=text)


def finish(reader: PanelReader) -> None:
    PanelReader.objects.filter(pk=reader.pk, finished_at=None).update(finished_at=timezone.now())


@transaction.atomic
def close(panel: PanelPage, user: Any) -> None:
    """Note in the draft that the panel has read it, and end the links."""
    PanelReader.objects.filter(panel=panel, revoked_at=None).update(revoked_at=timezone.now())
    draft = draft_of(panel)
    if draft.note_state == NoteState.DRAFT:
        draft.note_state = NoteState.READ.value
        draft.save_revision(user=user, clean=False)


def purge() -> str:
    """Forget who was asked and what they said, when the links have long been over."""
    old = PanelReader.objects.filter(until__lt=timezone.now() - timedelta(days=DAYS_KEPT))
    number, _each = old.delete()
    return f"{number} rows" if number else ""
