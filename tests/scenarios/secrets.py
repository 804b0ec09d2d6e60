"""Records that some reader may not see, each full of words that stand nowhere else.

A package that adds a place where a text can stand adds it to ``Words`` and to ``secret_guide``; one that adds a way to
hide a record adds a row to ``HIDINGS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page

from guides.models import GuideIndexPage, GuidePage, GuideQuestion, GuideStep
from law.models import LegalBasis, Provision
from organisations.models import Organisation, OrganisationKind
from portal.models import HomePage, InformationPage, PortalDocument, RecordFile
from practices.models import PracticeStep
from seminars.models import Deliverable, Meeting, SeminarPage
from tests.factories import (
    make_document,
    make_draft,
    make_kind,
    make_organisation,
    make_practice_draft,
    make_provision,
    make_theme,
    reload,
    republish,
    restrict,
    schedule,
)
from tests.factories.pdf import pdf_of
from tests.factories.seminars import a_recommendation, make_panel, make_seminar, make_working_group
from themes.models import Theme

DIGITS = str.maketrans("0123456789", "ghijklmnop")


def word() -> str:
    """Return a word of letters that nobody ever wrote."""
    return f"zq{uuid4().hex[:14]}".translate(DIGITS)


@dataclass(frozen=True)
class Words:
    """One word for each place of a record where a text can stand."""

    heading: str = field(default_factory=word)
    summary: str = field(default_factory=word)
    purpose: str = field(default_factory=word)
    body: str = field(default_factory=word)
    slug: str = field(default_factory=word)
    step: str = field(default_factory=word)
    warning: str = field(default_factory=word)
    question: str = field(default_factory=word)
    comment: str = field(default_factory=word)
    theme: str = field(default_factory=word)
    theme_id: str = field(default_factory=word)
    organisation: str = field(default_factory=word)
    organisation_id: str = field(default_factory=word)
    provision: str = field(default_factory=word)
    provision_id: str = field(default_factory=word)
    document: str = field(default_factory=word)
    file_label: str = field(default_factory=word)
    file_content: str = field(default_factory=word)

    def all(self) -> set[str]:
        return {getattr(self, each.name) for each in fields(self)}

    def known(self) -> set[str]:
        """Return the words of the organisation, which the list of organisations tells to everyone."""
        return {self.organisation, self.organisation_id}


@dataclass(frozen=True)
class Facts:
    """Rows of the reference data that only one record uses: a theme in reserve, an organisation, a provision."""

    theme: Theme
    organisation: Organisation
    provision: Provision


def facts_of(words: Words) -> Facts:
    """Return the reference data with these words, made when it is not there yet."""
    if found := Theme.objects.filter(slug=words.theme_id).first():
        body = Organisation.objects.get(identifier=words.organisation_id)
        return Facts(found, body, Provision.objects.get(identifier=words.provision_id))
    theme = make_theme(words.theme_id, fr=words.theme, nl=words.theme)
    Theme.objects.filter(pk=theme.pk).update(core=False)
    names = {f"{name}_{code}": words.organisation for name in ("name", "acronym") for code in ("fr", "nl")}
    # One kind for all: what the page of an organisation says besides its name is the same for each.
    kind = OrganisationKind.objects.filter(identifier="kind").first() or make_kind("kind")
    provision = make_provision(words.provision_id)
    Provision.objects.filter(pk=provision.pk).update(article_fr=words.provision, article_nl=words.provision)
    return Facts(theme, make_organisation(words.organisation_id, kind=kind, **names), provision)


@dataclass(frozen=True)
class Secret:
    """A hidden record; ``readers`` may see it."""

    name: str
    words: Words
    readers: frozenset[str]
    page: Page
    documents: tuple[PortalDocument, ...]


def texts_of(words: Words) -> dict[str, Any]:
    names = ("heading", "summary", "purpose", "body", "slug")
    return {f"{name}_{code}": getattr(words, name) for name in names for code in ("fr", "nl")}


def fill(guide: GuidePage, words: Words) -> GuidePage:
    """Put the words into the rows of a guide."""
    document = make_document(words.document, content=pdf_of(words.file_content), file_kind="pdf")
    both = {"heading_fr": words.step, "heading_nl": words.step}
    guide.steps = [GuideStep(**both, warning_fr=words.warning, warning_nl=words.warning, form_fr=document)]
    guide.questions = [GuideQuestion(question_fr=words.question, question_nl=words.question, answer_fr="?")]
    provision = facts_of(words).provision
    guide.legal_basis = [LegalBasis(provision=provision, comment_fr=words.comment, comment_nl=words.comment)]
    guide.files = [RecordFile(document=document, label_fr=words.file_label, label_nl=words.file_label)]
    return guide


def secret_guide(words: Words, parent: GuideIndexPage | None = None) -> GuidePage:
    """Return a draft that holds every word, with a theme and an organisation used nowhere else."""
    facts = facts_of(words)
    bodies: dict[str, Any] = dict.fromkeys(("organisation", "verified_by"), facts.organisation)
    guide = make_draft(parent, themes=(facts.theme,), **bodies, **texts_of(words))
    fill(guide, words).save_revision()
    return reload(guide)


def published(words: Words, parent: GuideIndexPage | None = None) -> GuidePage:
    guide = secret_guide(words, parent)
    guide.get_latest_revision().publish()
    return reload(guide)


def section(name: str) -> GuideIndexPage:
    texts = {"heading_fr": name, "heading_nl": name, "slug_fr": name, "slug_nl": name}
    page = HomePage.objects.get().add_child(instance=GuideIndexPage(slug=name, live=False, **texts))
    page.save_revision().publish()
    return GuideIndexPage.objects.get(pk=page.pk)


def _login(words: Words, group: Group) -> Page:
    guide = published(words)
    restrict(guide)
    return guide


def _group(words: Words, group: Group) -> Page:
    guide = published(words)
    restrict(guide, group)
    return guide


def _below_login(words: Words, group: Group) -> Page:
    above = section("members")
    restrict(above)
    return published(words, above)


def _draft(words: Words, group: Group) -> Page:
    return secret_guide(words)


def _draft_of_live(words: Words, group: Group) -> Page:
    guide = GuidePage.objects.live().earliest("pk")
    for name, text in texts_of(words).items():
        setattr(guide, name, text)
    fill(guide, words).save_revision()
    return reload(guide)


def _expired(words: Words, group: Group) -> Page:
    return republish(published(words), expire_at=timezone.now() - timedelta(seconds=1))


def _scheduled(words: Words, group: Group) -> Page:
    return schedule(secret_guide(words))


def _unpublished(words: Words, group: Group) -> Page:
    guide = published(words)
    guide.unpublish()
    return reload(guide)


def _below_unpublished(words: Words, group: Group) -> Page:
    above = section("closed")
    guide = published(words, above)
    above.unpublish()
    return guide


def _practice(words: Words, group: Group) -> Page:
    facts, texts = facts_of(words), texts_of(words)
    both = {"heading_fr": words.step, "heading_nl": words.step}
    practice = make_practice_draft(
        themes=(facts.theme,),
        organisation=facts.organisation,
        problem_fr=words.purpose,
        problem_nl=words.body,
        **{name: text for name, text in texts.items() if not name.startswith(("purpose", "body"))},
    )
    practice.steps = [PracticeStep(**both)]
    practice.legal_basis = [LegalBasis(provision=facts.provision, comment_fr=words.comment)]
    practice.save_revision().publish()
    restrict(practice, group)
    return reload(practice)


def _seminar(words: Words, group: Group) -> Page:
    facts = facts_of(words)
    texts = _named(words, "heading", "summary", "slug", place="purpose")
    seminar = make_seminar(themes=(facts.theme,), organisation=facts.organisation, **texts)
    restrict(seminar)
    return seminar


def _panel(words: Words, group: Group) -> Page:
    """Return a panel of a seminar that everybody may see, with a recommendation."""
    facts = facts_of(words)
    said = a_recommendation(text_fr=words.step, text_nl=words.warning, addressee=facts.organisation)
    texts = _named(words, "heading", "summary", "slug", "question", findings="body")
    above = SeminarPage.objects.live().earliest("pk")
    panel = make_panel(above, themes=(facts.theme,), organisation=facts.organisation, recommendations=(said,), **texts)
    restrict(panel, group)
    return panel


def _working_group(words: Words, group: Group) -> Page:
    facts = facts_of(words)
    texts = _named(words, "heading", "summary", "slug", "body")
    page = make_working_group(themes=(facts.theme,), organisation=facts.organisation, **texts)
    page.deliverables = [Deliverable(heading_fr=words.step, heading_nl=words.step)]
    page.meetings = [Meeting(date=date(2024, 3, 1), decisions_fr=words.question, decisions_nl=words.question)]
    page.save_revision().publish()
    restrict(page, group)
    return reload(page)


def _information(words: Words, group: Group) -> Page:
    facts_of(words)
    texts = _named(words, "heading", "slug", "body", introduction="summary")
    page = HomePage.objects.get().add_child(
        instance=InformationPage(slug=words.slug, live=False, role="about", **texts)
    )
    page.save_revision().publish()
    restrict(page)
    return reload(page)


def _named(words: Words, *names: str, **others: str) -> dict[str, Any]:
    """Return the fields of these names, and of others that hold the word of another place, in both languages."""
    places = {**{name: name for name in names}, **others}
    return {f"{name}_{code}": getattr(words, place) for name, place in places.items() for code in ("fr", "nl")}


EVERYONE_SIGNED_IN = {"member", "other"}
HIDINGS: list[tuple[str, Callable[[Words, Group], Page], set[str]]] = [
    ("for people signed in", _login, EVERYONE_SIGNED_IN),
    ("for a group", _group, {"member"}),
    ("below a section for people signed in", _below_login, EVERYONE_SIGNED_IN),
    ("a draft", _draft, set()),
    ("a draft of a public guide", _draft_of_live, set()),
    ("expired", _expired, set()),
    ("scheduled", _scheduled, set()),
    ("unpublished", _unpublished, set()),
    ("below an unpublished section", _below_unpublished, set()),
    ("a practice for a group", _practice, {"member"}),
    ("a seminar for people signed in", _seminar, EVERYONE_SIGNED_IN),
    ("a panel for a group", _panel, {"member"}),
    ("a working group for a group", _working_group, {"member"}),
    ("a page of information for people signed in", _information, EVERYONE_SIGNED_IN),
]


def hide_everything(group: Group, words: list[Words] | None = None) -> list[Secret]:
    """Make one record for each way of hiding it, beside a public guide and a public seminar that are there."""
    return [
        _secret(name, hide, readers, group, said)
        for (name, hide, readers), said in zip(HIDINGS, words or [Words() for _each in HIDINGS], strict=True)
    ]


def _secret(name: str, hide: Callable[[Words, Group], Any], readers: set[str], group: Group, words: Words) -> Secret:
    page = hide(words, group)
    documents = tuple(PortalDocument.objects.filter(title=words.document))
    return Secret(name, words, frozenset(readers), page, documents)
