"""Every address of the site. Pages are found by ``portal.models.Address``, under one prefix per language."""

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail.admin import urls as admin_urls
from wagtail.admin.urls import pages as admin_page_urls
from wagtail.documents import urls as document_urls

from portal import showcase, views
from portal.edit_transaction import write_edits_at_once

write_edits_at_once([*admin_page_urls.urlpatterns, *admin_urls.urlpatterns])

urlpatterns = [
    path("", views.choose_language, name="choice"),
    path("id/<str:reference>", views.permalink, name="permalink"),
    path("admin/", include("accounts.admin_urls")),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", views.sitemap_file, name="sitemap_file"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("api/v1/", include("search.api_urls")),
    path("media/images/<path:path>", views.image, name="image"),
    path("n/", include("newsletter.neutral_urls")),
]

if apps.is_installed("anymail"):
    urlpatterns.append(path("anymail/", include("anymail.urls")))

urlpatterns += i18n_patterns(
    path(_("search/"), include("search.urls")),
    path(_("sign-in/"), include("accounts.urls")),
    path(_("recommendations/"), include("seminars.urls")),
    path(_("components/"), showcase.components, name="components"),
    path("", include("newsletter.urls")),
    path("", include("editorial.public_urls")),
    path("", include("seminars.keyed_urls")),
    path("", include("portal.directory.urls")),
    re_path(r"^(?P<path>.*)$", views.serve, name="page"),
)

handler400 = "portal.error_views.bad_request"
handler403 = "portal.error_views.forbidden"
handler404 = "portal.error_views.not_found"
handler500 = "portal.error_views.server_error"
