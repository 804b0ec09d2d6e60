"""The addresses of the operator's page, below that of the admin."""

from django.urls import path

from mail.admin_views import MessageReport, resume, retry_failed

app_name = "mail"
urlpatterns = [
    path("", MessageReport.as_view(), name="messages"),
    path("results/", MessageReport.as_view(results_only=True), name="messages_results"),
    path("retry/", retry_failed, name="retry"),
    path("resume/", resume, name="resume"),
]
