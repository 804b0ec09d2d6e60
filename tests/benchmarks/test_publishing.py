from __future__ import annotations

from benchmarks.publishing import as_new, with_rows


def test_rows_of_a_guide_become_new_rows_of_another_one() -> None:
    fields = {
        "loaded_revision_id": ["8"],
        "steps-TOTAL_FORMS": ["1"],
        "steps-INITIAL_FORMS": ["1"],
        "steps-0-id": ["45"],
        "steps-0-heading_fr": ["Visitez"],
    }
    assert as_new(fields) == {
        "steps-TOTAL_FORMS": ["1"],
        "steps-INITIAL_FORMS": ["0"],
        "steps-0-id": [""],
        "steps-0-heading_fr": ["Visitez"],
    }


def test_rows_are_made_like_the_first_one() -> None:
    fields = {
        "heading_fr": ["Titre"],
        "steps-TOTAL_FORMS": ["2"],
        "steps-0-heading_fr": ["Visitez"],
        "steps-0-ORDER": ["1"],
        "steps-1-heading_fr": ["Décidez"],
        "steps-1-ORDER": ["2"],
    }
    assert with_rows(fields, "steps", 3) == {
        "heading_fr": ["Titre"],
        "steps-TOTAL_FORMS": ["3"],
        **{f"steps-{row}-heading_fr": ["Visitez"] for row in range(3)},
        **{f"steps-{row}-ORDER": [str(row + 1)] for row in range(3)},
    }
