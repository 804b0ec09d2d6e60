from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

import languages
from portal.published import Access
from search import counts
from search.beside import beside
from search.forms import ApiForm, SearchForm, TypedForm
from search.json_answer import as_data
from search.results import find
from search.suggesting import as_rows, suggestions


@cache_control(no_cache=True)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the search page; it is a plain GET form and answers any address with a page, which nobody keeps."""
    form, access = SearchForm(request.GET), Access.of(request)
    question = form.question
    results = find(question, access, form.labels)
    if form.is_first_page:
        counts.count(question.text, question.languages[0], found=bool(results.total or not results.asked))
    context = {"form": form, "results": results, "beside": beside(question, results, access)}
    return render(request, "search/search.html", context)


@cache_control(private=True, max_age=60)
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Answer what somebody is typing with what may be meant, for the script of the search box."""
    found = suggestions(TypedForm(request.GET).typed, Access.of(request))
    return _unlisted(JsonResponse({"suggestions": as_rows(found)}))


@cache_control(no_cache=True)
@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """Answer a program with what the search page would show to whoever sends the request."""
    asked = ApiForm(request.GET)
    with translation.override(asked.language):
        form = SearchForm(asked.as_query())
        results = find(form.question, Access.of(request), form.labels)
        data = as_data(results)
    return _unlisted(JsonResponse({"query": form.question.text, "language": asked.language, **data}))


@cache_control(public=True, max_age=86_400)
@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search to browsers, which then offer it among their search engines."""
    site = settings.SITE_URL.rstrip("/")
    context: dict[str, Any] = {"site": site, "address": f"{site}{reverse('search')}", "code": languages.active()}
    return render(request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml")


def _unlisted(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
