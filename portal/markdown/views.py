"""What the editor asks the server: how a text will look, and the reference of a record that was chosen."""

from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.permission_policies.pages import PagePermissionPolicy

import languages
from languages.text import in_language
from portal.markdown.choosable import Choosable
from portal.markdown.forms import PreviewForm
from portal.markdown.guard import MarkdownRefused, check, tidy
from portal.markdown.rendering import Rendered, render
from portal.markdown.resolver import PageLinks
from portal.models import ContentPage
from portal.published import Access


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Answer with the text as a document that looks like the public page, and with what is wrong with it."""
    form = PreviewForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    text, language = tidy(form.cleaned_data["text"]), form.cleaned_data["language"]
    try:
        check(text)
    except MarkdownRefused as refusal:
        return JsonResponse({"document": "", "problems": refusal.messages})
    with translation.override(language):
        links = PageLinks.of([text], language=language, access=Access.of(request))
        rendered = render(text, links=Choosable(links, request), prefix="preview", level=3)
        document = render_to_string("portal/markdown/preview.html", {"rendered": rendered})
    return JsonResponse({"document": document, "problems": _broken(rendered)})


def _broken(rendered: Rendered) -> list[str]:
    return [
        _("“%(target)s” leads nowhere, or to something that you may not see: here its words stand alone.")
        % {"target": each}
        for each in rendered.broken
    ]


@require_GET
def record(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer with the reference and the title of a page that this person may see in the explorer."""
    pages = PagePermissionPolicy().explorable_instances(request.user)
    page = get_object_or_404(pages, pk=page_id).specific
    language = request.GET.get("language")
    if not isinstance(page, ContentPage) or language not in languages.CODES:
        return JsonResponse({"problem": _("Only records that have a reference can be linked.")}, status=422)
    return JsonResponse({"reference": page.reference, "title": in_language(page, "heading", language)})
