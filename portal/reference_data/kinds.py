"""The lists of the reference data of the lowest layer: themes, organisations and their people, law."""

from __future__ import annotations

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn

from languages.fields import field_names
from law.models import Act, Provision
from organisations.models import Municipality, Organisation, OrganisationKind, Person
from portal.forms_admin import EveryRowForm
from portal.panels import pair
from portal.reference_data.choosers import ORGANISATION_TEXTS, PROVISION_TEXTS, THEME_TEXTS
from portal.reference_data.viewsets import USES, ReferenceDataViewSet, plain
from themes.forms_admin import ThemeForm
from themes.models import Theme

REPLACED = [FieldRowPanel([FieldPanel("deprecated"), FieldPanel("replaced_by")])]


class ThemeViewSet(ReferenceDataViewSet):
    model = Theme
    name = "themes"
    icon = "tag"
    menu_order = 100
    texts = THEME_TEXTS
    joins = ("broader",)
    prefetches = ("labels", "broader__labels")
    list_display = [
        "__str__",
        plain("broader", _("Part of")),
        plain("slug", _("Identifier")),
        BooleanColumn("core", label=_("Core")),
        USES,
    ]
    list_filter = ["core", "deprecated", "confidence"]
    edit_handler = ObjectList(
        [
            FieldPanel(
                "slug", heading=_("Identifier"), help_text=_("Part of addresses and exports: never changed later.")
            ),
            InlinePanel(
                "labels",
                [FieldRowPanel([FieldPanel("language"), FieldPanel("kind"), FieldPanel("text")])],
                heading=_("Labels"),
                label=_("label"),
                help_text=_(
                    "One preferred label in French and one in Dutch. Acronyms and other words that people use are "
                    "alternative labels; misspellings are hidden ones, which only search knows."
                ),
            ),
            MultiFieldPanel([pair("definition"), pair("scope_note")], heading=_("Meaning")),
            MultiFieldPanel(
                [
                    FieldPanel("broader"),
                    FieldPanel("related", widget=CheckboxSelectMultiple(attrs={"class": "choice-list"})),
                ],
                heading=_("Place in the vocabulary"),
            ),
            MultiFieldPanel([FieldPanel("core"), *REPLACED], heading=_("Use")),
            MultiFieldPanel([FieldPanel("confidence"), FieldPanel("note")], heading=_("For the editors")),
        ],
        base_form_class=ThemeForm,
    )


class OrganisationViewSet(ReferenceDataViewSet):
    model = Organisation
    name = "organisations"
    icon = "group"
    menu_order = 200
    texts = ORGANISATION_TEXTS
    joins = ("kind", "municipality")
    list_display = [
        "__str__",
        plain("kind", _("Kind")),
        plain("municipality", _("Municipality")),
        plain("state", _("State"), "get_state_display"),
        USES,
    ]
    list_filter = ["kind", "municipality", "state"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("identifier"), pair("name"), pair("acronym"), FieldPanel("kind")], heading=_("Names")
            ),
            InlinePanel(
                "former_names",
                [FieldRowPanel([FieldPanel("name"), FieldPanel("until")])],
                heading=_("Former names"),
                label=_("former name"),
                help_text=_("Search finds the organisation by the names that people still use."),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("parent"), FieldPanel("municipality")]), pair("role"), FieldPanel("logo")],
                heading=_("In the field"),
            ),
            InlinePanel(
                "competences",
                [FieldPanel("theme")],
                heading=_("Competent for"),
                label=_("theme"),
                help_text=_("The themes on whose pages readers are led to this organisation."),
            ),
            MultiFieldPanel(
                [
                    pair("website"),
                    FieldRowPanel([FieldPanel(name) for name in ("mailbox", "mail_language", "telephone")]),
                ],
                heading=_("Contact"),
                help_text=_("Functional mailboxes and the telephone of a service, never those of a person."),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [FieldPanel("enterprise_number"), FieldPanel("wikidata"), FieldPanel("contract_signed_on")]
                    )
                ],
                heading=_("Registers and contract"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("state"), FieldPanel("replaced_by")]), FieldPanel("note")],
                heading=_("For the editors"),
            ),
        ],
        base_form_class=EveryRowForm,
    )


def _consent(person: Person) -> str:
    """Return whether readers see the name, in a word that needs no second look."""
    return gettext("name shown") if person.is_shown else gettext("name hidden")


class PersonViewSet(ReferenceDataViewSet):
    model = Person
    name = "persons"
    icon = "user"
    menu_order = 250
    texts = ("name", *field_names("function"), *(f"organisation__{name}" for name in field_names("name")))
    joins = ("organisation",)
    list_display = [
        "__str__",
        plain("function", _("Function")),
        plain("organisation", _("Organisation")),
        plain("consent_on", _("Consent given on")),
        plain("hide_after", _("Hide after")),
        plain("shown", _("For readers"), _consent),
        USES,
    ]
    list_filter = ["organisation"]
    panels = [
        MultiFieldPanel([FieldPanel("name"), pair("function"), FieldPanel("organisation")], heading=_("Person")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("consent_on"), FieldPanel("hide_after")]), FieldPanel("consent_scope")],
            heading=_("Consent"),
            help_text=_("Ask first, note what was agreed to, and until when. A functional mailbox often does as well."),
        ),
    ]


class OrganisationKindViewSet(ReferenceDataViewSet):
    model = OrganisationKind
    name = "organisation-kinds"
    icon = "list-ul"
    menu_order = 300
    texts = ("identifier", *field_names("name"), *field_names("acronym"))
    list_display = ["__str__", plain("acronym", _("Acronym")), USES]
    panels = [FieldPanel("identifier"), pair("name"), pair("acronym")]


class MunicipalityViewSet(ReferenceDataViewSet):
    model = Municipality
    name = "municipalities"
    icon = "site"
    menu_order = 400
    texts = ("nis", "postcodes", *field_names("name"))
    list_display = ["__str__", "nis", "postcodes", USES]
    list_filter = ["housing_contract_signed_by_2023"]
    panels = [
        pair("name"),
        FieldRowPanel([FieldPanel("nis"), FieldPanel("postcodes")]),
        FieldPanel("housing_contract_signed_by_2023"),
    ]


class ActViewSet(ReferenceDataViewSet):
    model = Act
    name = "legal-acts"
    icon = "clipboard-list"
    menu_order = 500
    texts = (*field_names("title"), *field_names("acronym"))
    list_display = ["__str__", plain("acronym", _("Acronym")), USES]
    panels = [pair("title"), pair("acronym")]


class ProvisionViewSet(ReferenceDataViewSet):
    model = Provision
    name = "provisions"
    icon = "clipboard-list"
    menu_order = 600
    texts = PROVISION_TEXTS
    joins = ("act",)
    list_display = ["__str__", plain("in_force_from", _("In force from")), plain("amended_on", _("Amended on")), USES]
    list_filter = ["act"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("identifier"), FieldPanel("act"), pair("article"), pair("url")], heading=_("Provision")
        ),
        FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("amended_on")]),
        FieldPanel("note"),
    ]


VIEWSETS = (
    ThemeViewSet,
    OrganisationViewSet,
    PersonViewSet,
    OrganisationKindViewSet,
    MunicipalityViewSet,
    ActViewSet,
    ProvisionViewSet,
)
