from django.contrib.auth.models import Group

from accounts.models import User
from tests.factories.numbers import unique


def make_user(email: str = "", *, groups: tuple[Group, ...] = ()) -> User:
    """Return somebody who may sign in and do nothing else; no password, tests force the login."""
    user = User.objects.create_user(email or f"{unique('someone')}@example.org")
    user.groups.set(groups)
    return user


def make_group(name: str = "") -> Group:
    return Group.objects.create(name=name or unique("group"))


def member_of(group: Group) -> User:
    return make_user(groups=(group,))
