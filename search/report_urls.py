"""The addresses of the reports, below that of the admin."""

from django.urls import path

from search.reports import QuestionsReport, UnreadFilesReport

app_name = "search_reports"
urlpatterns = [
    path("questions/", QuestionsReport.as_view(), name="questions"),
    path("questions/results/", QuestionsReport.as_view(results_only=True), name="questions_results"),
    path("files/", UnreadFilesReport.as_view(), name="files"),
    path("files/results/", UnreadFilesReport.as_view(results_only=True), name="files_results"),
]
