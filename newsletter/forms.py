"""What is asked of whoever wants the newsletter: an address, a language, themes, how often. No name, nothing else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

import languages
from newsletter import addresses
from newsletter.models import Frequency
from newsletter.signing_up import Choice
from newsletter.theme_choice import Option, Ticked, flat, options, ticked
from portal.robots import HumanForm

ADDRESS = _("E-mail address")
NO_THEME = _("Choose at least one theme.")


class AddressField(forms.CharField):
    """An address that may be written to. Kept as it was typed; two spellings are compared elsewhere."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
        super().__init__(label=ADDRESS, max_length=addresses.LONGEST, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text:
            addresses.welcome(text)
        return addresses.typed(text)


class ChoiceForm(forms.Form):
    """Language, themes and frequency. ``tree`` is what the person is shown of the vocabulary."""

    language = forms.ChoiceField(label=_("Language of the mails"), choices=languages.CHOICES, widget=forms.RadioSelect)
    frequency = forms.ChoiceField(label=_("How often"), choices=Frequency.choices, widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(
        label=_("Themes"), widget=forms.CheckboxSelectMultiple, error_messages={"required": NO_THEME}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tree: list[Option] = options()
        self.shown = [option.slug for option in flat(self.tree)]
        field: Any = self.fields["themes"]
        field.choices = [(slug, slug) for slug in self.shown]

    @property
    def ticked(self) -> tuple[Ticked, ...]:
        """The themes as they are shown."""
        return ticked(self.tree, set(self["themes"].value() or ()))


class SignUpForm(HumanForm, ChoiceForm):
    email = AddressField()

    field_order = ["email", "themes", "frequency", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        begin = {"language": languages.active(), "frequency": Frequency.ISSUES}
        super().__init__(*args, initial=begin, **kwargs)

    @property
    def choice(self) -> Choice:
        """What was asked for, of a form that is valid."""
        asked = self.cleaned_data
        return Choice(asked["email"], asked["language"], tuple(asked["themes"]), asked["frequency"])


class PreferencesForm(ChoiceForm):
    """The choices of somebody who gets the newsletter."""


class NewAddressForm(forms.Form):
    email = AddressField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class LinkForm(HumanForm):
    """Asks for a link to one's own preferences and data."""

    email = AddressField()
    field_order = ["email"]
