from django import forms

import languages


class PreviewForm(forms.Form):
    """A text as it stands in the editor and the language that it is written in."""

    text = forms.CharField(required=False, strip=False)
    language = forms.ChoiceField(choices=languages.CHOICES)
