"""What seminars and working groups add to Wagtail's admin."""

from wagtail import hooks

from seminars.viewsets import (
    PanelListing,
    PanelViews,
    SeminarListing,
    SeminarViews,
    WorkingGroupListing,
    WorkingGroupViews,
)


@hooks.register("register_admin_viewset")
def seminars() -> list[object]:
    return [SeminarListing(), PanelListing(), WorkingGroupListing(), SeminarViews(), PanelViews(), WorkingGroupViews()]
