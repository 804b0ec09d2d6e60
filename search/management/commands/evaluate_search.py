from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

import languages
from search import evaluation
from search.evaluation import Evaluated
from search.relevance import Folder, Measures

FILES = ("corpus.jsonl", "queries.jsonl")


class Command(BaseCommand):
    help = (
        "Measure how well search answers questions whose answers are known: those of a folder (corpus.jsonl, "
        "queries.jsonl, qrels.tsv and, if there, queries_typo.jsonl), in an index of its own, or the project's own "
        "questions to the demonstration with --site. Changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="folder with the questions")
        parser.add_argument("--site", action="store_true", help="the project's own questions, to the site as it is")
        parser.add_argument("--engine", choices=sorted(evaluation.SCRATCH), help="only this engine")
        parser.add_argument("--language", choices=languages.CODES, help="language of the documents")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *, folder: Path | None, site: bool, **options: Any) -> None:
        if site == (folder is not None):
            raise CommandError("Name a folder, or say --site.")
        engines, baselines = self.of_site() if folder is None else self.of_folder(folder, options)
        self.stdout.write(as_json(engines, baselines) if options["json"] else as_text([*engines, *baselines]))

    def of_folder(self, path: Path, options: dict[str, Any]) -> tuple[list[Evaluated], list[Evaluated]]:
        for name in FILES:
            if not (path / name).is_file():
                raise CommandError(f"There is no {name} in {path}.")
        folder = Folder(path)
        language = options["language"] or folder.language()
        if language not in languages.CODES:
            raise CommandError("The questions do not say their language: name it with --language.")
        if not folder.questions():
            raise CommandError(f"No question of {path} has an answer in qrels.tsv.")
        names = [options["engine"]] if options["engine"] else evaluation.at_hand()
        if not set(names) <= set(evaluation.at_hand()):
            raise CommandError("This site has no search cluster: name one in SEARCH_URL.")
        engines = [evaluation.evaluated(name, folder, language) for name in names]
        return engines, list(evaluation.compared(folder, language))

    def of_site(self) -> tuple[list[Evaluated], list[Evaluated]]:
        return list(evaluation.site_figures("site", evaluation.site_questions())), []


def as_json(engines: list[Evaluated], baselines: list[Evaluated]) -> str:
    rows = {
        "engines": [_row("engine", each) for each in engines],
        "baselines": [_row("name", each) for each in baselines],
    }
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _row(name: str, each: Evaluated) -> dict[str, Any]:
    row: dict[str, Any] = {name: each.name, **_rounded(each.clean)}
    for key, measures in (("without_accents", each.plain), ("one_typo", each.misspelt)):
        if measures:
            row[key] = _rounded(measures)
    return row


def _rounded(measures: Measures) -> dict[str, float]:
    return {name: round(value, 4) for name, value in asdict(measures).items()}


def as_text(rows: list[Evaluated]) -> str:
    lines = [f"{'':<32} nDCG@10 recall@20  MRR@10   no accents  one typo (nDCG@10)"]
    for each in rows:
        clean = f"{each.clean.ndcg10:7.3f} {each.clean.recall20:9.3f} {each.clean.mrr10:7.3f}"
        more = [f"{measures.ndcg10:.3f}" for measures in (each.plain, each.misspelt) if measures]
        lines.append(f"{each.name:<32} {clean}   {'       '.join(more)}".rstrip())
    return "\n".join(lines)
