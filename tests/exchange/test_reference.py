from pathlib import Path

import pytest

from exchange.errors import BundleRefused
from exchange.reference import SHIPPED, Changes, load_reference_data
from guides.models import Audience
from law.models import Act, Provision
from organisations.models import Municipality, Organisation
from tests.exchange.shipped import change
from themes.models import Label, Theme

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, ...]:
    return tuple(
        model.objects.count() for model in (Theme, Label, Organisation, Municipality, Provision, Act, Audience)
    )


def test_shipped_data_loads_whole_and_a_second_time_changes_nothing() -> None:
    first = load_reference_data(SHIPPED)
    labels = set(Label.objects.values_list("pk", flat=True))

    assert first == Changes(created=229)
    assert load_reference_data(SHIPPED) == Changes(unchanged=229)
    assert set(Label.objects.values_list("pk", flat=True)) == labels
    assert counts()[:5] == (97, len(labels), 69, 19, 10)


def test_dry_run_counts_and_changes_nothing() -> None:
    assert load_reference_data(SHIPPED, dry_run=True) == Changes(created=229)
    assert not Theme.objects.exists()


def test_problem_in_one_file_keeps_all_of_them_out(folder: Path) -> None:
    change(folder / "provisions.csv", "2025-05-01", "1 mai 2025")
    change(folder / "organisations.csv", "inspection,regional", "inspection,regionale")

    with pytest.raises(BundleRefused) as caught:
        load_reference_data(folder)

    assert [(each.file, each.line, each.column, each.key) for each in caught.value.problems] == [
        ("organisations.csv", 5, 2, "kind"),
        ("provisions.csv", 8, 6, "amended_on"),
    ]
    assert counts() == (0,) * 7


def test_value_that_its_model_refuses_is_told_with_its_column(folder: Path) -> None:
    change(folder / "vocabulary.csv", "Logement insalubre", "x" * 151)
    change(folder / "organisations.csv", "id,kind", "mailbox,id,kind")
    text = (folder / "organisations.csv").read_text(encoding="utf-8").splitlines()
    rows = [text[0], *(f"nobody,{line}" if number == 0 else f",{line}" for number, line in enumerate(text[1:]))]
    (folder / "organisations.csv").write_text("\n".join(rows), encoding="utf-8")

    with pytest.raises(BundleRefused) as caught:
        load_reference_data(folder)

    assert [(each.file, each.line, each.key) for each in caught.value.problems] == [
        ("organisations.csv", 2, "mailbox"),
        ("vocabulary.csv", 13, "prefLabel_fr"),
    ]
