"""Which theme of the vocabulary a question is about, for those who look after the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from search.analysis import analyzer
from themes.models import Label


class QuestionThemes:
    """The labels of the vocabulary in any number of languages, each language read once."""

    def __init__(self) -> None:
        self._labels: dict[str, list[tuple[tuple[str, ...], str]]] = {}

    def of(self, text: str, language: str) -> str:
        """Return the theme whose label the question holds; of several, that of most words. Empty for none."""
        if language not in self._labels:
            self._labels[language] = sorted(_read(language), key=lambda label: -len(label[0]))
        asked = _stems(text, language)
        return next((theme for words, theme in self._labels[language] if _holds(asked, words)), "")


def _read(language: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for text, theme in Label.objects.filter(language=language).order_by("pk").values_list("text", "theme__slug"):
        words = _stems(text, language)
        if words:
            yield words, theme


def _stems(text: str, language: str) -> tuple[str, ...]:
    read = analyzer(language)
    return tuple(read.term(word.text).stem for word in read.words(text))


def _holds(asked: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(asked[start : start + len(words)] == words for start in range(len(asked) - len(words) + 1))
