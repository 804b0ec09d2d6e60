from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from languages.fields import Translated
from portal.blocks import HomeBlocks
from portal.facets import Facet
from portal.listing import NEWEST_FIRST, Listed, listing
from portal.models.base import BilingualPage
from portal.record_panels import section_form


class HomePage(BilingualPage):
    """The home page of both languages: search first, then what the cell puts below it."""

    introduction = Translated(models.CharField(_("introduction"), max_length=300, blank=True))
    body = StreamField(HomeBlocks(), verbose_name=_("content"), blank=True)

    template = "portal/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    is_creatable = True
    edit_handler = section_form(FieldPanel("body"))

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class IndexPage(BilingualPage):
    """The list of the records of one kind; a subclass says which kind and under which address."""

    introduction = Translated(models.CharField(_("introduction"), max_length=300, blank=True))

    parent_page_types = ["portal.HomePage"]
    max_count = 1
    edit_handler = section_form()

    #: Whether the menus of a new site lead to it.
    in_menus: ClassVar[bool] = True
    facets: ClassVar[tuple[Facet, ...]] = ()
    order: ClassVar[tuple[str, ...]] = NEWEST_FIRST

    class Meta:
        abstract = True

    @classmethod
    def default_texts(cls) -> dict[str, str]:
        """Return the headings and slugs with which the page is made at installation."""
        raise NotImplementedError

    @classmethod
    def record_model(cls) -> type[Any]:
        """Return the kind of record that stands in the list: what may be made under it."""
        (model,) = cls.clean_subpage_models()
        return model

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "records/index_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        listed = Listed(self, self.record_model(), self.facets, self.order)
        return {**super().get_context(request, *args, **kwargs), **listing(request, listed)}


def index_page_models() -> list[type[IndexPage]]:
    """Return the index pages of every installed package."""
    return [model for model in _subclasses(IndexPage) if not model._meta.abstract]


def _subclasses(model: type[Page]) -> list[type[Any]]:
    return [each for child in model.__subclasses__() for each in (child, *_subclasses(child))]
