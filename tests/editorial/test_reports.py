from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from portal.models import LanguageRule
from portal.setup import ensure_tree
from tests.factories import (
    make_draft,
    make_guide,
    make_organisation,
    make_practice,
    make_theme,
    member_of,
    reload,
    republish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    ensure_tree()
    roles.apply_roles()
    person = member_of(roles.EDITORS.group)
    person.language = "fr"
    person.save()
    client.force_login(person)
    return client


def listed(client: Client, report: str = "waiting", **query: str) -> list[str]:
    response = client.get(reverse(f"editorial:{report}_results"), query)
    assert response.status_code == 200
    return [record.heading_fr for record in response.context["object_list"]]


def rows(client: Client, report: str) -> list[dict[str, str]]:
    response: Any = client.get(reverse(f"editorial:{report}"), {"export": "csv"}, headers={"accept-language": "fr"})
    return list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode())))


def change_draft(page: Any, **changes: Any) -> None:
    draft = reload(page).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision()


def test_records_of_every_kind_wait_for_the_language_that_is_behind_the_oldest_first(editor: Client) -> None:
    make_guide(heading_fr="à jour")
    make_guide(heading_fr="sans néerlandais", body_fr="Un texte.")
    republish(make_practice(heading_fr="plus ancien"), summary_nl="Een andere samenvatting.")
    assert listed(editor) == ["sans néerlandais", "plus ancien"]
    assert listed(editor, language="nl") == ["sans néerlandais"]
    assert listed(editor, language="fr") == ["plus ancien"]


def test_draft_waits_for_the_language_that_it_leaves_as_it_was(editor: Client) -> None:
    one, both = make_guide(heading_fr="un côté"), make_guide(heading_fr="deux côtés")
    make_draft(heading_fr="jamais publié")
    change_draft(one, summary_fr="Un autre résumé.")
    change_draft(both, summary_fr="Un autre résumé.", summary_nl="Een andere samenvatting.")
    assert listed(editor) == listed(editor, language="nl") == ["un côté"]
    assert listed(editor, language="fr") == []


def test_language_that_waits_longer_than_the_rule_allows_is_late(editor: Client) -> None:
    guide = republish(make_guide(), summary_fr="Un autre résumé.")
    rule = LanguageRule.load()
    for days, late in ((30, True), (90, False)):
        type(guide).objects.update(text_changed_at_fr=timezone.now() - timedelta(days=60))
        rule.days = days
        rule.save()
        (row,) = rows(editor, "waiting")
        assert ("en retard" in "".join(row.values())) is late


def test_filters_narrow_by_kind_organisation_and_theme(editor: Client) -> None:
    quality, organisation = make_theme(), make_organisation()
    damp = make_theme(broader=quality)
    make_guide(heading_fr="moisi", body_fr="x", themes=(damp,))
    practice = make_practice(heading_fr="pratique", organisation=organisation)
    republish(practice, summary_nl="Een andere samenvatting.")
    assert listed(editor, theme=str(quality.pk)) == ["moisi"]
    assert listed(editor, organisation=str(organisation.pk)) == ["pratique"]
    assert listed(editor, kind=str(practice.content_type_id)) == ["pratique"]


def test_page_names_the_reason_and_leads_to_form_and_comparison(editor: Client) -> None:
    guide = make_guide(heading_fr="sans néerlandais", body_fr="Un texte.")
    page = editor.get(reverse("editorial:waiting")).content.decode()
    shown = ["sans néerlandais", guide.reference, "Nederlands – "]
    shown += [reverse("wagtailadmin_pages:edit", args=[guide.pk]), reverse("editorial:changes", args=[guide.pk])]
    assert [text for text in shown if text not in page] == []


@pytest.mark.parametrize("report", ["waiting", "parity"])
def test_number_of_queries_does_not_grow_with_the_records(
    editor: Client, report: str, django_assert_max_num_queries: Any
) -> None:
    def add(number: int) -> None:
        for _each in range(number):
            make_guide(body_fr="x", themes=(make_theme(),))
            change_draft(make_practice(), summary_fr="Un autre résumé.")
        editor.get(reverse(f"editorial:{report}"))

    add(1)
    with django_assert_max_num_queries(30) as one:
        editor.get(reverse(f"editorial:{report}"))
    number = len(one.captured_queries)
    add(2)
    with django_assert_max_num_queries(number):
        editor.get(reverse(f"editorial:{report}"))


def test_both_reports_are_exported_with_what_they_show(editor: Client) -> None:
    guide = make_guide(heading_fr="sans néerlandais", body_fr="Un texte.")
    (waits,) = rows(editor, "waiting")
    assert list(waits.values())[:1] == [guide.reference]
    assert "sans néerlandais" in waits.values()
    (parity,) = rows(editor, "parity")
    assert list(parity.values())[-1] == "0"
    assert editor.get(reverse("editorial:waiting"), {"export": "xlsx"}).status_code == 200


def test_parity_counts_the_days_between_the_languages_the_widest_first(editor: Client) -> None:
    near, far = make_guide(heading_fr="proche"), make_guide(heading_fr="loin")
    moment = far.text_changed_at_fr
    type(far).objects.filter(pk=far.pk).update(text_changed_at_nl=moment.replace(year=moment.year - 1))
    assert listed(editor, "parity") == ["loin", near.heading_fr]
    assert int(list(rows(editor, "parity")[0].values())[-1]) in (365, 366)


@pytest.mark.parametrize("role", [None, roles.MEMBERS, roles.ADMINISTRATORS])
def test_who_looks_after_no_record_sees_no_report(editor: Client, role: Any) -> None:
    client = Client()
    if role:
        client.force_login(member_of(role.group))
    for name in ("waiting", "parity"):
        assert client.get(reverse(f"editorial:{name}")).status_code in (302, 403)
