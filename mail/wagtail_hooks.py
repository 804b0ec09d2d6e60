"""What mail adds to Wagtail's admin; everything is decided elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mail.admin_views import MAY_ACT, MAY_LOOK, MailPanel


class MailItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_LOOK) or request.user.has_perm(MAY_ACT)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("mail/", include("mail.urls"))]


@hooks.register("register_reports_menu_item")
def messages() -> MenuItem:
    return MailItem(_("Mail"), reverse("mail:messages"), name="mail", icon_name="mail", order=300)


@hooks.register("construct_homepage_panels")
def what_failed(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(MailPanel(request))
