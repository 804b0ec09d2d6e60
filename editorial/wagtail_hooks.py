"""What the care for records adds to Wagtail's admin; everything is decided elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import policy_registry

from accounts import roles
from editorial.backlog import RIGHTS as OF_THE_CELL
from editorial.backlog import BacklogPanel
from editorial.confirming import ACTION, StillRight
from editorial.dashboard import EditorialPanel
from editorial.reactions_admin import ReactionViewSet, WantedDocumentViewSet
from editorial.records import RIGHTS
from editorial.rule_log import RuleChanged
from editorial.verifying import ACTION as VERIFY
from editorial.verifying import Verified
from portal.models import language_rule
from portal.reference_data import offers


class RecordsReportItem(MenuItem):
    """A report that only those see who look after records."""

    rights = RIGHTS

    def is_shown(self, request: HttpRequest) -> bool:
        return policy_registry.get_by_type(Page).user_has_any_permission(request.user, self.rights)


class BacklogItem(RecordsReportItem):
    rights = OF_THE_CELL


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("editorial/", include("editorial.urls"))]


@hooks.register("register_reports_menu_item")
def what_waits() -> MenuItem:
    url = reverse("editorial:waiting")
    return RecordsReportItem(_("What waits for French or Dutch"), url, name="waiting", icon_name="globe", order=100)


@hooks.register("register_reports_menu_item")
def parity() -> MenuItem:
    url = reverse("editorial:parity")
    return RecordsReportItem(_("Parity of the two languages"), url, name="parity", icon_name="list-ul", order=110)


@hooks.register("register_reports_menu_item")
def links_that_lead_nowhere() -> MenuItem:
    url = reverse("editorial:dead_links")
    return RecordsReportItem(_("Links that lead nowhere"), url, name="dead-links", icon_name="link", order=120)


@hooks.register("register_reports_menu_item")
def what_to_verify() -> MenuItem:
    url = reverse("editorial:verification")
    return RecordsReportItem(_("To verify again"), url, name="verification", icon_name="check", order=90)


@hooks.register("register_reports_menu_item")
def what_readers_miss() -> MenuItem:
    url = reverse("editorial:backlog")
    return BacklogItem(_("What readers miss, by theme"), url, name="backlog", icon_name="clipboard-list", order=125)


@hooks.register("register_admin_viewset")
def what_readers_say() -> ReactionViewSet:
    return ReactionViewSet()


@hooks.register(roles.HOOK)
def what_the_cell_may_do() -> list[str]:
    return [f"editorial.{action}_reaction" for action in ("view", "change", "delete")]


offers(WantedDocumentViewSet("wanted-documents"))


@hooks.register("construct_homepage_panels")
def your_records(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(EditorialPanel(request))
    panels.append(BacklogPanel(request))


@hooks.register("construct_homepage_summary_items", order=1000)
def no_totals(request: HttpRequest, items: list[Any]) -> None:
    # How many pages, pictures and files there are tells nobody what to do; the panels below do, and the menu leads on.
    items.clear()


@hooks.register("register_log_actions")
def what_is_logged(actions: LogActionRegistry) -> None:
    actions.register_action(ACTION)(StillRight)
    actions.register_action(VERIFY)(Verified)
    actions.register_action(language_rule.ACTION)(RuleChanged)
