from __future__ import annotations

import pytest

from languages.folding import plain_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Évaluation » d’un bien", "evaluation d un bien"),
        ("’t huis", "t huis"),
        ("Œuvre sociale – 2e étape", "oeuvre sociale 2e etape"),
        ("  ", ""),
    ],
)
def test_words_are_compared_without_accents_and_marks(text: str, expected: str) -> None:
    assert plain_words(text) == expected
