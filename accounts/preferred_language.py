"""A person has one language: what the account says, the admin speaks, and the other way round.

No language is the default one. An account for which none was chosen takes that of the page where its owner first signs
in.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail.users.models import UserProfile

import languages
from accounts.models import User


@receiver(post_save, sender=User)
def tell_the_admin(sender: type[User], instance: User, raw: bool, update_fields: Any, **kwargs: Any) -> None:
    if raw or (update_fields and "language" not in update_fields):
        return
    profile, made = UserProfile.objects.get_or_create(user=instance, defaults={"preferred_language": instance.language})
    if instance.language and not made and profile.preferred_language != instance.language:
        profile.preferred_language = instance.language
        profile.save(update_fields=["preferred_language"])


@receiver(post_save, sender=UserProfile)
def tell_the_account(sender: type[UserProfile], instance: UserProfile, raw: bool, **kwargs: Any) -> None:
    """Keep what a person chose in the admin; English there leaves the language of mails as it is."""
    if not raw and instance.preferred_language in languages.BY_CODE:
        people = User.objects.filter(pk=instance.user_id).exclude(language=instance.preferred_language)
        people.update(language=instance.preferred_language)


@receiver(user_logged_in)
def take_that_of_the_first_sign_in(sender: type[User], user: User, request: HttpRequest, **kwargs: Any) -> None:
    code = request.path_info.lstrip("/").partition("/")[0]
    if not user.language and code in languages.BY_CODE:
        user.language = code
        user.save(update_fields=["language"])
