"""Every list of the admin is exported without formulas, Wagtail's own lists and those of readers' words included."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from editorial.models import Reaction
from portal.exports import harmless
from tests.factories import make_guide, republish

FORMULA = "=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("value", "cell"), [("=1", "'=1"), (" +1", "' +1"), ("-1", "'-1"), ("@a", "'@a"), ("\t1", "'\t1"), ("a=1", "a=1")]
)
def test_cells_that_would_run_are_given_as_text(value: str, cell: str) -> None:
    assert harmless(value) == cell


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["reactions:index", "editorial:parity", "wagtailadmin_reports:aging_pages"])
def test_no_export_begins_a_cell_with_a_formula(view: str, admin_client: Client) -> None:
    republish(make_guide(), heading_fr=FORMULA)
    Reaction.objects.create(kind=Reaction.Kind.PROBLEM, language="fr", text=FORMULA)

    answer = admin_client.get(reverse(view), {"export": "csv"})

    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert f"'{FORMULA}" in text
    assert text.count(FORMULA) == text.count(f"'{FORMULA}")
