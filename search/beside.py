"""What stands beside the results: what is promoted for the question, and what helps where nothing was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from portal.cards import sections
from portal.models.information import InformationRole
from portal.published import Access
from search.analysis import analyzer
from search.forms import Question
from search.promoted import Promoted, promoted
from search.results import Results
from search.theme_names import NameFound, near

MOST_THEMES = 5
MOST_WORDS = 4


@dataclass(frozen=True)
class Word:
    """A word of the question, and the address of the question for it alone."""

    text: str
    query: str


@dataclass(frozen=True)
class Help:
    """Themes near to the question, words of it to be asked alone, and where the coordination cell is asked."""

    themes: tuple[NameFound, ...] = ()
    words: tuple[Word, ...] = ()
    contact: str = ""


@dataclass(frozen=True)
class Beside:
    promoted: tuple[Promoted, ...] = ()
    help: Help | None = None


def beside(question: Question, results: Results, access: Access) -> Beside:
    """Return what stands beside ``results``; promoted is what was asked for without further wishes."""
    plain = results.asked and question.page == 1 and not question.filters
    help_wanted = results.asked and not results.entries
    return Beside(
        promoted=tuple(promoted(question.text, access)) if plain else (),
        help=_help(question, access) if help_wanted else None,
    )


def _help(question: Question, access: Access) -> Help:
    contact = (each.url for each in sections(access) if each.role == InformationRole.CONTACT)
    return Help(
        themes=tuple(near(question.text, access, MOST_THEMES)),
        words=tuple(_single_words(question)),
        contact=next(contact, ""),
    )


def _single_words(question: Question) -> Iterator[Word]:
    """Yield the words of a question of several, as they were typed, each once."""
    read = analyzer(question.languages[0])
    words = dict.fromkeys(question.text[word.start : word.end] for word in read.words(question.text))
    for word in list(words)[:MOST_WORDS] if len(words) > 1 else ():
        yield Word(word, urlencode({"q": word}))
