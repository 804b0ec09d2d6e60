import pytest

from search.compounds import Decompounder, dutch


@pytest.mark.parametrize(
    ("word", "elements"),
    [
        ("huisvestingsovereenkomst", ("huisvesting", "overeenkomst")),
        ("energieprestatiecertificaat", ("energieprestatie", "certificaat")),
        ("vochtproblemen", ("vocht", "problemen")),
        ("leegstandsbelasting", ("leegstand", "belasting")),
        ("huurprijssocialisering", ("huur", "prijs", "socialisering")),
        ("huurwaarborg", ("huur", "waarborg")),
        ("gezondheidsindex", ("gezondheid", "index")),
        ("woningkwaliteit", ("woning", "kwaliteit")),
        ("plaatsbeschrijving", ("plaats", "beschrijving")),
    ],
)
def test_compounds_are_split(word: str, elements: tuple[str, ...]) -> None:
    assert dutch().split(word) == elements


@pytest.mark.parametrize(
    "word", ["leegstand", "vergeten", "gebruiken", "gemeenten", "mogelijkheid", "overeenkomst", "buitenland", "woning"]
)
def test_other_words_stay_whole(word: str) -> None:
    assert dutch().split(word) == ()


def test_exceptions_come_before_the_word_list() -> None:
    words = Decompounder({"leeg": 100, "stand": 100}, {"leegstand": (), "huisnr": ("huis", "nummer")})
    assert words.split("leegstand") == ()
    assert words.split("huisnr") == ("huis", "nummer")


def test_the_fewest_elements_win_over_more_frequent_ones() -> None:
    words = Decompounder({"energieprestatie": 60, "energie": 900, "prestatie": 900, "attest": 60}, {})
    assert words.split("energieprestatieattest") == ("energieprestatie", "attest")


def test_a_very_long_word_is_left_whole_quickly() -> None:
    assert dutch().split("huur" * 2_000) == ()
