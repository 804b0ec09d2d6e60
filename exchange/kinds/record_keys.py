"""The keys and rows that every kind of record has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from exchange import measures, schema, stores, values
from exchange.record import Values
from exchange.schema import Complaint, Field, Rows
from law.models import LegalBasis
from portal.models import ContentPage, Licence, RecordChange, RecordFile, RecordLink, Relation
from portal.models.content import TranslationMode

AVAILABLE_FOR = ("call", "visit", "talk")


def _licence_words() -> dict[str, str]:
    return {**{str(each.label): each.value for each in Licence}, **{each.value: each.value for each in Licence}}


def record_fields(model: type[ContentPage]) -> dict[str, Field]:
    """Return the keys that the records of a model share with all others."""
    return {
        "title": schema.text(model, "heading", needed=True, renamed=True),
        "summary": schema.text(model, "summary", needed=True),
        "slug": Field(values.slug, per_language=True, store=stores.when_said),
        "reference": schema.unstored(values.reference),
        "themes": schema.unstored(values.identifiers("vocabulary")),
        "published": schema.unstored(values.truth),
        "date": schema.unstored(measures.day),
        "organisation": schema.organisation(),
        "municipalities": schema.several("municipalities"),
        "access": schema.unstored(values.access),
        "verified_on": schema.day(),
        "verified_by": schema.organisation(),
        "law_as_at": schema.day(),
        "next_review": schema.day(),
        "contact_mailbox": Field(values.mailbox),
        "contact_telephone": schema.fact(model, "contact_telephone"),
        "contact_service": schema.text(model, "contact_service"),
        "contact_person": schema.unstored(values.person),
        "available_for": Field(values.words(*AVAILABLE_FOR), store=stores.flags(*AVAILABLE_FOR)),
        "licence": Field(values.choice(_licence_words())),
        "original_language": Field(values.choice({"fr": "fr", "nl": "nl"})),
        "translation_mode": schema.one_of(TranslationMode),
    }


def _check_link(row: Values) -> Iterator[Complaint]:
    if not any(row.texts["url"].values()):
        yield "url", _("Give the address in at least one language.")
    if row.facts.get("kind") == RecordLink.Kind.VIDEO and not row.facts.get("captions"):
        yield "captions", _("A video needs captions: without them some readers are left out.")


RECORD_ROWS = {
    "files": Rows(
        RecordFile,
        {
            "path": Field(values.path, needed=True, name="document", store=stores.document),
            "title": schema.text(RecordFile, "label", renamed=True),
            "language": schema.unstored(values.choice({"fr": "fr", "nl": "nl"})),
        },
    ),
    "relations": Rows(
        Relation,
        {
            "kind": schema.one_of(Relation.Kind, needed=True),
            "reference": schema.page(stores.by_reference, name="target", when_said=True),
            "name": schema.page(stores.by_name, read=values.record_name, name="target", when_said=True),
        },
        distinct=True,
    ),
    "links": Rows(
        RecordLink,
        {
            "kind": schema.one_of(RecordLink.Kind),
            "url": Field(values.url(schema.limit(RecordLink, "url_fr")), per_language=True),
            "label": schema.text(RecordLink, "label"),
            "captions": schema.truth(),
        },
        check=_check_link,
    ),
    "changes": Rows(
        RecordChange,
        {"changed_on": schema.day(needed=True), "sentence": schema.text(RecordChange, "sentence", needed=True)},
    ),
}

LEGAL_BASIS = Rows(
    LegalBasis,
    {"provision": schema.one_row("provisions", needed=True), "comment": schema.text(LegalBasis, "comment")},
)

#: What a record that rests on the law needs besides what its kind asks for.
VERIFIED = ("verified_on", "verified_by", "law_as_at", "next_review")


def picture_fields(*, needed: bool = False) -> dict[str, Field]:
    """Return the keys of a picture: its path, and what an image of the portal says about itself."""
    return {
        "image": Field(values.picture, needed=needed, store=stores.image),
        "image_alt": Field(values.text(250), per_language=True, store=stores.elsewhere),
        "image_credit": schema.unstored(values.text(150)),
        "image_rights_confirmed": schema.unstored(values.truth),
    }


def step_fields(model: Any) -> dict[str, Field]:
    """Return the keys that the steps of every kind of record have."""
    return {
        "title": schema.text(model, "heading", needed=True, renamed=True),
        "text": schema.markdown(),
        "responsible_body": Field(
            values.identifier("organisations", "organisation_kinds"),
            store=stores.body_or_kind("responsible_organisation", "responsible_kind"),
        ),
    }
