import copy
import pickle

import pytest
from django.template import Context, Template
from django.utils import translation

from languages.text import Text, in_language


class Record:
    name_fr = "Logement"
    name_nl = "Woning"
    only_nl_fr = ""
    only_nl_nl = "Huisvesting"
    nothing_fr = ""
    nothing_nl = ""


def test_a_text_is_the_string_it_holds() -> None:
    assert Text("Woning", "nl") == "Woning"
    assert hash(Text("Woning", "nl")) == hash("Woning")


@pytest.mark.parametrize(("active", "foreign"), [("fr", True), ("nl", False)])
def test_a_text_is_foreign_where_another_language_is_read(active: str, foreign: bool) -> None:
    with translation.override(active):
        assert Text("Woning", "nl").foreign is foreign


def test_an_empty_text_is_never_foreign() -> None:
    with translation.override("fr"):
        assert Text("", "nl").foreign is False


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda text: pickle.loads(pickle.dumps(text))])  # noqa: S301
def test_a_text_keeps_its_language_through_copies(again: object) -> None:
    text = again(Text("Woning", "nl"))  # type: ignore[operator]
    assert (type(text), text, text.language) == (Text, "Woning", "nl")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_protocol_of_pickling_keeps_the_language(protocol: int) -> None:
    text = pickle.loads(pickle.dumps(Text("Woning", "nl"), protocol))  # noqa: S301
    assert (text, text.language) == ("Woning", "nl")


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("name", "fr", ("Logement", "fr")),
        ("name", "nl", ("Woning", "nl")),
        ("only_nl", "fr", ("Huisvesting", "nl")),
        ("only_nl", "nl", ("Huisvesting", "nl")),
        ("nothing", "fr", ("", "fr")),
        ("nothing", "nl", ("", "nl")),
    ],
)
def test_the_other_language_stands_in_and_says_so(name: str, code: str, expected: tuple[str, str]) -> None:
    text = in_language(Record(), name, code)
    assert (str(text), text.language) == expected


def test_no_line_of_a_page_begins_with_a_sign_or_ends_with_an_opening_quote() -> None:
    shown = Template("{{ text }}").render(Context({"text": Text("Oui : « 5 % » <b>", "fr")}))
    assert shown == "Oui\u00a0: «\u00a05\u00a0%\u00a0» &lt;b&gt;"
    assert Text("Oui : non", "fr") == "Oui : non"
