import time

import pytest

from portal.markdown.plain import plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("## Titre\n\n- un\n- deux", "Titre\n\nun\ndeux"),
        ("L’*article* **135** et `code`", "L’article 135 et code"),
        ("Voir [l’inscription](GT-2024-002) et ![plan](image:5).", "Voir l’inscription et plan."),
        ("un_mot_entier et _penché_", "un_mot_entier et penché"),
        ("| a | b |\n|---|:-:|\n| c | d |", "  a   b  \n\n  c   d  "),
        ("> cité\n\n1. premier", "cité\n\npremier"),
        ("2024 est une année, pas une liste", "2024 est une année, pas une liste"),
    ],
)
def test_marks_go_and_words_stay(text: str, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize("piece", ["[", "-", "- ", "*", "_", "|-", "![", "](", "1. ", "> ", "`"])
def test_long_runs_of_marks_take_no_time(piece: str) -> None:
    started = time.process_time()
    plain(piece * 50_000 + "x")
    assert time.process_time() - started < 2
