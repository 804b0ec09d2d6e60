"""What the pages of seminars, panels, recommendations and working groups show, in a constant number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.images import get_image_model

import languages
from portal.cards import Card, cards
from portal.light_rows import rows_of
from portal.models import Address, ContentPage, RecordFile, RecordLink
from portal.published import Access, visible
from portal.renditions import RENDITION, rendition_of
from seminars import numbering
from seminars.models.choices import RecommendationState
from seminars.on_the_day import now_and_next


@dataclass(frozen=True)
class FollowedUp:
    """A recommendation and the record that takes it up, when the reader may see that one."""

    row: Any
    url: str | None
    taken_up_by: Card | None


@dataclass(frozen=True)
class Count:
    """How many recommendations are in a state, and how many stand before them on a bar."""

    state: str
    label: str
    number: int
    before: int = 0


@dataclass
class Material:
    """The files and links of the seminar itself (``panel`` is None) or of one of its panels."""

    panel: Any
    files: list[RecordFile] = field(default_factory=list)
    links: list[RecordLink] = field(default_factory=list)


def of_seminar(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of a seminar shows of its panels, their recommendations and the series it belongs to."""
    access = Access.of(request)
    panels = _panels(page, access)
    rows = list(recommendations().shown(access).filter(panel__in=[panel.pk for panel in panels]))
    following = _following(page)
    others = [row.taken_up_by_id for row in rows] + [page.previous_id, *following]
    seen = _seen(others, access)
    by_pk = {panel.pk: panel for panel in panels}
    followed = [FollowedUp(row, row.url, seen.get(row.taken_up_by_id)) for row in rows]
    return {
        "panels": panels,
        "programme": [(item, by_pk.get(item.panel_id)) for item in page.programme.all()],
        "now": now_and_next(page),
        "recommendations": followed,
        "thread": [(panel, [each for each in followed if each.row.panel_id == panel.pk]) for panel in panels],
        "counts": counts(rows),
        "previous": seen.get(page.previous_id),
        "following": [seen[pk] for pk in following if pk in seen],
        "materials": _materials(page, panels),
        "pictures": _pictures([row.image for row in page.photos.all()]),
    }


def of_panel(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of a panel shows of its seminar and of the records that it leads to."""
    rows, mentions = list(page.recommendations.all()), list(page.mentions.all())
    seen = _seen([row.taken_up_by_id for row in rows] + [row.page_id for row in mentions], Access.of(request))
    return {
        "seminar": page.seminar,
        "recommendations": [_followed_up(page, row, seen) for row in rows],
        "counts": counts(rows),
        "mentions": [(row, seen.get(row.page_id)) for row in mentions if row.text or row.page_id in seen],
    }


def of_working_group(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of a working group shows of the recommendations it took up and of what it delivered."""
    access = Access.of(request)
    deliverables = list(page.deliverables.all())
    seen = _seen([row.result_id for row in deliverables], access)
    return {
        "taken_up": taken_up_by(page, access),
        "deliverables": [(row, seen.get(row.result_id)) for row in deliverables],
        "meetings": _meetings(page),
    }


def _meetings(page: Any) -> list[Any]:
    """Return the meetings to come, the next one first, then those that were held, the last one first."""
    rows = sorted(page.meetings.all(), key=lambda meeting: meeting.date)
    return [row for row in rows if row.is_to_come] + [row for row in reversed(rows) if not row.is_to_come]


def taken_up_by(page: Any, access: Access) -> list[Any]:
    """Return the recommendations that a record takes up, as far as the reader may see them; one query."""
    taken = (RecommendationState.TAKEN_UP, RecommendationState.DONE)
    return list(recommendations().shown(access).filter(taken_up_by_id=page.pk, state__in=taken)) if page.pk else []


def recommendation_page(panel: Any, request: HttpRequest, rest: str) -> HttpResponse:
    """Answer with one recommendation of a panel that the reader may see."""
    number = numbering.number_in(rest)
    row = next((row for row in panel.recommendations.all() if row.number == number), None)
    if row is None:
        raise Http404
    access = Access.of(request)
    context = {
        "page": panel,
        "panel": panel,
        "seminar": panel.seminar,
        "recommendation": _followed_up(panel, row, _seen([row.taken_up_by_id], access)),
        "events": list(row.events.all()),
        "versions": [(language, _url(panel, row, language.code)) for language in languages.LANGUAGES],
    }
    return TemplateResponse(request, "seminars/recommendation_page.html", context)


def recommendation_paths(access: Access) -> Iterator[tuple[dict[str, str], datetime | None]]:
    """Yield the address in each language of every recommendation that may be seen; one query."""
    rows = recommendations().shown(access).select_related("panel")
    for row in rows.iterator(chunk_size=500):
        paths = {code: row.url_in(code) for code in languages.CODES}
        yield {code: path for code, path in paths.items() if path}, row.panel.last_published_at


def recommendation_urls(references: Collection[str], code: str, access: Access) -> dict[str, str]:
    """Return the address in a language of each of these recommendations that may be seen; one query."""
    wanted = [reference for reference in references if numbering.REFERENCE.fullmatch(reference)]
    rows = recommendations().shown(access).filter(reference__in=wanted) if wanted else ()
    return {row.reference: url for row in rows if (url := row.url_in(code))}


def counts(rows: Iterable[Any]) -> list[Count]:
    """Return how many of these recommendations are in each state."""
    return in_order(Counter(row.state for row in rows))


def in_order(numbers: Mapping[str, int]) -> list[Count]:
    """Return the numbers of recommendations by state, in the order in which a recommendation goes through them."""
    found, before = [], 0
    for state in RecommendationState:
        if number := numbers.get(state.value):
            found.append(Count(state.value, str(state.label), number, before))
            before += number
    return found


def recommendations() -> Any:
    """Return the manager of recommendations."""
    # The models show their pages with this module, which is why it does not import them.
    return apps.get_model("seminars", "Recommendation")._default_manager


def _panels(page: Any, access: Access) -> list[Any]:
    if not page.path:
        return []
    panels: QuerySet[Any] = apps.get_model("seminars", "PanelPage")._default_manager.child_of(page)
    return list(visible(panels, access).annotate(**Address.objects.of_pages()).order_by("number", "path"))


def _following(page: Any) -> list[int]:
    """Return the seminars that say that they come after this one, in their order."""
    after = type(page)._default_manager.filter(previous_id=page.pk, live=True).order_by("starts_at", "pk")
    return list(after.values_list("pk", flat=True)) if page.pk else []


def _seen(pks: Sequence[int | None], access: Access) -> dict[int | None, Card]:
    """Return the cards of those of the pages that the reader may see."""
    return {card.pk: card for card in cards([pk for pk in dict.fromkeys(pks) if pk], access)}


def _followed_up(panel: Any, row: Any, seen: dict[int | None, Card]) -> FollowedUp:
    return FollowedUp(row, _url(panel, row, languages.active()), seen.get(row.taken_up_by_id))


def _url(panel: Any, row: Any, code: str) -> str | None:
    above = panel.url_in(code)
    return f"{above}{numbering.segment(row.number, code)}/" if above and row.number else None


def _materials(page: Any, panels: Sequence[Any]) -> list[Material]:
    """Return the material of the seminar, then of each panel; what is in the language being read stands first."""
    rows = rows_of(type(page), [page.pk, *(panel.pk for panel in panels)], ("files", "links"), ContentPage.light_joins)
    found = []
    for owner in (page, *panels):
        files = sorted(rows.get(("files", owner.pk), []), key=_in_other_language)
        found.append(Material(None if owner is page else owner, files, rows.get(("links", owner.pk), [])))
    return [material for material in found if material.files or material.links]


def _in_other_language(row: RecordFile) -> bool:
    return row.document.language not in ("", languages.active())


def _pictures(images: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Return the images with the file that the page shows; one that has none is left out."""
    prefetch_related_objects(images, Prefetch("renditions", _renditions()))
    found = ((image, rendition_of(image)) for image in images)
    return [(image, file) for image, file in found if file]


def _renditions() -> Any:
    return get_image_model().get_rendition_model().objects.filter(filter_spec=RENDITION)
