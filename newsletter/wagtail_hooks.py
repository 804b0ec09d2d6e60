"""What the newsletter adds to Wagtail's admin; everything is decided elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.log_actions import LogActionRegistry

from newsletter import exporting, importing, subscribers_admin, transfers_admin
from newsletter.subscribers_admin import ConsentTextViewSet, SubscriberViewSet


class RightMenuItem(MenuItem):
    """An item for those who have a right."""

    def __init__(self, label: Any, view: str, right: str, **kwargs: Any) -> None:
        super().__init__(label, reverse(view), name=view, **kwargs)
        self.right = right

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.right)


#: Label, view and right of the pages that are not lists.
PAGES = (
    (_("Subscribers in figures"), "subscriber_figures", "newsletter.view_subscriber"),
    (_("Import subscribers"), "import_subscribers", "newsletter.import_subscriber"),
    (_("Export subscribers"), "export_subscribers", "newsletter.export_subscriber"),
)


class NewsletterGroup(ModelViewSetGroup):
    """The menu “Newsletter”."""

    menu_label = _("Newsletter")
    menu_name = "newsletter"
    menu_icon = "mail"
    menu_order = 350
    items = (SubscriberViewSet(), ConsentTextViewSet())

    def get_submenu_items(self) -> list[Any]:
        return [*super().get_submenu_items(), *(RightMenuItem(*page, order=100) for page in PAGES)]


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("newsletter/import/", transfers_admin.bring_in, name="import_subscribers"),
        path("newsletter/export/", transfers_admin.take_out, name="export_subscribers"),
        path("newsletter/figures/", transfers_admin.numbers, name="subscriber_figures"),
        path("newsletter/subscribers/<int:pk>/end/", subscribers_admin.end, name="end_subscriber"),
        path("newsletter/subscribers/<int:pk>/erase/", subscribers_admin.erase, name="erase_subscriber"),
    ]


@hooks.register("register_admin_viewset")
def newsletter() -> NewsletterGroup:
    return NewsletterGroup()


@hooks.register("register_log_actions")
def what_is_logged(actions: LogActionRegistry) -> None:
    actions.register_action(importing.IMPORTED, _("Import subscribers"), _("Subscribers imported."))
    actions.register_action(exporting.EXPORTED, _("Export subscribers"), _("Subscribers exported."))
    actions.register_action(subscribers_admin.ENDED, _("Unsubscribe somebody"), _("Somebody unsubscribed."))
    actions.register_action(subscribers_admin.ERASED, _("Erase a subscriber"), _("Subscriber erased."))
