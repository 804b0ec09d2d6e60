"""What the portal adds to Wagtail's admin; everything is decided elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.models import Page

from portal import copies, restrictions
from portal.admin_menu import without_the_useless
from portal.document_access import may_fetch
from portal.findings.views import ChecksOnCreate, ChecksOnEdit
from portal.look import theme_file
from portal.privacy_admin import image_problems, section_views
from portal.reference_data import offers, registered
from portal.reference_data.choosers import CHOOSERS
from portal.reference_data.kinds import VIEWSETS

for viewset in VIEWSETS:
    offers(viewset())


class ReferenceDataGroup(ModelViewSetGroup):
    """The menu “Reference data”, with what every installed package offers."""

    menu_label = _("Reference data")
    menu_name = "reference-data"
    menu_icon = "table"
    menu_order = 400

    @property
    def items(self) -> list[Any]:
        return registered()


@hooks.register("register_admin_viewset")
def reference_data() -> list[Any]:
    return [ReferenceDataGroup(), *CHOOSERS]


@hooks.register("register_admin_viewset")
def sections() -> list[Any]:
    return section_views()


# Before Wagtail's own check, which would answer for a document of a closed collection by leading to the sign-in page.
@hooks.register("before_serve_document", order=-100)
def serve_what_a_visible_page_uses(document: Any, request: HttpRequest) -> None:
    if not may_fetch(document, request):
        raise Http404


@hooks.register("after_copy_page")
def restrictions_follow_a_copy(request: HttpRequest, page: Page, copy: Page) -> None:
    restrictions.follow_a_copy(page, copy)


@hooks.register("after_copy_page")
def copy_says_that_it_is_one(request: HttpRequest, page: Page, copy: Page) -> None:
    copies.mark(copy)


@hooks.register("before_move_page")
def no_images_into_a_closed_section(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Refuse to move what shows images to where not everybody may go, unless it is kept to a circle already."""
    found = image_problems(page.specific) if destination.get_view_restrictions().exists() else []
    for problem in found:
        messages.error(request, problem)
    return redirect("wagtailadmin_explore", page.get_parent().pk) if found else None


# Ways around the form that copies a record, past its rules and past the hook above; nothing in the admin uses them.
for name in ("copy", "copy_for_translation", "create_alias", "convert_alias"):
    PagesAdminAPIViewSet.actions.pop(name, None)


for name in ("construct_main_menu", "construct_settings_menu", "construct_reports_menu"):
    hooks.register(name, without_the_useless)


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    sheets = [(theme_file("admin.css"),), (static("portal/admin/editing.css"),)]
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("register_admin_urls")
def checks_while_writing() -> list[URLPattern]:
    above = "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/"
    return [
        path("pages/<int:page_id>/edit/checks/", ChecksOnEdit.as_view(), name="checks_on_edit"),
        path(f"{above}checks/", ChecksOnCreate.as_view(), name="checks_on_add"),
    ]


@hooks.register("insert_editor_js")
def pairs_of_languages_and_checks() -> SafeString:
    scripts = ((static(f"portal/admin/{name}.js"),) for name in ("languages", "findings"))
    return format_html_join("\n", '<script src="{}" type="module"></script>', scripts)


@hooks.register("insert_global_admin_js")
def counter_of_characters() -> SafeString:
    return format_html(
        '<script src="{}" type="module" data-count="{}" data-over="{}" data-say-left="{}" data-say-over="{}"></script>',
        static("portal/admin/counter.js"),
        gettext("{length} of {limit} characters"),
        gettext("{length} of {limit} characters: {over} too many"),
        gettext("Characters left: {left}"),
        gettext("Characters too many: {over}"),
    )
