"""The circle of people of a page, as a working group has: a group, a collection of files, who looks after it."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class MembersGroup(models.Model):
    """The group of a page. It outlives the page: what is restricted to it must not open, or close, by itself."""

    page = models.OneToOneField(
        "wagtailcore.Page", verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="members_group"
    )
    group = models.OneToOneField(Group, verbose_name=_("group"), on_delete=models.PROTECT, related_name="members_group")
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        verbose_name=_("collection"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="members_group",
    )
    secretaries = models.ManyToManyField(
        "accounts.User", verbose_name=_("secretaries"), blank=True, related_name="groups_looked_after"
    )

    class Meta:
        verbose_name = _("members’ group")
        verbose_name_plural = _("members’ groups")

    def __str__(self) -> str:
        return self.group.name
