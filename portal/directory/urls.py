from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from portal.directory import views

THEMES = [path("", views.themes, name="themes"), path("<str:slug>/", views.theme, name="theme")]
ORGANISATIONS = [
    path("", views.organisations, name="organisations"),
    path("<str:identifier>/", views.organisation, name="organisation"),
]
MUNICIPALITIES = [
    path("", views.municipalities, name="municipalities"),
    path("<str:nis>/", views.municipality, name="municipality"),
]
LEGISLATION = [
    path("", views.legislation, name="legislation"),
    path("<str:identifier>/", views.provision, name="provision"),
]

urlpatterns = [
    path(_("glossary/"), views.glossary, name="glossary"),
    path(_("themes/"), include(THEMES)),
    path(_("organisations/"), include(ORGANISATIONS)),
    path(_("municipalities/"), include(MUNICIPALITIES)),
    path(_("legislation/"), include(LEGISLATION)),
]
