from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Revision

import languages
from languages.fields import Translated
from languages.text import Text, in_language
from portal import private_images, references
from portal.cards import surroundings
from portal.forms_admin import ContentPageForm, RecordCopyForm
from portal.language_state import LanguageState
from portal.light_rows import Joins, WithLightRows
from portal.markdown.links import Link, targets_in
from portal.markdown.resolver import PageLinks
from portal.models.addresses import Reference
from portal.models.base import BilingualPage
from portal.models.media import Licence
from portal.projection import Projection
from portal.publication import check_publishable
from portal.published import Access
from portal.same_subject import nearest, on_the_same_subject
from portal.theme_labels import ThemeLabel, labels_of, theme_of
from themes.models import ThemedItem

#: What is about everything is found under nothing.
MOST_THEMES = 3


class TranslationMode(models.TextChoices):
    """How the second language came about; a machine's text counts once a person has read it."""

    HUMAN = "human", _("a person")
    MACHINE_REVIEWED = "machine_reviewed", _("a machine, read by a person")


class ContentPage(BilingualPage):
    """A record of the field: what every kind of record has, and nothing that only one kind needs."""

    reference_prefix: ClassVar[str] = ""
    #: Whether records of this kind come from the field; the others are issued by the administration itself.
    contributed: ClassVar[bool] = False
    #: How many records of the kind stand among the latest before the other kinds have had their turn.
    among_latest: ClassVar[int] = 2
    #: The field that says where a record of this kind stands, with a closed list of values; empty where none does.
    state_field: ClassVar[str] = ""
    #: After how many years a record that was found right is to be verified again.
    review_years: ClassVar[int] = 1
    markdown_texts: ClassVar[tuple[str, ...]] = ()
    #: Rows to which nothing is joined when the record is read; a kind of record adds its own.
    light_rows: ClassVar[tuple[str, ...]] = ("municipalities", "links", "changes", "files", "legal_basis")
    light_joins: ClassVar[Joins] = {"files": ("document",), "legal_basis": ("provision", "provision__act")}

    summary = Translated(
        models.CharField(_("summary"), max_length=220, help_text=_("One sentence: what the reader will find here."))
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The body that answers for this record and is asked to verify it again."),
    )
    municipalities = ParentalManyToManyField(
        "organisations.Municipality", verbose_name=_("municipalities"), blank=True, related_name="+"
    )
    contact_mailbox = models.EmailField(_("functional mailbox"), blank=True)
    contact_telephone = models.CharField(_("service telephone"), max_length=30, blank=True)
    contact_service = Translated(models.CharField(_("service"), max_length=120, blank=True))
    contact_person = models.ForeignKey(
        "organisations.Person",
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Named only with a recorded consent; a functional mailbox outlives a person's job."),
    )
    available_for_call = models.BooleanField(_("available for a call"), default=False)
    available_for_visit = models.BooleanField(_("available for a visit"), default=False)
    available_for_talk = models.BooleanField(_("available for a talk"), default=False)
    verified_on = models.DateField(_("verified on"), null=True)
    verified_by = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("verified by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    law_as_at = models.DateField(
        _("law as at"), null=True, help_text=_("The date of the legal texts it was verified against.")
    )
    next_review = models.DateField(_("next review"), null=True)
    licence = models.CharField(_("licence"), max_length=12, choices=Licence.choices, default=Licence.CC_BY)
    withdrawal_reason = Translated(
        models.CharField(_("reason of the withdrawal"), max_length=300, blank=True), attribute=False
    )
    original_language = models.CharField(
        _("written first in"),
        max_length=2,
        blank=True,
        choices=[(each.code, each.name) for each in languages.LANGUAGES],
    )
    translation_mode = models.CharField(
        _("translated by"), max_length=16, choices=TranslationMode.choices, default=TranslationMode.HUMAN
    )
    languages_agree = models.BooleanField(
        _("the other language needs no change"),
        default=False,
        help_text=_("Tick this when what you changed in one language has nothing to change in the other."),
    )
    significant_change = models.BooleanField(
        _("significant change"),
        default=False,
        help_text=_("Readers who follow the theme will be told about this version."),
    )
    changed_significantly_at = models.DateTimeField(null=True, editable=False)
    text_changed_at = Translated(models.DateTimeField(null=True, editable=False), attribute=False)
    text_digest = Translated(models.CharField(max_length=64, blank=True, editable=False), attribute=False)
    language_state = Translated(
        models.CharField(_("state"), max_length=8, blank=True, editable=False, choices=LanguageState.choices),
        attribute=False,
    )

    #: Columns that belong to the page as a whole: a revision never brings back an older value of them.
    OF_THE_PAGE: ClassVar[tuple[str, ...]] = (
        "changed_significantly_at",
        *(
            f"{name}_{code}"
            for name in ("text_changed_at", "text_digest", "language_state")
            for code in languages.CODES
        ),
    )

    base_form_class = ContentPageForm
    copy_form_class = RecordCopyForm
    # A copy is a new record: it has no history yet.
    exclude_fields_in_copy = [*BilingualPage.exclude_fields_in_copy, *OF_THE_PAGE]

    class Meta:
        abstract = True

    @property
    def reference(self) -> str:
        """The reference is Wagtail's slug; see ``portal.references``."""
        return self.slug

    @reference.setter
    def reference(self, text: str) -> None:
        self.slug = text

    def _set_core_field_defaults(self) -> None:
        self.slug = self.slug or references.next_reference(self.reference_prefix)
        super()._set_core_field_defaults()

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        claimed = references.claim(self) if self._state.adding else None
        super().save(*args, **kwargs)
        if claimed:
            Reference.objects.filter(pk=claimed.pk).update(page_id=self.pk)

    def with_content_json(self, content: dict[str, Any]) -> ContentPage:
        page = super().with_content_json(content)
        for name in ("slug", *self.OF_THE_PAGE):
            setattr(page, name, getattr(self, name))
        return page

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        check_publishable(revision.as_object())
        super().publish(revision, **kwargs)

    @classmethod
    def for_reading(cls) -> models.QuerySet[Any]:
        themes = ThemedItem.objects.select_related("tag").annotate(**labels_of("tag_id"))
        facts = ("organisation__replaced_by", "verified_by", "contact_person")
        records = super().for_reading().select_related(*facts).prefetch_related(Prefetch("themed_items", themes))
        records._iterable_class = WithLightRows
        return records

    @property
    def themes(self) -> list[ThemeLabel]:
        """The themes of the record, the primary one first."""
        return [theme_of(item) for item in self.themed_items.all()]

    @property
    def completeness(self) -> str:
        """How complete the record is in the active language."""
        return self.state_in(languages.active())

    def state_in(self, code: str) -> str:
        """How complete the record is in one language: ``complete``, ``summary`` or ``older``."""
        return getattr(self, f"language_state_{code}")

    def publication_problems(self) -> Iterator[tuple[str, str]]:
        """Yield (field or child relation, message) for what a record of this kind needs before it is published."""
        themes = len(self.themed_items.all())
        if not themes:
            yield "themed_items", _("Choose at least one theme.")
        if themes > MOST_THEMES:
            yield "themed_items", _("Keep to three themes: the broader ones count without being chosen.")
        yield from private_images.problems(self)

    def texts_in(self, code: str) -> Iterator[Text]:
        """Yield the body texts shown to a reader of one language, as Markdown; each says the language it is in."""
        for name in self.markdown_texts:
            yield in_language(self, name, code)

    def search_projection(self, code: str) -> Projection | None:
        """Return what search knows of the record in one language, or None when there is nothing in it."""
        raise NotImplementedError

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        code, access = languages.active(), Access.of(request)
        texts = list(self.texts_in(code))
        near = [] if getattr(request, "is_preview", False) else nearest(self, access)
        around = surroundings(self.pk, targets_in(texts), access, near)
        # The menus of the page, which are drawn for the same request, need not ask again.
        request._portal_sections = around.sections  # type: ignore[attr-defined]
        records = {each.card.reference: Link(each.card.url) for each in around.neighbours if each.card.url}
        return {
            **super().get_context(request, *args, **kwargs),
            "language": code,
            "links": PageLinks.of(texts, language=code, access=access, records=records),
            "related": [each for each in around.neighbours if each.relation],
            "same_subject": on_the_same_subject(around.neighbours, near),
        }
