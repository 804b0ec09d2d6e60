"""What mail programs ask for by themselves: an address without a language."""

from django.urls import path

from newsletter import keyed_views

urlpatterns = [path("u/<str:token>", keyed_views.one_click, name="newsletter_one_click")]
