"""The way into the admin, under Wagtail's own path for it, and how long one stays."""

from django.urls import path

from accounts.admin_door import admin_sign_in
from accounts.idle import session_left, session_stay

urlpatterns = [
    # Wagtail looks up the sign-in page of readers by this name whenever something is restricted.
    path("login/", admin_sign_in, name="wagtailcore_login"),
    path("session/left/", session_left, name="session_left"),
    path("session/stay/", session_stay, name="session_stay"),
]
