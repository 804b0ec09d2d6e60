from pathlib import Path

import pytest

from exchange.errors import Problems
from exchange.text_files import TEXT_LIMIT, read_text


def read(path: Path, content: bytes) -> tuple[str | None, list[tuple[str, int]]]:
    path = path / "a.md"
    path.write_bytes(content)
    problems = Problems()
    text = read_text(path, "a.md", problems)
    return text, [(problem.file, problem.line) for problem in problems.shown]


def test_byte_order_mark_and_line_ends_of_windows_are_taken_off(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbfun\r\ndeux\r") == ("un\ndeux\n", [])


def test_accents_written_as_two_characters_become_one(tmp_path: Path) -> None:
    assert read(tmp_path, "e\u0301te\u0301".encode()) == ("été", [])


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"un\ndeux \xe9\n", 2),
        (b"un\n\ndeux\0\n", 3),
        (b"un\nbip \x07\n", 2),
        ("texte".encode("utf-16"), 1),
    ],
    ids=["latin-1", "nul", "control character", "utf-16"],
)
def test_text_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    assert read(tmp_path, content) == (None, [("a.md", line)])


def test_large_file_is_refused_by_its_size_and_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.md").open("wb") as file:
        # A hundred megabytes that exist only as a size: reading them would show in the memory.
        file.truncate(100_000_000)
    problems = Problems()

    assert read_text(tmp_path / "a.md", "a.md", problems) is None
    assert str(TEXT_LIMIT) in problems.shown[0].message


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    problems = Problems()

    assert read_text(tmp_path / "none.md", "none.md", problems) is None
    assert problems.shown[0].file == "none.md"
