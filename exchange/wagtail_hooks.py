"""What import and export add to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

import languages
from exchange.translation import views as translation
from exchange.word import views
from exchange.word.kinds import KINDS
from portal.models import ContentPage
from practices.models import PracticePage
from seminars.models import SeminarPage

#: In which list the button of a kind of record stands; panels are found through their seminars.
LISTS = {PracticePage: "practice", SeminarPage: "panel"}


@hooks.register("register_admin_urls")
def word_addresses() -> list[URLPattern]:
    return [path("word/<int:pk>/", views.follow, name="word_import"), *_addresses_by_kind()]


def _addresses_by_kind() -> Iterator[URLPattern]:
    for kind in KINDS:
        yield path(f"word/{kind}/", views.bring, {"kind": kind}, name=f"word_{kind}")
        for code in languages.CODES:
            said = {"kind": kind, "language": code}
            yield path(f"word/{kind}-{code}.docx", views.offer, said, name=f"word_template_{kind}_{code}")


@hooks.register("record_list_buttons")
def from_a_word_file(model: type[Any], user: Any) -> list[Button]:
    kind = LISTS.get(model)
    if kind is None or not views.may_bring(user):
        return []
    label = _("Panel from a Word file") if kind == "panel" else _("From a Word file")
    return [Button(label, url=reverse(f"word_{kind}"), icon_name="upload", priority=20)]


@hooks.register("register_admin_urls")
def translation_addresses() -> list[URLPattern]:
    return [
        path("translation/<int:pk>/", translation.bring, name="translation"),
        path("translation/<int:pk>/<str:code>.docx", translation.give, name="translation_file"),
        path("translation/several.zip", translation.give_several, name="translation_files"),
    ]


@hooks.register("register_page_header_buttons")
def to_a_translator(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if issubclass(page.specific_class, ContentPage) and translation.may_translate(page, user):
        yield Button(_("Translation"), url=reverse("translation", args=[page.pk]), icon_name="globe", priority=55)
