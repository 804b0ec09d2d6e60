"""Drafts read by a link that was mailed: the key is in the address, which logs do not show."""

from django.urls import path

from seminars.panel_reading_views import read

urlpatterns = [path("n/reading/<str:token>/", read, name="panel_reading")]
