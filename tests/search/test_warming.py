"""The first reader of a process finds what search knows of words already there."""

from __future__ import annotations

import pytest

from search import learned, warming
from search.engine import engine
from search.plan import Query
from tests.search.conftest import Publish

pytestmark = pytest.mark.usefixtures("site")


def test_after_warming_a_question_reads_no_words(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(heading_fr="Le logement")
    learned._held.clear()
    warming.read()
    monkeypatch.setattr(type(engine()), "words", None)
    [correction] = learned.Understanding()(Query("logemant", "fr")).corrections
    assert correction.read == "logement"


def test_what_fails_is_told_to_the_log_alone(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(warming, "Understanding", None)
    warming.read()
    assert "first question" in caplog.text
