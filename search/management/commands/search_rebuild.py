from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

import languages
from search import tasks
from search.engines.base import EngineDown
from search.models import SearchDocument


class Command(BaseCommand):
    help = "Build the search indexes anew beside those that serve, then switch. May be interrupted at any time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lang", choices=languages.CODES, help="only the index of this language")

    def handle(self, *, lang: str | None, **options: Any) -> None:
        try:
            for language in [lang] if lang else languages.CODES:
                self.stdout.write(f"{language}: {self.rebuild(language)} documents")
        except KeyboardInterrupt:
            raise CommandError("Interrupted. The index that served still does.", returncode=130) from None
        except EngineDown as down:
            raise CommandError(f"The index cannot be built: {down}") from None

    def rebuild(self, language: str) -> int:
        total = SearchDocument.objects.filter(language=language, deleted=False).count()
        console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            bar = progress.add_task(language, total=total)
            return tasks.rebuild(language, lambda count: progress.update(bar, completed=count))
