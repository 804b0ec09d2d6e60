"""What practices add to Wagtail's admin."""

from wagtail import hooks

from portal.reference_data import offers
from practices.viewsets import (
    ContractObjectiveViewSet,
    PlanActionViewSet,
    PracticeListing,
    PracticeViews,
    TargetGroupViewSet,
)

for viewset in (TargetGroupViewSet, PlanActionViewSet, ContractObjectiveViewSet):
    offers(viewset())


@hooks.register("register_admin_viewset")
def practices() -> list[object]:
    return [PracticeListing(), PracticeViews()]
