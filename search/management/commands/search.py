from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

import languages
from accounts.models import User
from portal.published import Access
from search.forms import Question
from search.json_answer import as_data, plain
from search.results import Results, find

ANONYMOUS = "anonymous"


class Command(BaseCommand):
    help = "Search as a reader does, and print what is found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("words", help="what to look for, as typed into the search box")
        parser.add_argument("--lang", choices=languages.CODES, default=languages.CODES[0], help="language to search in")
        parser.add_argument("--also", choices=languages.CODES, help="a second language to search in")
        parser.add_argument("--as", dest="reader", default=ANONYMOUS, help="anonymous, or the mailbox of an account")
        parser.add_argument("--page", type=int, default=1, help="page of the results, from 1")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *, words: str, lang: str, also: str | None, reader: str, page: int, **options: Any) -> None:
        asked = (lang, also) if also and also != lang else (lang,)
        with translation.override(lang):
            results = find(Question(words, asked, page=max(1, page)), access_of(reader))
            text = as_json(results) if options["json"] else as_text(results)
        self.stdout.write(text)


def access_of(reader: str) -> Access:
    """Return what a reader may not see: whoever is not signed in, or the account with this mailbox."""
    if reader == ANONYMOUS:
        return Access.anonymous()
    user = User.objects.filter(email__iexact=reader, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active account {reader}.")
    return Access.of_user(user)


def as_json(results: Results) -> str:
    return json.dumps(as_data(results), ensure_ascii=False, indent=2)


def as_text(results: Results) -> str:
    lines = [f"{results.total} results" + (" (without an index)" if results.degraded else "")]
    for entry in results.entries:
        lines += [f"{entry.reference}  {plain(entry.title)}", f"    {entry.url}", f"    {plain(entry.snippet)}"]
        if entry.attachment:
            place = f"{entry.attachment.title}, page {entry.attachment.page}"
            lines.append(f"    in {place}: {plain(entry.attachment.snippet)}")
    return "\n".join(lines)
