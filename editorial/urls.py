"""The addresses of the reports and comparisons, below that of the admin."""

from django.urls import path

from editorial.backlog import BacklogReport
from editorial.reports import DeadLinksReport, ParityReport, WaitingReport
from editorial.verification_report import VerificationReport
from editorial.verification_views import VerifyView, verify_at_once
from editorial.views import ChangesView, still_right

app_name = "editorial"
urlpatterns = [
    path("waiting/", WaitingReport.as_view(), name="waiting"),
    path("waiting/results/", WaitingReport.as_view(results_only=True), name="waiting_results"),
    path("parity/", ParityReport.as_view(), name="parity"),
    path("parity/results/", ParityReport.as_view(results_only=True), name="parity_results"),
    path("dead-links/", DeadLinksReport.as_view(), name="dead_links"),
    path("dead-links/results/", DeadLinksReport.as_view(results_only=True), name="dead_links_results"),
    path("backlog/", BacklogReport.as_view(), name="backlog"),
    path("backlog/results/", BacklogReport.as_view(results_only=True), name="backlog_results"),
    path("verification/", VerificationReport.as_view(), name="verification"),
    path("verification/results/", VerificationReport.as_view(results_only=True), name="verification_results"),
    path("verify/<int:page_id>/", VerifyView.as_view(), name="verify"),
    path("verify/<int:page_id>/at-once/", verify_at_once, name="verify_at_once"),
    path("changes/<int:page_id>/", ChangesView.as_view(), name="changes"),
    path("still-right/<int:page_id>/", still_right, name="still_right"),
]
