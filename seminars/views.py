"""What seminars show beside the pages of the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.directory.views import for_readers
from seminars.follow_up import recommendation_list


@for_readers
def recommendations(request: HttpRequest) -> HttpResponse:
    """List every recommendation with what became of it."""
    return render(request, "seminars/recommendation_list.html", recommendation_list(request))
