"""Who gave whom which role: written down for whoever asks later, in the history of the account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry

from accounts.models import User
from accounts.roles import group_label

ACTION = "accounts.roles"
CHANGES = {"post_add": "given", "post_remove": "taken", "pre_clear": "taken"}


class RolesChanged(LogFormatter):
    label = _("Change roles")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        given, taken = (self._names(log_entry, key) for key in ("given", "taken"))
        parts = [gettext("Roles given: %(names)s.") % {"names": given} if given else ""]
        parts.append(gettext("Roles taken away: %(names)s.") % {"names": taken} if taken else "")
        return " ".join(filter(None, parts))

    def _names(self, log_entry: ModelLogEntry, key: str) -> str:
        return ", ".join(group_label(Group(name=name)) for name in log_entry.data.get(key, ()))


@receiver(m2m_changed, sender=User.groups.through)
def note_change(
    sender: Any, instance: User | Group, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Write an entry for each account; ``pk_set`` is None when everything is taken away."""
    change = CHANGES.get(action)
    if change is None or pk_set == set():
        return
    if isinstance(instance, Group):
        everybody = instance.user_set.all() if pk_set is None else User.objects.filter(pk__in=pk_set)
        told = {user: [instance.name] for user in everybody}
    else:
        groups = instance.groups.all() if pk_set is None else Group.objects.filter(pk__in=pk_set)
        told = {instance: sorted(groups.values_list("name", flat=True))}
    for user, names in told.items():
        if names:
            log(instance=user, action=ACTION, data={change: names})
