from pathlib import Path

import pytest

from exchange.errors import BundleRefused
from exchange.reference import SHIPPED, load_reference_data
from practices.models import ContractObjective, PlanAction, TargetGroup

pytestmark = pytest.mark.django_db

FILES = ("target_groups.csv", "plan_actions.csv", "contract_objectives.csv")


@pytest.fixture
def practice_files(tmp_path: Path) -> Path:
    """Give a copy of the shipped files that only practices refer to."""
    for name in FILES:
        (tmp_path / name).write_text((SHIPPED / name).read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def test_what_practices_refer_to_is_loaded_in_both_languages(practice_files: Path) -> None:
    load_reference_data(practice_files)
    action = PlanAction.objects.get()
    assert (action.identifier, action.number, action.title_nl) == ("10", 10, "Huisvestingsovereenkomst")
    assert TargetGroup.objects.get(identifier="tenants").name_nl == "Huurders"
    assert ContractObjective.objects.get(identifier="reasonable-rents").number is None


def test_an_objective_may_have_its_number(practice_files: Path) -> None:
    text = "id,title_fr,title_nl,number\npublic-land,Foncier public,Openbare gronden,5\n"
    (practice_files / "contract_objectives.csv").write_text(text, encoding="utf-8")
    load_reference_data(practice_files)
    assert ContractObjective.objects.get().number == 5


@pytest.mark.parametrize("number", ["-1", "1.5", "ten", "100000"])
def test_a_number_that_is_none_is_refused(practice_files: Path, number: str) -> None:
    path = practice_files / "plan_actions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("10,10,", f"10,{number},"), encoding="utf-8")
    with pytest.raises(BundleRefused) as refused:
        load_reference_data(practice_files)
    (line,) = refused.value.problems
    assert "plan_actions.csv" in str(line)
    assert not PlanAction.objects.exists()
