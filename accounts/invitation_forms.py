"""What is asked of whoever invites, and of whoever was invited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms_admin import RoleField
from accounts.models import Invitation, User
from accounts.roles import grantable


class InvitationForm(forms.ModelForm):
    """Takes ``giver``, who invites. An address that has an account is asked about: its owner gets the roles."""

    existing = forms.BooleanField(
        label=_("Give the roles to the account that has this address"), required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Invitation
        fields = ["email", "language", "groups"]
        widgets = {"language": forms.RadioSelect}

    def __init__(self, *args: Any, giver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.giver = giver
        self.person: User | None = None
        self.fields["language"].choices = [choice for choice in self.fields["language"].choices if choice[0]]
        self.fields["groups"] = RoleField(
            queryset=grantable(giver),
            label=_("Roles and groups"),
            help_text=_("Somebody without a role reads what is kept for people who are signed in, and nothing else."),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.person = User.objects.filter(email=cleaned.get("email", "").lower()).first()
        if self.person:
            self._ask_about(self.person, confirmed=cleaned.get("existing", False))
        return cleaned

    def _ask_about(self, person: User, *, confirmed: bool) -> None:
        if not person.is_active:
            self.add_error("email", _("This address has an account that was closed: an administrator opens it again."))
        elif person.is_superuser and not self.giver.is_superuser:
            self.add_error("email", _("You cannot change the roles of this account."))
        elif not confirmed:
            self.fields["existing"].widget = forms.CheckboxInput()
            self.add_error("existing", _("This address has an account: %s. Tick here and save again.") % person)


class AcceptForm(forms.Form):
    """The name and the password of somebody who was invited."""

    first_name = forms.CharField(
        label=_("First name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 15 characters: several words with spaces between them are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", gettext("The two passwords are not the same."))
        if first:
            self._hold_to_the_rules(first, cleaned)
        return cleaned

    def _hold_to_the_rules(self, password: str, cleaned: dict[str, Any]) -> None:
        names = {name: cleaned.get(name, "") for name in ("first_name", "last_name")}
        try:
            password_validation.validate_password(password, User(email=self.email, **names))
        except ValidationError as faults:
            self.add_error("password1", faults)
