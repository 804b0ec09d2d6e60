import pytest

from portal.markdown import render


def html(text: str) -> str:
    return render(text).html.replace("\n", "")


NESTED = "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"


@pytest.mark.parametrize("step", [2, 3, 4])
def test_two_columns_or_more_nest_a_list(step: int) -> None:
    assert html(f"- a\n{' ' * step}- b\n{' ' * step * 2}- c\n- d") == NESTED


def test_tabs_nest_a_list() -> None:
    assert html("- a\n\t- b\n\t\t- c\n- d") == NESTED


def test_list_follows_its_sentence_without_an_empty_line() -> None:
    assert html("Emportez :\n- a\n- b") == "<p>Emportez&nbsp;:</p><ul><li>a</li><li>b</li></ul>"


def test_numbers_with_brackets_are_a_list() -> None:
    assert html("1) a\n2) b") == "<ol><li>a</li><li>b</li></ol>"


def test_list_keeps_its_first_number() -> None:
    assert html("3. a\n4. b") == '<ol start="3"><li>a</li><li>b</li></ol>'


def test_sentence_broken_before_a_year_is_no_list() -> None:
    assert html("depuis juillet\n2024. Ensuite") == "<p>depuis juillet2024. Ensuite</p>"


def test_paragraphs_of_an_item_are_indented_by_two_or_four() -> None:
    expected = "<ul><li><p>a</p><p>suite</p></li><li><p>b</p></li></ul>"
    assert html("- a\n\n  suite\n\n- b") == html("-   a\n\n    suite\n\n-   b") == expected


def test_text_at_the_margin_after_an_empty_line_ends_the_list() -> None:
    assert html("- a\n- b\n\nfin") == "<ul><li>a</li><li>b</li></ul><p>fin</p>"


def test_heading_right_under_a_list_ends_it() -> None:
    assert html("- a\n## B") == '<ul><li>a</li></ul><h2 id="text-b">B</h2>'


def test_rule_of_stars_is_no_list() -> None:
    assert html("a\n\n* * *\n\nb") == "<p>a</p><hr><p>b</p>"


def test_list_in_a_footnote_stays_there() -> None:
    text = "x[^1]\n\n[^1]: note\n\n    - a\n    - b"
    assert "<ul><li>a</li><li>b</li></ul>" in html(text).partition('class="footnote"')[2]


def test_table_follows_its_sentence_without_an_empty_line() -> None:
    assert "<p>Voici</p>" in html("Voici\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert "<table>" in html("Voici\n| a | b |\n|---|---|\n| 1 | 2 |")
