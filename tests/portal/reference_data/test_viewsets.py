from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from organisations.models import OrganisationKind
from portal.reference_data import registered
from tests.factories import (
    make_guide,
    make_kind,
    make_municipality,
    make_objective,
    make_organisation,
    make_person,
    make_plan_action,
    make_provision,
    make_target_group,
    make_theme,
)
from tests.factories.editorial import make_wanted
from themes.models import Theme

pytestmark = pytest.mark.django_db
NAMES = [viewset.name for viewset in registered()]


def labels(*rows: tuple[str, str, str]) -> Any:
    return inline_formset([{"language": lang, "kind": kind, "text": text} for lang, kind, text in rows])


BOTH = (("fr", "preferred", "Humidité"), ("nl", "preferred", "Vocht"))


def add_theme(admin: Client, *rows: tuple[str, str, str], **fields: Any) -> Any:
    data = nested_form_data({"slug": "damp", "labels": labels(*rows), "core": "on", **fields})
    return admin.post(reverse("themes:add"), data)


def refusals(response: Any) -> list[str]:
    form = response.context["form"]
    rows = [message for row in form.formsets["labels"].forms for found in row.errors.values() for message in found]
    fields = [message for found in form.errors.values() for message in found]
    return [*form.formsets["labels"].non_form_errors(), *rows, *fields]


def test_theme_with_labels_in_both_languages_is_made(admin: Client) -> None:
    response = add_theme(admin, *BOTH, ("fr", "alternative", "Moisissures"))
    assert response.status_code == 302
    theme = Theme.objects.get()
    assert (theme.slug, theme.name, theme.label_in("nl"), theme.labels.count()) == ("damp", "damp", "Vocht", 3)


@pytest.mark.parametrize(
    "rows",
    [
        [BOTH[0]],
        [*BOTH, ("fr", "preferred", "Moisissures")],
        [*BOTH, ("fr", "alternative", "HUMIDITÉ")],
        [],
    ],
    ids=["no Dutch", "two preferred", "not disjoint", "none"],
)
def test_labels_that_contradict_the_rules_are_refused_with_one_reason(admin: Client, rows: Any) -> None:
    response = add_theme(admin, *rows)
    assert refusals(response)
    assert not Theme.objects.exists()


def test_label_of_another_theme_is_refused_and_the_other_theme_named(admin: Client) -> None:
    make_theme("mould", fr="Humidité")
    assert "mould" in "".join(refusals(add_theme(admin, *BOTH)))


def test_theme_cannot_be_under_what_is_narrower(admin: Client) -> None:
    top = make_theme(fr="Qualité", nl="Kwaliteit")
    below = make_theme(fr="Humidité", nl="Vocht", broader=top)
    rows = [
        {"id": label.pk, "language": label.language, "kind": label.kind, "text": label.text}
        for label in top.labels.all()
    ]
    data = nested_form_data({"labels": inline_formset(rows, initial=len(rows)), "broader": below.pk})
    response = admin.post(reverse("themes:edit", args=(top.pk,)), data)
    assert list(response.context["form"].errors) == ["broader"]


def test_identifier_of_a_theme_is_never_changed(admin: Client) -> None:
    theme = make_theme("damp", fr="Humidité", nl="Vocht")
    rows = [
        {"id": label.pk, "language": label.language, "kind": label.kind, "text": label.text}
        for label in theme.labels.all()
    ]
    data = nested_form_data({"labels": inline_formset(rows, initial=len(rows)), "slug": "mould"})
    assert admin.post(reverse("themes:edit", args=(theme.pk,)), data).status_code == 302
    assert Theme.objects.get().slug == "damp"


@pytest.mark.parametrize("name", NAMES)
def test_list_and_forms_open(admin: Client, name: str) -> None:
    assert admin.get(reverse(f"{name}:index")).status_code == 200
    assert "language-pair" in admin.get(reverse(f"{name}:add")).content.decode()


def test_list_is_searched_in_both_languages(admin: Client) -> None:
    make_theme(fr="Humidité", nl="Vocht"), make_theme(fr="Loyer", nl="Huur")
    page = admin.get(reverse("themes:index_results"), {"q": "vocht"}).content.decode()
    assert ("Humidité" in page, "Loyer" in page) == (True, False)


def test_list_shows_how_often_a_theme_is_used(admin: Client) -> None:
    theme = make_theme(fr="Humidité")
    for guide in (make_guide(themes=(theme,)), make_guide(themes=(theme,))):
        ReferenceIndex.create_or_update_for_object(guide)
    (row,) = (row for row in admin.get(reverse("themes:index")).context["object_list"] if row == theme)
    assert row.usage_count == 2


def test_theme_in_use_is_not_deleted_and_one_is_told_why(admin: Client) -> None:
    theme = make_theme(fr="Humidité")
    make_guide(themes=(theme,))
    response = admin.post(reverse("themes:delete", args=(theme.pk,)), follow=True)
    assert Theme.objects.filter(pk=theme.pk).exists()
    (message,) = response.context["messages"]
    assert "Humidité" in str(message)


@pytest.mark.parametrize("indexed", [True, False])
def test_kind_in_use_is_not_deleted_whether_the_index_of_uses_knows_or_not(admin: Client, indexed: bool) -> None:
    organisation = make_organisation()
    if not indexed:
        ReferenceIndex.objects.all().delete()
    response = admin.post(reverse("organisation-kinds:delete", args=(organisation.kind_id,)))
    assert response.status_code == 302
    assert OrganisationKind.objects.filter(pk=organisation.kind_id).exists()


def test_unused_kind_is_deleted(admin: Client) -> None:
    admin.post(reverse("organisation-kinds:delete", args=(make_kind().pk,)))
    assert not OrganisationKind.objects.exists()


def add_one(name: str) -> None:
    makers = {
        "themes": make_theme,
        "organisations": make_organisation,
        "organisation-kinds": make_kind,
        "provisions": make_provision,
        "legal-acts": make_provision,
        "audiences": make_guide,
        "persons": make_person,
        "target-groups": make_target_group,
        "plan-actions": make_plan_action,
        "contract-objectives": make_objective,
        "wanted-documents": make_wanted,
    }
    makers[name]()


@pytest.mark.parametrize("name", [name for name in NAMES if name != "municipalities"])
def test_number_of_queries_does_not_grow_with_the_rows(
    admin: Client, name: str, django_assert_max_num_queries: Any
) -> None:
    make_municipality()
    add_one(name)
    admin.get(reverse(f"{name}:index"))
    with django_assert_max_num_queries(30) as one:
        admin.get(reverse(f"{name}:index"))
    add_one(name), add_one(name)
    with django_assert_max_num_queries(len(one.captured_queries)):
        admin.get(reverse(f"{name}:index"))


def test_list_of_persons_says_whom_readers_see(admin: Client) -> None:
    make_person("Anna"), make_person("Bert", consent_on=None), make_person("Carla", hide_after=date(2026, 2, 1))
    rows = admin.get(reverse("persons:index")).content.decode().split("<tr")
    shown = ["nom affiché" in next(row for row in rows if name in row) for name in ("Anna", "Bert", "Carla")]
    assert shown == [True, False, False]


def test_faults_in_two_kinds_of_rows_of_an_organisation_are_told_at_once(admin: Client) -> None:
    theme = make_theme().pk
    rows = {
        "former_names": inline_formset([{"name": "x" * 300, "until": ""}]),
        "competences": inline_formset([{"theme": theme}, {"theme": theme}]),
    }
    names = {"identifier": "body", "name_fr": "Corps", "name_nl": "Instelling", "kind": make_kind().pk}
    response = admin.post(reverse("organisations:add"), nested_form_data({**names, "state": "active", **rows}))
    form = response.context["form"]
    assert form.formsets["former_names"].forms[0].errors
    assert form.formsets["competences"].non_form_errors()


@pytest.mark.parametrize("sent", ["abc", "9" * 30, "\x00"])
def test_what_no_chooser_offered_is_refused_in_a_theme_too(admin: Client, sent: str) -> None:
    theme = make_theme()
    response = admin.post(reverse("themes:edit", args=[theme.pk]), {"broader": sent, "replaced_by": sent})
    assert response.status_code == 200
    assert {"broader", "replaced_by"} <= response.context["form"].errors.keys()
