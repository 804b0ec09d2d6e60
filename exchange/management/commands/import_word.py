from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from wagtail.models import Page

import languages
from exchange.word import drafts
from exchange.word.kinds import KINDS
from exchange.word.report import Report
from practices.models import PracticeIndexPage


class Command(BaseCommand):
    help = "Make a draft of a Word file, and tell what did not fit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a Word document (.docx)")
        parser.add_argument("--kind", choices=KINDS, required=True, help="what the file becomes")
        parser.add_argument("--language", choices=languages.CODES, required=True, help="the language of the file")
        parser.add_argument("--below", help="reference of the seminar, for a panel")
        parser.add_argument("--into", help="reference of a draft that gets the texts it lacks")

    def handle(self, *, file: Path, kind: str, language: str, **options: Any) -> None:
        try:
            word = drafts.WordFile(file.name, file.read_bytes(), KINDS[kind], language)
            found = word.texts()
            if options["into"]:
                page = drafts.complete(found, word, _page(options["into"], KINDS[kind].model))
            else:
                page = drafts.create(found, word, _above(kind, options["below"]))
        except OSError as error:
            raise CommandError(str(error)) from None
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        self.stdout.write(_("Draft %(reference)s: “%(title)s”.") % {"reference": page.slug, "title": page.title})
        self.stdout.write("\n".join(lines(found.report)))


def _page(reference: str, model: type[Any]) -> Any:
    page = model.objects.filter(slug=reference).first()
    if page is None:
        raise CommandError(_("There is no such record: %s.") % reference)
    return page


def _above(kind: str, reference: str | None) -> Page:
    model = KINDS[kind].model.allowed_parent_page_models()[0]
    if model is PracticeIndexPage:
        return model.objects.get()
    if not reference:
        raise CommandError(_("Say below which record: --below REFERENCE."))
    page: Page = _page(reference, model)
    return page


def lines(report: Report) -> list[str]:
    """Return the report as lines of text, the texts that are not in the draft included."""
    if report.is_empty:
        return [_("Everything is in the draft.")]
    kept = [f"{each.name}: {each.reason}\n{each.text}" for each in report.left_over]
    return [*report.told, *kept]
