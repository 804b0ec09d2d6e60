"""The French and Dutch catalogues: complete, in step with the source, and written as the two languages are."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import polib
import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from portal.models.sections import index_page_models

ROOT = Path(__file__).resolve().parent.parent
CODES = ("fr", "nl")
NO_BREAK = "\u00a0"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]|\{\w*\}")

# One word for one thing: what the English says, and what the French and the Dutch then say.
GLOSSARY = {
    "records?": ("fiche", "fiche"),
    "guides?": ("guide", "gids"),
    "themes?": ("thème", "thema"),
    "steps?": ("étape", "stap"),
    "drafts?": ("brouillon", "concept"),
    "labels?": ("libellé", "benaming"),
    "provisions?": ("disposition", "bepaling"),
    "bundle": ("lot", "bundel"),
    "front matter": ("en-tête", "hoofding"),
    "coordination cell": ("cellule de coordination", "coördinatiecel"),
    "responsible body": ("instance responsable", "verantwoordelijke instantie"),
    "municipalit(?:y|ies)": ("commune", "gemeente"),
    "verified": ("vérifi", "verifi"),
    "law as at": ("état du droit au", "stand van het recht op"),
    "legal time limit": ("délai légal", "wettelijke termijn"),
    "legal basis": ("base légale", "rechtsgrond"),
    "functional mailbox": ("boîte fonctionnelle", "functionele mailbox"),
    "home page": ("page d’accueil", "startpagina"),
}
# Readers are officials: vous and u, never tu and je.
TOO_FAMILIAR = {"fr": r"\b(?:tu|toi|ton|tes)\b", "nl": r"\b(?:je|jij|jou|jouw)\b"}

# Messages whose French and Dutch may be the same text: msgid and why.
SAME_IN_BOTH = {
    "Contact": "the same word in both languages",
    "contact": "the same word in both languages",
    "Budget": "the same word in both languages",
    "budget": "the same word in both languages",
    "Plan": "the same word in both languages",
    "plan": "the same word in both languages",
    "authors": "auteurs, the same word in both languages",
    "document": "the same word in both languages",
    "logo": "the same word in both languages",
    "record": "fiche, the word that officials of both languages use",
    "records": "fiches, the word that officials of both languages use",
    "%(number)s record": "fiche and fiches, as above",
}
# Messages whose translation may be the English text.
SAME_AS_ENGLISH = {
    # Words that French and English share.
    "fr": {
        *("Contact", "Guide", "Guides", "Image", "Licence", "Organisation", "Organisations", "Page", "Relations"),
        *("Question", "Total", "pages"),
        *("Version", "accessible", "active", "document", "documents", "guide", "guides", "image", "images", "logo"),
        *("introduction", "licence", "note", "organisation", "organisations", "question", "questions", "relation"),
        *("message", "messages"),
        *(
            "relations",
            "version",
            "%(number)s guide",
            "Budget",
            "budget",
            "Plan",
            "plan",
            "Source",
            "source",
            "contact",
        ),
        *("contacts", "communication", "nature", "service", "legislation/", "organisations/", "themes/"),
        *("page", "collection", "invitation", "invitations", "Invitations", "invitation/<str:token>/"),
    },
    # Words that Dutch has from English or shares with it.
    "nl": {
        *("export", "import", "mails"),
        *(
            "%s MB",
            "account",
            "Account",
            "Accounts",
            "Contact",
            "Status",
            "logo",
            "document",
            "postcodes",
            "website",
            "Website",
            "Budget",
        ),
        *(
            "budget",
            "Plan",
            "plan",
            "contact",
            "privacy",
            "Feedback",
            "Letters",
            "link",
            "links",
            "partner",
            "partners",
        ),
        *("Partners", "procedure", "video", "agenda", "Agenda"),
    },
}


def _catalogue_path(code: str) -> Path:
    return ROOT / "locale" / code / "LC_MESSAGES" / "django.po"


def _catalogue(code: str) -> polib.POFile:
    return polib.pofile(str(_catalogue_path(code)))


def _forms(entry: polib.POEntry) -> list[str]:
    return [text for _number, text in sorted(entry.msgstr_plural.items())] or [entry.msgstr]


def _texts(code: str) -> Iterator[str]:
    for entry in _catalogue(code):
        yield from _forms(entry)


@pytest.fixture(scope="module")
def extraction() -> ModuleType:
    """The script that finds the messages of the source."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / ".ci" / "messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_script_finds_no_fault(extraction: ModuleType) -> None:
    messages = extraction.wanted()
    found = [f"{code}: {fault}" for code in CODES for fault in extraction.faults(_catalogue_path(code), messages)]
    assert found == []


def test_both_catalogues_hold_the_same_messages(extraction: ModuleType) -> None:
    french, dutch = ([extraction.key(entry) for entry in _catalogue(code)] for code in CODES)
    assert french == dutch
    assert len(set(french)) == len(french)


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_empty_unsure_or_left_over(code: str) -> None:
    catalogue = _catalogue(code)
    assert not [entry.msgid for entry in catalogue if not all(text.strip() for text in _forms(entry))]
    assert not [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete]


@pytest.mark.parametrize("code", CODES)
def test_the_compiled_catalogue_is_that_of_the_text(code: str) -> None:
    assert _catalogue_path(code).with_suffix(".mo").read_bytes() == _catalogue(code).to_binary()


@pytest.mark.parametrize("code", CODES)
def test_every_placeholder_is_kept(code: str) -> None:
    wrong = []
    for entry in _catalogue(code):
        wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        *singular, last = (sorted(PLACEHOLDER.findall(text)) for text in _forms(entry))
        # A singular may say "one" in words.
        if last != wanted or any(not set(found) <= set(wanted) for found in singular):
            wrong.append(entry.msgid)
    assert wrong == []


def test_placeholders_without_a_name_keep_their_order() -> None:
    """Where two have no name, a translation that turned them round would show the wrong one."""
    for code in CODES:
        for entry in _catalogue(code):
            names = PLACEHOLDER.findall(entry.msgid)
            if names.count("%s") + names.count("%d") > 1:
                assert PLACEHOLDER.findall(entry.msgstr) == names


def test_french_and_dutch_differ() -> None:
    french, dutch = ({(entry.msgctxt, entry.msgid): _forms(entry) for entry in _catalogue(code)} for code in CODES)
    assert {key[1] for key, forms in french.items() if forms == dutch[key]} <= SAME_IN_BOTH.keys()


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_left_in_english(code: str) -> None:
    same = {entry.msgid for entry in _catalogue(code) if entry.msgid in _forms(entry)}
    assert same <= SAME_AS_ENGLISH[code]


@pytest.mark.parametrize(("code", "rule", "singulars"), [("fr", "(n > 1)", {0, 1}), ("nl", "(n != 1)", {1})])
def test_plural_forms_are_those_of_the_language(code: str, rule: str, singulars: set[int]) -> None:
    catalogue = _catalogue(code)
    assert catalogue.metadata["Plural-Forms"] == f"nplurals=2; plural={rule};"
    for entry in (entry for entry in catalogue if entry.msgid_plural):
        assert len(_forms(entry)) == 2
        singular, plural = _forms(entry)
        with translation.override(code):
            said = {number: ngettext(entry.msgid, entry.msgid_plural, number) for number in (0, 1, 2)}
        assert said == {number: singular if number in singulars else plural for number in said}


@pytest.mark.parametrize("code", CODES)
def test_apostrophes_and_quotation_marks_are_typographic(code: str) -> None:
    assert not [text for text in _texts(code) if re.search(r"'|(?<![=\w])\"|\.\.\.", text)]


def test_french_quotation_marks_and_double_signs_keep_their_no_break_space() -> None:
    torn = re.compile(rf"[^{NO_BREAK}][;?!»](?!\))|(?<=\w)(?<!published):\s|[ ]:|«(?!{NO_BREAK})|[“”]")
    assert not [text for text in _texts("fr") if torn.search(text)]


def test_dutch_has_no_french_quotation_marks_nor_spaces_before_signs() -> None:
    assert not [text for text in _texts("nl") if re.search(r"[«»]|\s[:;?!]", text)]


@pytest.mark.parametrize("code", CODES)
def test_one_word_stands_for_one_thing(code: str) -> None:
    wrong = []
    for entry in _catalogue(code):
        english = "" if entry.msgid.endswith("/") else PLACEHOLDER.sub("", entry.msgid)
        wanted = [
            words[CODES.index(code)] for term, words in GLOSSARY.items() if re.search(rf"\b{term}\b", english, re.I)
        ]
        wrong += [(word, text) for word in wanted for text in _forms(entry) if word not in text.lower()]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_readers_are_addressed_as_officials(code: str) -> None:
    assert not [text for text in _texts(code) if re.search(TOO_FAMILIAR[code], text, re.IGNORECASE)]


@pytest.mark.parametrize("code", CODES)
def test_spaces_are_single_and_stand_inside(code: str) -> None:
    assert not [text for text in _texts(code) if text != text.strip() or "  " in text]


@pytest.mark.parametrize("code", CODES)
def test_parts_of_addresses_are_plain_words(code: str) -> None:
    parts = [(entry.msgid, entry.msgstr) for entry in _catalogue(code) if re.fullmatch(r"[a-z/-]+/", entry.msgid)]
    assert ("search/", {"fr": "recherche/", "nl": "zoeken/"}[code]) in parts
    assert not [text for _msgid, text in parts if not re.fullmatch(r"(?:[a-z]+(?:-[a-z]+)*/)+", text)]
    assert len({text for _msgid, text in parts}) == len(parts)


@pytest.mark.parametrize("code", CODES)
def test_no_list_of_records_stands_in_the_way_of_search_or_signing_in(code: str) -> None:
    with translation.override(code):
        taken = {reverse(name) for name in ("search", "account_login")}
    lists = {f"/{code}/{model.default_texts()[f'slug_{code}']}/" for model in index_page_models()}
    assert taken.isdisjoint(lists)
