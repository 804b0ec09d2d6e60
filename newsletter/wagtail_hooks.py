"""What the newsletter adds to Wagtail's admin; everything is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from newsletter import exporting, importing, issue_admin, send_states, subscribers_admin, transfers_admin
from newsletter.models import IssuePage
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
        path("newsletter/issues/<int:pk>/", issue_admin.issue, name="newsletter_issue"),
        path("newsletter/issues/<int:pk>/mail/<str:code>/<str:sort>/", issue_admin.mail, name="newsletter_issue_mail"),
        path("newsletter/issues/<int:pk>/do/<str:what>/", issue_admin.act, name="newsletter_issue_act"),
        path("newsletter/subscribers/<int:pk>/end/", subscribers_admin.end, name="end_subscriber"),
        path("newsletter/subscribers/<int:pk>/erase/", subscribers_admin.erase, name="erase_subscriber"),
    ]


@hooks.register("register_admin_viewset")
def newsletter() -> NewsletterGroup:
    return NewsletterGroup()


@hooks.register("register_log_actions")
def what_is_logged(actions: LogActionRegistry) -> None:
    actions.register_action(send_states.APPROVED, _("Approve a newsletter"), _("Newsletter approved."))
    actions.register_action(send_states.CHANGED, _("Change the sending"), _("Sending of the newsletter changed."))
    actions.register_action(importing.IMPORTED, _("Import subscribers"), _("Subscribers imported."))
    actions.register_action(exporting.EXPORTED, _("Export subscribers"), _("Subscribers exported."))
    actions.register_action(subscribers_admin.ENDED, _("Unsubscribe somebody"), _("Somebody unsubscribed."))
    actions.register_action(subscribers_admin.ERASED, _("Erase a subscriber"), _("Subscriber erased."))


@hooks.register("register_page_header_buttons")
def way_to_the_sending(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if page.specific_class is IssuePage and page.pk and page.permissions_for_user(user).can_publish():
        yield Button(_("Mail"), reverse("newsletter_issue", args=[page.pk]), icon_name="mail", priority=80)
