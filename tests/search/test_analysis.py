"""Words in, terms out: what each language makes of the words of the field."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import ANALYSIS_VERSION, Term, Word, analyzer
from search.folding import fold


def exact(language: str, text: str) -> list[str]:
    found = analyzer(language)
    return [found.term(word.text).exact for word in found.words(text)]


def stems(language: str, text: str) -> list[str]:
    found = analyzer(language)
    return [found.term(word.text).stem for word in found.words(text)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("L'humidité dans l’appartement", ["humidite", "appartement"]),
        ("qu'il s'agit jusqu'à lorsqu'elle d'Ixelles", ["agit", "ixelles"]),
        ("aujourd'hui, prud’homme", ["aujourdhui", "prudhomme"]),
        ("Œuvre et bâti", ["oeuvre", "bati"]),
        ("un rendez-vous par e-mail ou email", ["rendez", "email", "email"]),
        ("Le C.P.A.S., le CPAS, le c.p.a.s.", ["cpas", "cpas", "cpas"]),
        ("le PAS et pas", ["pas"]),
        ("LE LOYER DU BAIL", ["loyer", "bail"]),
        ("logement_social (1er étage)", ["logement", "social", "1er", "etage"]),
    ],
)
def test_french_words(text: str, terms: list[str]) -> None:
    assert exact("fr", text) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("'s Avonds de foto's van het OCMW’s", ["avonds", "foto", "ocmw"]),
        ("Het O.C.M.W. en de huurder", ["ocmw", "huurder"]),
        ("coördinatie van één woning", ["coordinatie", "woning"]),
        ("e-loket of eloket", ["eloket", "eloket"]),
        ("de huur- en woningprijs", ["huur", "woningprijs"]),
    ],
)
def test_dutch_words(text: str, terms: list[str]) -> None:
    assert exact("nl", text) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The landlord's dwelling is unfit", ["landlord", "dwelling", "unfit"]),
        ("Homes for the homeless", ["homes", "homeless"]),
        ("Article 135 of the Municipal Act", ["art135", "municipal", "act"]),
        ("GDPR and G.D.P.R.", ["gdpr", "gdpr"]),
        ("mould, damp & e-mail", ["mould", "damp", "email"]),
    ],
)
def test_english_words(text: str, terms: list[str]) -> None:
    assert exact("en", text) == terms


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("fr", "St-Gilles, Ste Agathe", ["saint", "gilles", "sainte", "agathe"]),
        ("nl", "St.-Gillis", ["sint", "gillis"]),
        ("en", "St Gilles", ["st", "gilles"]),
    ],
)
def test_names_of_places_are_written_out(language: str, text: str, terms: list[str]) -> None:
    assert exact(language, text) == terms


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "dwelling dwellings"),
        ("en", "landlord landlords"),
        ("fr", "expulsé expulsée expulsés"),
        ("fr", "insalubre insalubres"),
        ("fr", "logement logements"),
        ("fr", "locataire locataires"),
        ("fr", "communal communaux communale"),
        ("nl", "woning woningen"),
        ("nl", "huurprijs huurprijzen"),
        ("nl", "vergunning vergunningen"),
        ("nl", "uithuiszetting uithuiszettingen"),
        ("nl", "ongeschikt ongeschikte"),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, words: str) -> None:
    assert len(set(stems(language, words))) == 1


def test_snowball_dutch_is_the_stemmer_of_kraaij_and_pohlmann() -> None:
    """Porter's gives "huizen" the stem "huiz"; PyStemmer before 3 had that one under the same name."""
    assert stems("nl", "huizen huis") == ["huis", "huis"]


@pytest.mark.parametrize(
    "text",
    [
        "article 135",
        "Article 135",
        "l'article 135",
        "art. 135",
        "art.135",
        "ART. 135",
        "artikel 135",
        "artikel nr. 135",
        "article n° 135",
    ],
)
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_an_article_is_one_unit_in_any_writing(language: str, text: str) -> None:
    if language == "fr" or "'" not in text:
        assert exact(language, text) == ["art135"]


@pytest.mark.parametrize("text", ["art. 135 § 2", "article 135, §2", "artikel 135 § 2", "art. 135, paragraphe 2"])
def test_a_paragraph_stays_with_its_article(text: str) -> None:
    found = analyzer("fr")
    assert [found.term(word.text) for word in found.words(text)] == [Term("art135", "art135", ("art135par2",))]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("article 1350", ["art1350"]),
        ("art. 35", ["art35"]),
        ("art. 119ter et art. 119 ter", ["art119ter", "art119ter"]),
        ("article 1er", ["art1"]),
        ("article 23/1, article 231", ["art23x1", "art231"]),
        ("articles 3, 4 et 5bis du Code", ["art3", "art4", "art5bis", "code"]),
        ("artikelen 10 en 11", ["art10", "art11"]),
        ("article 3, 4 personnes", ["art3", "4", "personnes"]),
        ("artiste 135 article", ["artiste", "135", "article"]),
        ("1350 euros", ["1350", "euros"]),
    ],
)
def test_articles_are_exact_units(text: str, terms: list[str]) -> None:
    assert [term for term in exact("fr", text) if term != "en"] == terms


@pytest.mark.parametrize("language", ["fr", "nl"])
@given(st.text(alphabet="aeéèêëiïoôuùûçcdlmnrst", min_size=1, max_size=12))
def test_accents_make_no_difference(language: str, word: str) -> None:
    found = analyzer(language)
    assert found.term(word) == found.term(fold(word))


def test_words_know_where_they_stand() -> None:
    text = "L’insalubrité, art. 135 § 2."
    assert [text[word.start : word.end] for word in analyzer("fr").words(text)] == ["insalubrité", "art. 135 § 2"]


PIECES = (
    "bail baux L'article Art. articles artikelen art 3 135 12/1 bis ter § 2 et of nr. n° de C.P.A.S. e-mail PAS LOGES"
)
BETWEEN = [" ", ", ", ". ", "; ", ": ", "\n", "! ", "-"]


@given(
    st.lists(st.tuples(st.sampled_from([*PIECES.split(), "huurwaarborg", "waarborgen"]), st.sampled_from(BETWEEN))),
    st.sampled_from(["bail", "art3", "art135", "art12x1", "135", "log", "cpas", "email", "waarborg", "par2", "3bis"]),
    st.sampled_from(["fr", "nl"]),
)
def test_the_passages_of_a_term_hold_all_its_words(pieces: list[tuple[str, str]], name: str, language: str) -> None:
    text, found = "".join(word + between for word, between in pieces), analyzer(language)

    def with_term(words: Iterable[Word]) -> list[Word]:
        terms = ((word, found.term(word.text)) for word in words)
        return [word for word, term in terms if name in (term.exact, term.stem, *term.parts)]

    read = [word for start, end in found.passages(text, {name}) for word in found.words(text, start, end)]
    assert with_term(read) == with_term(found.words(text))


def test_passages_without_the_terms_are_not_read() -> None:
    text = "Le loyer monte. Le bail est écrit. Rien ici."
    assert [text[start:end] for start, end in analyzer("fr").passages(text, {"bail"})] == ["Le bail est écrit. "]


def test_columns_hold_the_three_streams() -> None:
    assert analyzer("nl").columns("De huurwaarborg van de huurder") == (
        "huurwaarborg huurder",
        "huurwaarborg huur",
        "huur waarborg",
    )


def test_terms_are_short_however_long_the_word() -> None:
    assert len(analyzer("nl").term("a" * 10_000).exact) == 60


@given(st.text(), st.sampled_from(["fr", "nl", "en"]))
def test_any_text_gives_terms_of_the_alphabet(text: str, language: str) -> None:
    for column in analyzer(language).columns(text):
        assert set(column) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


def test_threads_share_an_analyzer() -> None:
    found = analyzer("nl")
    words = [f"huurprijzen{number}x woningen{number}y" for number in range(500)]
    alone = [found._term(text) for text in words]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(found._term, words)) == alone


def test_the_version_tells_rules_stemmer_and_lists() -> None:
    rules, stemmer, lists = ANALYSIS_VERSION.split("-")
    assert (rules, stemmer[0], len(lists)) == ("3", "3", 12)
