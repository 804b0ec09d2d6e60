"""Choosing a theme, an organisation or a provision by any of its names, in either language."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import BaseChooseView, ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from law.models import Provision
from organisations.models import Organisation
from portal.reference_data.searching import words_form
from themes.models import Theme

THEME_TEXTS = ("slug", "labels__text")
ORGANISATION_TEXTS = ("identifier", "name_fr", "name_nl", "acronym_fr", "acronym_nl", "former_names__name")
PROVISION_TEXTS = (
    "identifier",
    "article_fr",
    "article_nl",
    *(f"act__{text}_{code}" for text in ("title", "acronym") for code in ("fr", "nl")),
)


class ThemeRows(BaseChooseView):
    """Themes with their place in the vocabulary and what they cover."""

    filter_form_class = words_form(THEME_TEXTS)

    def get_object_list(self) -> QuerySet[Theme]:
        return Theme.objects.offered().with_labels()

    @cached_property
    def paths(self) -> dict[int, str]:
        return paths()

    @property
    def columns(self) -> list[Column]:
        path = Column("path", label=_("Part of"), accessor=lambda theme: self.paths.get(theme.broader_id, ""))
        return [*super().columns, path, Column("definition", label=_("What it covers"), accessor=_covered)]


def _covered(theme: Theme) -> str:
    return Truncator(str(theme.definition or theme.scope_note)).chars(160)


def paths() -> dict[int, str]:
    """Return the place of every theme in the vocabulary: ``Housing quality › Damp``; two queries."""
    themes = {theme.pk: theme for theme in Theme.objects.with_labels()}

    def path(pk: int | None) -> list[str]:
        return [*path(themes[pk].broader_id), str(themes[pk])] if pk else []

    return {pk: " › ".join(path(pk)) for pk in themes}


class OrganisationRows(BaseChooseView):
    """Organisations with their kind, their municipality and the names they had."""

    filter_form_class = words_form(ORGANISATION_TEXTS)

    def get_object_list(self) -> QuerySet[Organisation]:
        joined = Organisation.objects.select_related("kind", "municipality", "replaced_by")
        return joined.prefetch_related("former_names")

    @property
    def columns(self) -> list[Column]:
        kind = Column("kind", label=_("Kind"), accessor="kind")
        former = Column("former", label=_("Formerly"), accessor=_former)
        place = Column("municipality", label=_("Municipality"), accessor=_municipality)
        return [*super().columns, kind, place, former, Column("state", label=_("State"), accessor=_replaced)]


def _former(organisation: Organisation) -> str:
    return ", ".join(former.name for former in organisation.former_names.all())


def _replaced(organisation: Organisation) -> str:
    """Return what became of a body that should not be chosen any more."""
    if not organisation.is_replaced:
        return ""
    return " → ".join(filter(None, [organisation.get_state_display(), str(organisation.replaced_by or "")]))


def _municipality(organisation: Organisation) -> Any:
    return organisation.municipality or ""


class ProvisionRows(BaseChooseView):
    """Provisions with the date of the last change of their text."""

    filter_form_class = words_form(PROVISION_TEXTS)

    def get_object_list(self) -> QuerySet[Provision]:
        return Provision.objects.select_related("act")

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("amended", label=_("Amended on"), accessor=lambda row: row.amended_on or "")]


def chooser(name: str, rows: type[BaseChooseView], **options: Any) -> ChooserViewSet:
    """Return a chooser of which the modal and its results show the same rows."""
    return ChooserViewSet(
        name,
        choose_view_class=type(f"{rows.__name__}Modal", (rows, ChooseView), {}),
        choose_results_view_class=type(f"{rows.__name__}Results", (rows, ChooseResultsView), {}),
        per_page=15,
        **options,
    )


CHOOSERS = (
    chooser(
        "theme_chooser",
        ThemeRows,
        model=Theme,
        icon="tag",
        choose_one_text=_("Choose a theme"),
        choose_another_text=_("Choose another theme"),
        edit_item_text=_("Edit this theme"),
    ),
    chooser(
        "organisation_chooser",
        OrganisationRows,
        model=Organisation,
        icon="group",
        choose_one_text=_("Choose an organisation"),
        choose_another_text=_("Choose another organisation"),
        edit_item_text=_("Edit this organisation"),
    ),
    chooser(
        "provision_chooser",
        ProvisionRows,
        model=Provision,
        icon="clipboard-list",
        choose_one_text=_("Choose a provision"),
        choose_another_text=_("Choose another provision"),
        edit_item_text=_("Edit this provision"),
    ),
)
