from __future__ import annotations

import pytest

import languages
from exchange.word.drafts import WordFile
from exchange.word.kinds import KINDS, SUMMARY
from exchange.word.template import template


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("name", KINDS)
def test_template_says_nothing_until_somebody_writes_in_it(name: str, language: str) -> None:
    kind = KINDS[name]
    found = WordFile("modele.docx", template(kind, language), kind, language).texts()
    assert (found.title, found.summary, found.texts, found.rows) == (kind.title[language], "", {}, {})
    assert found.report.is_empty


@pytest.mark.parametrize("name", KINDS)
def test_template_guides_through_every_field(name: str) -> None:
    assert set(KINDS[name].guidance) == {SUMMARY, *KINDS[name].sections}
    assert all(set(said) == set(languages.CODES) for said in KINDS[name].guidance.values())
