import json
from pathlib import Path

import pytest

from search.baselines import Ranking, baselines
from search.evaluation import evaluated
from search.relevance import Asked, Folder, measured, misspelt, ndcg, recall, reciprocal_rank, without_accents
from tests.conftest import ROOT

SHARED = ROOT.parent / "shared" / "data" / "relevance"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    documents = [("a", "Le bail", "Un bail est écrit."), ("b", "", "Le loyer du logement."), ("c", "", "Autre chose.")]
    rows = [json.dumps({"_id": key, "title": title, "text": text}) for key, title, text in documents]
    (tmp_path / "corpus.jsonl").write_text("\n".join(rows), encoding="utf-8")
    asked = [
        {"_id": "1", "text": "quel bail", "lang": "fr"},
        {"_id": "2", "text": "loyer", "lang": "fr"},
        {"_id": "3", "text": "x"},
    ]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n1\ta\t1\n2\tb\t2\n2\tc\t0\n", encoding="utf-8")
    return Folder(tmp_path)


def test_a_folder_gives_its_questions_with_their_answers(folder: Folder) -> None:
    assert folder.questions() == [Asked("quel bail", {"a": 1}), Asked("loyer", {"b": 2})]
    assert folder.questions("queries_typo.jsonl") == []
    assert folder.language() == "fr"


def test_measures() -> None:
    grades = {"a": 1, "b": 1}
    assert ndcg(["a", "b"], grades) == 1
    assert ndcg(["x", "a"], {"a": 1}) == pytest.approx(0.6309, abs=1e-4)
    assert recall(["a", "x"], grades) == 0.5
    assert reciprocal_rank(["x", "y", "b"], grades) == pytest.approx(1 / 3)
    assert reciprocal_rank(["x"] * 10 + ["a"], grades) == 0
    assert measured([Asked("q", grades)], lambda text: ["a", "b"]).mrr10 == 1


def test_ways_to_write_a_question_badly() -> None:
    assert without_accents("déjà été") == "deja ete"
    assert misspelt("un logement") != "un logement"
    assert misspelt("un logement") == misspelt("un logement")
    assert misspelt("un an") == "un an"


@pytest.mark.django_db
def test_the_engine_is_measured_in_an_index_of_its_own(folder: Folder) -> None:
    found = evaluated("fts5", folder, "fr")
    assert (found.name, found.clean.ndcg10, found.clean.recall20, found.clean.mrr10) == ("fts5", 1, 1, 1)


@pytest.mark.parametrize("name", [each.name for each in baselines("fr")])
def test_simpler_searches_find_plain_words(folder: Folder, name: str) -> None:
    [baseline] = [each for each in baselines("fr") if each.name == name]
    rank = Ranking(baseline, folder.everything())
    assert rank("bail")[0] == "a"
    assert rank('" ^ *') == []


@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.skipif(not SHARED.exists(), reason="the sets of questions are not here")
@pytest.mark.parametrize(("name", "language", "least"), [("spf_fr", "fr", 0.86), ("rijks_nl", "nl", 0.875)])
def test_real_questions_are_answered(name: str, language: str, least: float) -> None:
    found = evaluated("fts5", Folder(SHARED / name), language)
    assert found.clean.ndcg10 >= least
    assert found.misspelt
    assert found.misspelt.ndcg10 >= found.clean.ndcg10 - 0.02
    assert found.plain
    assert found.plain.ndcg10 == pytest.approx(found.clean.ndcg10)
