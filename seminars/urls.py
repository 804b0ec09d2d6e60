"""The list that no page of the tree is: what became of the recommendations of all seminars."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from seminars.follow_up import follow_up

urlpatterns = [path(_("recommendations/"), follow_up, name="follow_up")]
