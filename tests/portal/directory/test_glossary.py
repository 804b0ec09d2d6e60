from __future__ import annotations

import pytest
from django.utils import translation

from portal.directory.glossary import See, Term, letters
from portal.directory.vocabulary import Vocabulary
from portal.published import Access
from portal.record_index import record_index
from tests.factories import make_draft, make_guide, make_theme, restrict
from themes.models import Label, Theme

pytestmark = pytest.mark.django_db


def told(code: str = "fr") -> dict[str, list[str]]:
    """Return the words under each letter; one that leads to a term with the term after an arrow."""
    with translation.override(code):
        found = letters(Vocabulary.read(record_index(Access.anonymous())))
        return {each.letter: [_word(entry) for entry in each.entries] for each in found}


def _word(entry: Term | See) -> str:
    return f"{entry.word} → {entry.see.label}" if isinstance(entry, See) else str(entry.word)


def reserve(theme: Theme) -> Theme:
    Theme.objects.filter(pk=theme.pk).update(core=False)
    return theme


def also(theme: Theme, language: str, text: str, kind: str = Label.Kind.ALTERNATIVE) -> None:
    Label.objects.create(theme=theme, language=language, kind=kind, text=text)


def test_words_stand_under_their_first_letter_whatever_its_accents() -> None:
    make_theme("state", fr="État des lieux", nl="Plaatsbeschrijving")
    make_theme("energy", fr="Économie d’énergie", nl="Energiebesparing")
    make_theme("rent", fr="loyer", nl="’s huurprijs")
    make_theme("year", fr="1 % logement", nl="1 % woning")
    assert told("fr") == {"0–9": ["1 % logement"], "E": ["Économie d’énergie", "État des lieux"], "L": ["loyer"]}
    assert list(told("nl")) == ["0–9", "E", "P", "S"]


def test_other_words_lead_to_the_term_in_their_own_language_only() -> None:
    theme = make_theme("rent", fr="Loyer", nl="Huurprijs")
    also(theme, "fr", "Prix du bail")
    also(theme, "nl", "Huur")
    also(theme, "fr", "lwayé", Label.Kind.HIDDEN)
    also(theme, "fr", "LOYER ")
    assert told("fr") == {"L": ["Loyer"], "P": ["Prix du bail → Loyer"]}
    assert told("nl") == {"H": ["Huur → Huurprijs", "Huurprijs"]}


def test_a_theme_kept_in_reserve_is_told_only_while_a_visible_record_uses_it() -> None:
    theme = reserve(make_theme("squat", fr="Squat", nl="Kraken"))
    make_draft(themes=(theme,))
    assert told() == {}
    guide = make_guide(themes=(theme,))
    assert told() == {"S": ["Squat"]}
    restrict(guide)
    assert told() == {}


def test_a_deprecated_theme_leads_to_what_replaces_it() -> None:
    new = make_theme("rent", fr="Loyer", nl="Huurprijs")
    middle, old = make_theme("b", fr="Bail", nl="Bail"), make_theme("a", fr="Affermage", nl="Pacht")
    also(old, "fr", "Fermage")
    Theme.objects.filter(pk=middle.pk).update(deprecated=True, replaced_by=new)
    Theme.objects.filter(pk=old.pk).update(deprecated=True, replaced_by=middle)
    leading = {"A": ["Affermage → Loyer"], "B": ["Bail → Loyer"], "F": ["Fermage → Loyer"]}
    assert told() == {**leading, "L": ["Loyer"]}


def test_deprecated_themes_that_replace_each_other_end_nowhere() -> None:
    one, two = make_theme(), make_theme()
    Theme.objects.filter(pk=one.pk).update(deprecated=True, replaced_by=two)
    Theme.objects.filter(pk=two.pk).update(deprecated=True, replaced_by=one)
    assert told() == {}


def test_a_term_counts_the_visible_records_under_it_and_under_what_it_replaces() -> None:
    rent = make_theme("rent", fr="Loyer", nl="Huur")
    narrower, old = make_theme(broader=rent), make_theme()
    Theme.objects.filter(pk=old.pk).update(deprecated=True, replaced_by=rent)
    make_guide(themes=(rent, narrower))
    make_guide(themes=(narrower,))
    make_guide(themes=(old,))
    restrict(make_guide(themes=(rent,)))
    vocabulary = Vocabulary.read(record_index(Access.anonymous()))
    assert vocabulary.number(rent) == 3


def test_a_term_has_its_word_in_the_other_language() -> None:
    make_theme("rent", fr="Loyer", nl="Huurprijs")
    with translation.override("nl"):
        ((entry,),) = [each.entries for each in letters(Vocabulary.read(record_index(Access.anonymous())))]
    assert isinstance(entry, Term)
    assert entry.other
    assert (entry.word, entry.other, entry.other.language) == ("Huurprijs", "Loyer", "fr")
