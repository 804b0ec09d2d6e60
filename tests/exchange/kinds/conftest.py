import pytest

from tests.factories import make_kind
from tests.factories.practices import make_objective, make_plan_action, make_target_group


@pytest.fixture(autouse=True)
def named_rows(reference_rows: None) -> None:
    """What the records of these bundles name."""
    make_target_group("tenants")
    make_plan_action("10")
    make_objective("public-land")
    make_kind("municipality")
