"""What the coordination cell does with a seminar or a panel beside its form."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page


class PageTool(WagtailAdminTemplateMixin):
    """A view about one page, for those who may edit it, with the way back to its form."""

    model: type[Page]
    page: Any

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.page = get_object_or_404(self.model, pk=kwargs["pk"])
        if not self.may_use(self.page.permissions_for_user(request.user), request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may_use(self, permissions: Any, request: Any) -> bool:
        return bool(permissions.can_edit())

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        form = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.get_page_subtitle()}
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, form, here]
