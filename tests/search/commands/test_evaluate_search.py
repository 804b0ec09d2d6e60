import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.models import IndexFile
from tests.search.test_relevance import folder

__all__ = ["folder"]
pytestmark = pytest.mark.django_db


def evaluated(*arguments: object) -> str:
    out = StringIO()
    call_command("evaluate_search", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_json_has_the_figures_of_each_engine_and_of_simpler_searches(folder: object) -> None:
    found = json.loads(evaluated(folder.path, "--json", "--engine", "fts5"))  # type: ignore[attr-defined]
    [engine] = found["engines"]
    assert (engine["engine"], engine["ndcg10"], engine["recall20"], engine["mrr10"]) == ("fts5", 1, 1, 1)
    assert {"without_accents", "one_typo"} <= set(engine)
    assert [each["name"] for each in found["baselines"]][0] == "FTS5 alone"
    assert not IndexFile.objects.exists()


def test_text_is_a_table(folder: object) -> None:
    lines = evaluated(folder.path).splitlines()  # type: ignore[attr-defined]
    assert lines[1].split() == ["fts5", "1.000", "1.000", "1.000", "1.000", "1.000"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "Name a folder"),
        (["nowhere"], "There is no corpus.jsonl in nowhere"),
        (["nowhere", "--site"], "Name a folder"),
    ],
)
def test_what_cannot_be_measured_is_said(arguments: list[str], complaint: str) -> None:
    with pytest.raises(CommandError, match=complaint):
        evaluated(*arguments)


def test_a_folder_without_a_language_or_answers_is_refused(folder: object, tmp_path: Path) -> None:
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n", encoding="utf-8")
    with pytest.raises(CommandError, match="has an answer"):
        evaluated(tmp_path)
    (tmp_path / "queries.jsonl").write_text('{"_id": "1", "text": "bail"}\n', encoding="utf-8")
    with pytest.raises(CommandError, match="--language"):
        evaluated(tmp_path)
