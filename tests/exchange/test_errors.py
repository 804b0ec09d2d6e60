from django.utils import translation

from exchange.errors import SHOWN, BundleRefused, Problem, Problems


def test_problem_of_a_record_names_file_line_and_key() -> None:
    with translation.override(None):
        assert str(Problem("guides/a.fr.md", 12, "steps.2.title", "Wrong.")) == (
            "guides/a.fr.md, line 12, steps.2.title: Wrong."
        )


def test_problem_of_a_cell_names_its_column_by_number_and_by_name() -> None:
    with translation.override(None):
        assert str(Problem("vocabulary.csv", 3, "broader", "Wrong.", 2)) == (
            "vocabulary.csv, line 3, column 2, broader: Wrong."
        )


def test_problem_of_a_whole_file_names_no_line() -> None:
    assert str(Problem("guides/a.fr.md", 0, "", "Too large.")) == "guides/a.fr.md: Too large."


def test_no_more_than_a_hundred_problems_are_kept_and_all_are_counted() -> None:
    problems = Problems()
    for number in range(SHOWN + 50):
        problems.add(Problem("a.csv", number, "", "Wrong."))

    refused = BundleRefused(tuple(problems.shown), problems.count)

    assert len(refused.problems) == SHOWN
    with translation.override(None):
        assert str(refused).endswith("and 50 more problems")


def test_nothing_is_refused_without_a_problem() -> None:
    Problems().refuse()
