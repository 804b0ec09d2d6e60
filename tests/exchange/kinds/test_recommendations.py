"""The CSV file with the recommendations of a seminar."""

import pytest

from exchange.importing import import_content
from exchange.reference import Changes
from seminars.models import PanelPage, Recommendation
from tests.exchange.bundles import Bundle
from tests.exchange.kinds.bundles import RECOMMENDATIONS, TABLE, seminar

pytestmark = pytest.mark.django_db
FIRST, SECOND = RECOMMENDATIONS


def test_recommendations_are_those_of_their_panel(bundle: Bundle) -> None:
    import_content(seminar(bundle).root)

    first, second = Recommendation.objects.order_by("number")
    assert (first.reference, first.state, first.taken_up_by.slug) == ("RC-2022-001", "taken_up", "WG-2022-001")
    assert (first.addressee.identifier, first.addressee_kind) == ("inspection", None)
    assert (second.addressee, second.addressee_kind.identifier) == (None, "municipality")
    assert (second.reason_nl, second.panel.pk) == ("Te ruim", PanelPage.objects.get().pk)
    assert [each.state for each in second.events.all()] == ["declined"]


def test_recommendation_that_changes_stays_the_same_one(bundle: Bundle) -> None:
    import_content(seminar(bundle).root)
    first, second = Recommendation.objects.order_by("number").values_list("pk", flat=True)
    bundle.change(TABLE, "Écrire un guide", "Écrire deux guides").change(TABLE, "Trop large", "Bien trop large")

    assert import_content(bundle.root).records == Changes(updated=1, unchanged=3)

    found = {each.pk: each.text_fr for each in Recommendation.objects.all()}
    assert found == {first: "Écrire deux guides", second: "Créer un fichier"}
    assert import_content(bundle.root).records == Changes(unchanged=4)


def test_new_recommendation_joins_the_others_before_them(bundle: Bundle) -> None:
    import_content(seminar(bundle, (SECOND,)).root)

    seminar(bundle, (FIRST, SECOND))

    assert import_content(bundle.root).records == Changes(updated=1, unchanged=3)
    assert [each.number for each in PanelPage.objects.get().recommendations.all()] == [1, 2]


def test_version_of_a_panel_knows_its_recommendations_again(bundle: Bundle) -> None:
    import_content(seminar(bundle).root)

    page = PanelPage.objects.get().get_latest_revision_as_object()
    page.save_revision().publish()

    assert Recommendation.objects.count() == 2


def test_table_that_is_not_there_leaves_the_recommendations_alone(bundle: Bundle) -> None:
    import_content(seminar(bundle).root)
    (bundle.root / TABLE).unlink()

    assert import_content(bundle.root).records == Changes(unchanged=4)
    assert Recommendation.objects.count() == 2


def test_recommendation_that_was_published_cannot_be_left_out(bundle: Bundle) -> None:
    import_content(seminar(bundle).root)
    seminar(bundle, (FIRST,))

    assert [problem.key for problem in bundle.refused().problems] == ["recommendations"]
    assert Recommendation.objects.count() == 2


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("data,2,", "none,2,", "panel"),
        ("data,2,", "data,1,", "number"),
        ("data,2,", "data,two,", "number"),
        ("RC-2022-002", "RC-2022-001", "reference"),
        ("RC-2022-002", "BP-2024-001", "reference"),
        ("Créer un fichier", "", "text_fr"),
        ("Een bestand maken", "", "text_nl"),
        ("Een bestand maken", "x" * 401, "text_nl"),
        ("municipality", "nobody", "addressee"),
        (",low,", ",urgent,", "priority"),
        ("declined", "lost", "state"),
        ("2023-02-14", "14/02/2023", "decided_on"),
        ("2023-02-14,", "2023-02-14,GT-1999-001", "taken_up_by"),
        ("2023-02-14", "", "state"),
    ],
)
def test_wrong_cell_is_told_with_its_line_and_column(bundle: Bundle, old: str, new: str, column: str) -> None:
    assert old in SECOND
    seminar(bundle, (FIRST, SECOND.replace(old, new)))

    assert (TABLE, 3, column) in bundle.problems()
    assert not Recommendation.objects.exists()


def test_row_with_a_cell_too_many_and_a_column_that_is_unknown_are_told(bundle: Bundle) -> None:
    seminar(bundle, (FIRST, f"{SECOND},more"))
    assert [(file, line) for file, line, __ in bundle.problems()] == [(TABLE, 3)]

    bundle.change(TABLE, "panel,number", "panel,numero")
    assert {(file, line, key) for file, line, key in bundle.problems()} >= {(TABLE, 1, "numero"), (TABLE, 1, "number")}


def test_reference_of_something_else_is_refused(bundle: Bundle) -> None:
    import_content(seminar(bundle).root)
    bundle.change(TABLE, "RC-2022-002", "RC-2022-003")

    assert bundle.problems() == [(TABLE, 3, "reference")]


def test_recommendations_without_any_panel_are_told(bundle: Bundle) -> None:
    bundle.write("seminars/2022/recommendations.csv", "\n".join([(seminar(bundle).root / TABLE).read_text()]))
    for code in ("fr", "nl"):
        (bundle.root / f"seminars/2022/panels/data.{code}.md").unlink()

    assert {(TABLE, 2, "panel"), (TABLE, 3, "panel")} <= set(bundle.problems())
