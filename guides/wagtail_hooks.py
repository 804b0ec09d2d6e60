"""What guides add to Wagtail's admin."""

from wagtail import hooks

from guides.viewsets import AudienceViewSet, GuideListing, GuideViews
from portal.reference_data import offers

offers(AudienceViewSet())


@hooks.register("register_admin_viewset")
def guides() -> list[object]:
    return [GuideListing(), GuideViews()]
