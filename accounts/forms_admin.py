"""The forms with which administrators give accounts; nobody gives rights that they do not have themselves."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.forms import CheckboxSelectMultiple, ModelForm, ModelMultipleChoiceField
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts.models import User
from accounts.roles import group_label


class RoleField(ModelMultipleChoiceField):
    """Groups by their name in the language of the administrator."""

    widget = CheckboxSelectMultiple

    def label_from_instance(self, group: Group) -> str:
        return group_label(group)


class RightsOfOne(ModelForm):
    """Takes ``giver``, who fills in the form: only somebody with all rights gives all rights."""

    class Meta:
        model = User
        fields = ["email"]

    def __init__(self, *args: Any, giver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = self.fields["groups"]
        self.fields["groups"] = RoleField(
            queryset=Group.objects.order_by("name"), required=False, label=groups.label, help_text=groups.help_text
        )
        if not giver.is_superuser:
            self.fields.pop("is_superuser", None)


class NewPersonForm(RightsOfOne, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = ["email", "first_name", "last_name", "is_superuser", "groups", "language", "organisation"]


class PersonForm(RightsOfOne, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = ["email", "first_name", "last_name", "is_active", "is_superuser", "groups", "language", "organisation"]
