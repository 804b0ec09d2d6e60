from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Revision

import languages
from languages.fields import Translated
from languages.text import Text, in_language
from portal.forms_admin import ContentPageForm
from portal.information_panels import accessibility_form, information_form
from portal.markdown.fields import MarkdownField
from portal.markdown.resolver import PageLinks
from portal.models.base import BilingualPage
from portal.publication import check_publishable
from portal.published import Access

YEAR = timedelta(days=365)


class InformationRole(models.TextChoices):
    """What an information page is for; the foot of every page leads to each that there is."""

    ABOUT = "about", _("about the portal")
    CONTACT = "contact", _("contact")
    ACCESSIBILITY = "accessibility", _("accessibility statement")
    PRIVACY = "privacy", _("privacy")
    LEGAL = "legal", _("legal notice")


class TextPage(BilingualPage):
    """A page of the site itself: a title and a text in both languages, under the home page."""

    #: The administration itself issues it: see ``portal.publication``.
    contributed: ClassVar[bool] = False

    introduction = Translated(models.CharField(_("introduction"), max_length=300, blank=True))
    body = Translated(MarkdownField(_("text"), blank=True))

    markdown_texts: tuple[str, ...] = ("body",)
    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []
    is_creatable = False
    base_form_class = ContentPageForm

    class Meta:
        abstract = True

    def publication_problems(self) -> Iterator[tuple[str, str]]:
        """Yield what it lacks besides the texts that the rule about the two languages asks for: nothing."""
        yield from ()

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        check_publishable(revision.as_object())
        super().publish(revision, **kwargs)

    def texts_in(self, code: str) -> Iterator[Text]:
        """Yield the Markdown texts shown to a reader of one language; each says the language it is in."""
        for name in self.markdown_texts:
            yield in_language(self, name, code)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        code = languages.active()
        links = PageLinks.of(self.texts_in(code), language=code, access=Access.of(request))
        return {**super().get_context(request, *args, **kwargs), "language": code, "links": links}


class InformationPage(TextPage):
    """About, contact, privacy, legal notice: what every reader may ask of the site."""

    role = models.CharField(
        _("what the page is for"),
        max_length=13,
        blank=True,
        choices=[choice for choice in InformationRole.choices if choice[0] != InformationRole.ACCESSIBILITY],
    )

    template = "portal/information_page.html"
    is_creatable = True
    edit_handler = information_form

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    @classmethod
    def for_reading(cls) -> models.QuerySet[Any]:
        contacts = models.Prefetch("contacts", ContactRow.objects.select_related("organisation"))
        return super().for_reading().prefetch_related(contacts)


class ContactRow(Orderable):
    """Whom to ask for one subject: a service, its mailbox and its telephone."""

    page = ParentalKey(InformationPage, on_delete=models.CASCADE, related_name="contacts")
    subject = Translated(models.CharField(_("subject"), max_length=200, blank=True))
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    mailbox = models.EmailField(
        _("functional mailbox"), blank=True, help_text=_("Left empty, that of the organisation is shown.")
    )
    telephone = models.CharField(_("service telephone"), max_length=30, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return str(self.subject)


class AccessibilityStatementPage(TextPage):
    """The accessibility statement, element by element as the EU model asks (Implementing Decision (EU) 2018/1523)."""

    class Status(models.TextChoices):
        FULL = "full", _("fully compliant")
        PARTIAL = "partial", _("partially compliant")
        NONE = "none", _("not compliant")

    class Method(models.TextChoices):
        SELF = "self", _("self-assessment")
        THIRD_PARTY = "third_party", _("assessment by a third party")

    role = InformationRole.ACCESSIBILITY
    status = models.CharField(_("compliance status"), max_length=7, choices=Status.choices, default=Status.PARTIAL)
    prepared_on = models.DateField(_("statement prepared on"), null=True)
    method = models.CharField(_("method"), max_length=11, choices=Method.choices, default=Method.SELF)
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    next_review = models.DateField(
        _("next review"), null=True, blank=True, help_text=_("The statement is reviewed at least once a year.")
    )
    feedback = Translated(MarkdownField(_("how to report a barrier"), blank=True))
    feedback_mailbox = models.EmailField(_("functional mailbox"), blank=True)
    feedback_telephone = models.CharField(_("service telephone"), max_length=30, blank=True)
    enforcement = Translated(MarkdownField(_("enforcement procedure"), blank=True))
    enforcement_url = Translated(models.URLField(_("address of the enforcement body"), blank=True))

    template = "portal/accessibility_statement_page.html"
    markdown_texts = ("body", "feedback", "enforcement")
    is_creatable = True
    max_count = 1
    edit_handler = accessibility_form

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    @classmethod
    def for_reading(cls) -> models.QuerySet[Any]:
        return super().for_reading().prefetch_related("barriers")

    @property
    def review_due(self) -> date | None:
        """The day by which it is reviewed again: a year after it last was, where nobody has set one."""
        last = self.reviewed_on or self.prepared_on
        return self.next_review or (last and last + YEAR)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("format") == "json":
            return JsonResponse(self.as_data(), json_dumps_params={"ensure_ascii": False, "indent": 2})
        return super().serve(request, *args, **kwargs)

    def as_data(self) -> dict[str, Any]:
        """Return the statement for machines, in the active language."""
        return {
            "conformance": self.status,
            "standard": "EN 301 549",
            "preparedOn": self.prepared_on,
            "method": self.method,
            "reviewedOn": self.reviewed_on,
            "nextReview": self.review_due,
            "site": settings.SITE_URL,
            "language": languages.active(),
            "nonAccessibleContent": [
                {"reason": each.reason, "content": each.text, "alternative": each.alternative}
                for each in self.barriers.all()
            ],
            "feedback": {"email": self.feedback_mailbox, "telephone": self.feedback_telephone},
            "enforcement": self.enforcement_url,
        }


class Barrier(Orderable):
    """Content that is not accessible: why, and what to use instead."""

    class Reason(models.TextChoices):
        NON_COMPLIANCE = "non_compliance", _("not compliant with the requirements")
        BURDEN = "burden", _("disproportionate burden")
        OUT_OF_SCOPE = "out_of_scope", _("not within the scope of the law")

    page = ParentalKey(AccessibilityStatementPage, on_delete=models.CASCADE, related_name="barriers")
    reason = models.CharField(_("reason"), max_length=14, choices=Reason.choices, default=Reason.NON_COMPLIANCE)
    text = Translated(models.CharField(_("content that is not accessible"), max_length=300, blank=True))
    alternative = Translated(models.CharField(_("accessible alternative"), max_length=300, blank=True))

    class Meta(Orderable.Meta):
        verbose_name = _("barrier")
        verbose_name_plural = _("barriers")

    def __str__(self) -> str:
        return str(self.text)
