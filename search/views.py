from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.published import Access
from search.forms import SearchForm
from search.results import find


@cache_control(no_cache=True)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the search page; it is a plain GET form and answers any address with a page, which nobody keeps."""
    form = SearchForm(request.GET)
    results = find(form.question, Access.of(request), form.labels)
    return render(request, "search/search.html", {"form": form, "results": results})
