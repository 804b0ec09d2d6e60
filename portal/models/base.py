from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision
from wagtail.search import index

import languages
from languages.fields import Translated, field_names
from portal import addresses
from portal.concurrent_edits import is_open_elsewhere
from portal.forms_admin import BilingualPageForm, PageCopyForm
from portal.markdown.choosable import Choosable
from portal.models.addresses import Address, url_of
from portal.preview import BOTH, side_by_side
from portal.reference_updates import no_updates, one_update

slug_validator = RegexValidator(
    re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z"), _("Only lower-case letters without accents, digits and single hyphens.")
)


class BilingualPage(Page):
    """A page with an address per language; its ``title`` only mirrors the headings for Wagtail's own listings."""

    #: What kind of record the page is; empty for a page that holds none.
    kind: ClassVar[str] = ""

    heading = Translated(models.CharField(_("title"), max_length=90))
    slug: Any = Translated(
        models.CharField(
            _("end of the address"),
            max_length=80,
            blank=True,
            validators=[slug_validator],
            help_text=_("Left empty, it is made from the title at the first publication."),
        ),
        attribute=False,
    )

    is_creatable = False
    base_form_class = BilingualPageForm
    copy_form_class = PageCopyForm
    exclude_fields_in_copy = ["slug", *field_names("slug")]
    search_fields = [
        *Page.search_fields,
        *(index.SearchField(name) for name in field_names("heading")),
        *(index.AutocompleteField(name) for name in field_names("heading")),
    ]

    class Meta:
        abstract = True

    def _set_core_field_defaults(self) -> None:
        self.title = self.heading_fr or self.heading_nl
        super()._set_core_field_defaults()

    def get_admin_display_title(self) -> str:
        return str(self.heading) or super().get_admin_display_title()

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Saving a draft writes no column that refers to anything.
        with no_updates() if kwargs.get("update_fields") else one_update(self):
            super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        if kwargs.get("overwrite_revision") and is_open_elsewhere(self):
            # Somebody else may have begun with the version that would be written over.
            kwargs["overwrite_revision"] = None
        with transaction.atomic():
            self.title = self.heading_fr or self.heading_nl
            revision = super().save_revision(*args, **kwargs)
            addresses.reserve(self)
        return revision

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        """Publish with everything that follows from it, addresses and search rows included, or not at all."""
        # The references follow when the page is live: see ``portal.signal_handlers``.
        with transaction.atomic(), no_updates():
            super().publish(revision, **kwargs)

    def unpublish(self, **kwargs: Any) -> None:
        with transaction.atomic():
            super().unpublish(**kwargs)

    @classmethod
    def for_reading(cls) -> models.QuerySet[Any]:
        """Return the pages of this type with what their template shows, in constant SQL."""
        return cls._default_manager.annotate(**Address.objects.of_pages())

    def _path_in(self, code: str) -> str | None:
        """Return the path of the current address in a language; of a page read with its addresses, without a query."""
        read = vars(self)
        if f"address_{code}" in read:
            return read[f"address_{code}"]
        return self.addresses.current().filter(language=code).values_list("path", flat=True).first()

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        return self.url_parts_in(languages.active(), request)

    def url_parts_in(self, code: str, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return (site id, root URL, path) in a language, or None for a page that has no address yet."""
        if not self.pk:
            return None
        sites = self._get_relevant_site_root_paths(request)
        url = self.url_in(code)
        return (sites[0].site_id, sites[0].root_url, url) if sites and url else None

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str | None:
        """Return the path in the active language; there is one site, so Wagtail's question which one is spared."""
        return self.url_in(languages.active())

    url = property(get_url)

    def url_in(self, code: str) -> str | None:
        path = self._path_in(code) if self.pk else None
        return None if path is None else url_of(code, path)

    @classmethod
    def answers_below(cls, rest: str) -> bool:
        """Whether a page of this kind answers, in the active language, at its own path followed by ``rest`` as well.

        ``serve`` is then given ``rest``, which has no slash.
        """
        return False

    @classmethod
    def paths_below(cls, access: Any) -> Iterable[tuple[dict[str, str], datetime | None]]:
        """Return what the pages of this kind have below their paths: the path in each language, and its last change."""
        return ()

    @classmethod
    def urls_of_parts(cls, references: Collection[str], code: str, access: Any) -> dict[str, str]:
        """Return the path in a language of each part of these pages that has one of the references and may be seen.

        Asked once for all that a text leads to, which needs no more queries for many parts than for one.
        """
        return {}

    def url_of(self, reference: str) -> str | None:
        """Return the path, in the active language, of what has this reference: the page itself, or a part of it."""
        return self.url

    def url_below(self, rest: str) -> str:
        """Return the path of what the page has at ``rest``: a file ends in its name, anything else in a slash."""
        return f"{self.url}{rest}" if "." in rest else f"{self.url}{rest}/"

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        return [*((language.code, language.name) for language in languages.LANGUAGES), (BOTH, _("Both languages"))]

    @property
    def default_preview_mode(self) -> str:
        return languages.active()

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: Any = None,
    ) -> HttpResponse:
        # The preview is made for a request of its own, which does not know where it was asked for.
        address = {"preview_address": original_request.path} if original_request else {}
        return super().make_preview_request(original_request, preview_mode, {**(extra_request_attrs or {}), **address})

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name == BOTH:
            return side_by_side(request).render()
        code = mode_name if mode_name in languages.CODES else languages.active()
        with translation.override(code):
            response = super().serve_preview(request, code)
            if not isinstance(response, TemplateResponse):
                return response
            context = response.context_data or {}
            if "links" in context:
                context["links"] = Choosable(context["links"], request)
            return response.render()
