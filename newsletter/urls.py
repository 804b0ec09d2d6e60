"""The addresses of readers below the prefix of a language. Those below ``n/`` are keys, which logs do not show."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from newsletter import data_views, keyed_views, preferences_view, views

OPEN = [
    path("", views.sign_up, name="newsletter_sign_up"),
    path(_("asked/"), views.asked, name="newsletter_asked"),
    path(_("my-data/"), views.ask_for_link, name="newsletter_link"),
    path(_("my-data/asked/"), views.link_asked, name="newsletter_link_asked"),
]
KEYED = [
    path("confirm/<str:token>/", keyed_views.confirm, name="newsletter_confirm"),
    path("leave/<str:token>/", keyed_views.unsubscribe, name="newsletter_unsubscribe"),
    path("block/<str:token>/", keyed_views.block, name="newsletter_block"),
    path("preferences/<str:token>/", preferences_view.preferences, name="newsletter_preferences"),
    path("data/<str:token>/", data_views.data, name="newsletter_data"),
    path("data/<str:token>/json/", data_views.data_as_json, name="newsletter_data_json"),
]

urlpatterns = [
    path(_("newsletter/"), include(OPEN)),
    path("n/", include(KEYED)),
]
