"""What no page of the tree is: the list of all recommendations, and drafts read by a link that was mailed."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from seminars.follow_up import follow_up
from seminars.panel_reading_views import read

urlpatterns = [
    path(_("recommendations/"), follow_up, name="follow_up"),
    path("n/reading/<str:token>/", read, name="panel_reading"),
]
