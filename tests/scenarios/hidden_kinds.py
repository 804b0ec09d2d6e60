"""A record of every kind, hidden in every way, with a file, a picture and a recommendation where the kind has them.

``MAKERS`` says how a draft of each type of page is made: a new type is added there, else the tests of it fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from guides.models import GuidePage
from newsletter.models import IssueIndexPage, IssuePage
from portal.models import AccessibilityStatementPage, HomePage, InformationPage, PortalDocument, PortalImage, RecordFile
from practices.models import PracticePage
from seminars.models import Deliverable, Meeting, PanelPage, SeminarPage, WorkingGroupPage
from tests.factories import make_document, make_draft, make_practice_draft, reload, republish, restrict, schedule
from tests.factories.seminars import a_recommendation, make_panel, make_seminar, make_working_group
from tests.scenarios.secrets import word

EVERYONE_SIGNED_IN = frozenset({"member", "other"})


def texts(text: str, *names: str) -> dict[str, Any]:
    return {f"{name}_{code}": text for name in ("heading", "slug", *names) for code in ("fr", "nl")}


def _issue(text: str) -> Page:
    page = IssuePage(slug=text, live=False, **texts(text, "introduction", "body"))
    IssueIndexPage.objects.get().add_child(instance=page)
    page.save_revision()
    return reload(page)


def _guide(text: str) -> Page:
    return make_draft(**texts(text, "summary", "purpose", "body"))


def _practice(text: str) -> Page:
    return make_practice_draft(**texts(text, "summary", "problem"))


def _seminar(text: str) -> Page:
    return make_seminar(published=False, **texts(text, "summary", "place", "opening", "closing", "survey_summary"))


def _panel(text: str) -> Page:
    above = SeminarPage.objects.live().earliest("pk")
    said = a_recommendation(text_fr=text, text_nl=text)
    return make_panel(above, published=False, recommendations=(said,), **texts(text, "summary", "question", "findings"))


def _working_group(text: str) -> Page:
    page = make_working_group(published=False, **texts(text, "summary", "body"))
    page.deliverables = [Deliverable(heading_fr=text, heading_nl=text)]
    page.meetings = [Meeting(date=date(2024, 3, 1), decisions_fr=text, decisions_nl=text)]
    page.save_revision()
    return reload(page)


def _information(text: str) -> Page:
    page = InformationPage(slug=text, live=False, **texts(text, "introduction", "body"))
    HomePage.objects.get().add_child(instance=page)
    page.save_revision()
    return reload(page)


def _statement(text: str) -> Page:
    said = texts(text, "introduction", "body", "feedback", "enforcement")
    page = AccessibilityStatementPage(slug=text, live=False, prepared_on=date(2026, 1, 5), **said)
    HomePage.objects.get().add_child(instance=page)
    page.save_revision()
    return reload(page)


MAKERS: dict[type[Page], Callable[[str], Page]] = {
    GuidePage: _guide,
    PracticePage: _practice,
    SeminarPage: _seminar,
    PanelPage: _panel,
    WorkingGroupPage: _working_group,
    InformationPage: _information,
    IssuePage: _issue,
    AccessibilityStatementPage: _statement,
}


def _published(page: Page) -> Any:
    page.get_latest_revision().publish()
    return reload(page)


def _draft(page: Page, group: Group) -> None:
    pass


def _unpublished(page: Page, group: Group) -> None:
    _published(page).unpublish()


def _expired(page: Page, group: Group) -> None:
    republish(_published(page), expire_at=timezone.now() - timedelta(seconds=1))


def _scheduled(page: Page, group: Group) -> None:
    schedule(page)


def _for_members(page: Page, group: Group) -> None:
    restrict(_published(page))


def _for_a_group(page: Page, group: Group) -> None:
    restrict(_published(page), group)


#: How, and who may see it all the same; images are in records for everybody only.
WAYS: dict[str, tuple[Callable[[Page, Group], None], frozenset[str], bool]] = {
    "draft": (_draft, frozenset(), True),
    "unpublished": (_unpublished, frozenset(), True),
    "expired": (_expired, frozenset(), True),
    "scheduled": (_scheduled, frozenset(), True),
    "for members": (_for_members, EVERYONE_SIGNED_IN, False),
    "for a group": (_for_a_group, frozenset({"member"}), False),
}


@dataclass(frozen=True)
class Hidden:
    """A hidden record with its one word, and who may see it."""

    name: str
    word: str
    page: Page
    readers: frozenset[str]
    documents: tuple[PortalDocument, ...] = field(default=())


def hide_all(group: Group) -> list[Hidden]:
    """Make a record of every kind, hidden in every way, below a seminar that everybody sees."""
    make_seminar()
    return [_hidden(model, way, group) for model in MAKERS for way in WAYS]


def _hidden(model: type[Page], way: str, group: Group) -> Hidden:
    text = word()
    hide, readers, pictured = WAYS[way]
    page: Any = MAKERS[model](text)
    documents: tuple[PortalDocument, ...] = ()
    if hasattr(page, "files"):
        documents = (make_document(text, content=text.encode()),)
        page.files = [RecordFile(document=documents[0], label_fr=text, label_nl=text)]
    if pictured and hasattr(page, "body_fr"):
        page.body_fr = f"{text}\n\n![{text}](image:{_picture(text).pk})"
    page.save_revision()
    hide(reload(page), group)
    return Hidden(f"{model._meta.model_name} {way}", text, reload(page), readers, documents)


def _picture(text: str) -> PortalImage:
    content = BytesIO()
    Image.new("RGB", (20, 20)).save(content, format="PNG")
    file = ContentFile(content.getvalue(), f"{text}.png")
    return PortalImage.objects.create(title=text, alt_fr=text, alt_nl=text, rights_confirmed=True, file=file)


def guessed(hidden: list[Hidden], suffixes: list[str]) -> Iterator[str]:
    """Yield every address that somebody might guess: the record's own, what stands below it, its files and parts."""
    for each in hidden:
        yield f"/id/{each.page.slug}"
        for row in each.page.addresses.all():
            yield from (row.url, *(f"{row.url}{suffix}" for suffix in suffixes))
        yield from (document.url for document in each.documents)
        yield f"/media/images/{each.word}.width-800.png"
        if isinstance(each.page, PanelPage):
            yield from (f"/id/{said.reference}" for said in each.page.recommendations.all())
