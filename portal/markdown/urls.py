"""The end points of the editor."""

from django.urls import path

from portal.markdown import views

urlpatterns = [
    path("preview/", views.preview, name="markdown_preview"),
    path("record/<int:page_id>/", views.record, name="markdown_record"),
]
