"""The addresses of the reports and comparisons, below that of the admin."""

from django.urls import path

from editorial.reports import DeadLinksReport, ParityReport, WaitingReport
from editorial.views import ChangesView, still_right

app_name = "editorial"
urlpatterns = [
    path("waiting/", WaitingReport.as_view(), name="waiting"),
    path("waiting/results/", WaitingReport.as_view(results_only=True), name="waiting_results"),
    path("parity/", ParityReport.as_view(), name="parity"),
    path("parity/results/", ParityReport.as_view(results_only=True), name="parity_results"),
    path("dead-links/", DeadLinksReport.as_view(), name="dead_links"),
    path("dead-links/results/", DeadLinksReport.as_view(results_only=True), name="dead_links_results"),
    path("changes/<int:page_id>/", ChangesView.as_view(), name="changes"),
    path("still-right/<int:page_id>/", still_right, name="still_right"),
]
