"""What a reader is asked: what it is about, what to say, and an address only for whoever wants an answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import languages
from editorial.models import Reaction
from editorial.reactions import Said
from portal.robots import HumanForm

LONGEST = 2000  # characters
SHORTEST = 3
Kind = Reaction.Kind


class ReactionForm(HumanForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What would you like to say?"),
        choices=[
            (Kind.PROBLEM.value, gettext_lazy("Something on the page is wrong")),
            (Kind.NOT_USEFUL.value, gettext_lazy("The page did not help me")),
            (Kind.QUESTION.value, gettext_lazy("I have a question for the coordination cell")),
            (Kind.USEFUL.value, gettext_lazy("The page helped me")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Why did it not help?"),
        choices=[("", gettext_lazy("No answer")), *Reaction.Reason.choices],
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("In your words"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Write nothing about a person or a dwelling that could be recognised."),
    )
    address = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy(
            "Only if you want an answer. It is deleted with the answer, after 90 days at the latest."
        ),
    )

    field_order = ["kind", "reason", "text", "address"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") in (Kind.PROBLEM, Kind.QUESTION) and len(cleaned.get("text", "").strip()) < SHORTEST:
            self.add_error("text", ValidationError(_("Say in a few words what it is about.")))
        return cleaned

    def said(self, page: int | None) -> Said:
        """Return what was said, of a form that is valid; a reason belongs to a page that did not help."""
        told = self.cleaned_data
        return Said(
            kind=told["kind"],
            language=languages.active(),
            page=page,
            reason=told["reason"] if told["kind"] == Kind.NOT_USEFUL else "",
            text=told["text"].strip(),
            address=told["address"],
        )
