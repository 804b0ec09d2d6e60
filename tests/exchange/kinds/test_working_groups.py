"""Working groups of a bundle."""

from datetime import date

import pytest

from exchange.importing import import_content
from exchange.reference import Changes
from seminars.models import WorkingGroupPage
from tests.exchange.bundles import Bundle
from tests.exchange.kinds.bundles import group, practice

pytestmark = pytest.mark.django_db
FR = "working-groups/data.fr.md"


def test_group_is_imported_once(bundle: Bundle) -> None:
    practice(group(bundle), fr="reference: BP-2024-001\n")

    import_content(bundle.root)

    page = WorkingGroupPage.objects.get()
    assert (page.live, page.status, page.body_nl, page.started_on) == (
        True,
        "active",
        "De opdracht.",
        date(2022, 12, 6),
    )
    assert [each.identifier for each in page.member_organisations.all()] == ["inspection"]
    meeting = page.meetings.get()
    assert (meeting.agenda_fr, meeting.decisions_nl) == ("Le mandat", "We beginnen.")
    assert (meeting.minutes_fr.kind, meeting.minutes_fr.language, meeting.minutes_nl) == ("report", "fr", None)
    assert page.deliverables.get().result.slug == "BP-2024-001"
    assert import_content(bundle.root).records == Changes(unchanged=2)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("status: active", "status: asleep", "status"),
        ("started_on: 2022-12-06", "started_on: décembre", "started_on"),
        ("member_organisations: [inspection]", "member_organisations: [nobody]", "member_organisations.1"),
        ("state: delivered", "state: lost", "deliverables.1.state"),
        ("result: BP-2024-001", "result: BP-2024-009", "deliverables.1.result"),
        ("result: BP-2024-001", "result: un guide", "deliverables.1.result"),
        ("date: 2022-12-06, place", "place", "meetings.1.date"),
        ("status: active", "status: active\nverified_on: hier", "verified_on"),
    ],
)
def test_wrong_value_is_told(bundle: Bundle, old: str, new: str, key: str) -> None:
    practice(group(bundle), fr="reference: BP-2024-001\n").change(FR, old, new)

    assert bundle.problems() == [(FR, bundle.line(FR, new.split("\n")[-1]), key)]
    assert not WorkingGroupPage.objects.exists()


def test_rule_of_the_page_is_told_at_the_key_that_breaks_it(bundle: Bundle) -> None:
    practice(group(bundle), fr="reference: BP-2024-001\n").change(FR, "status: active", "status: finished")

    assert {key for __, __, key in bundle.problems()} == {"ended_on", "closing_report"}


def test_rule_that_an_update_breaks_leaves_the_page_as_it_was(bundle: Bundle) -> None:
    import_content(practice(group(bundle), fr="reference: BP-2024-001\n").root)
    bundle.change(FR, "status: active", "expected_end: 2021-01-01")

    assert bundle.problems() == [(FR, bundle.line(FR, "expected_end"), "expected_end")]
    assert WorkingGroupPage.objects.get().status == "active"
