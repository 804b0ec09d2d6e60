import pytest
from django.contrib.auth import get_user_model

from accounts.roles import apply_roles
from exchange import demonstration
from exchange.demonstration import Step
from portal.setup import ensure_tree


@pytest.fixture
def project(settings, tmp_path):
    """Return a folder that stands for the project, with one file in it."""
    settings.BASE_DIR, settings.DATA_DIR = tmp_path, tmp_path / "data"
    (tmp_path / "content.md").write_text("one")
    return tmp_path


@pytest.fixture
def roles(db):
    ensure_tree()
    apply_roles()


def test_step_is_done_again_only_when_its_files_change(project):
    done = []
    steps = (Step("content", ("*.md",), lambda: done.append("content")), Step("rest", ("*.txt",), lambda: None))

    titles = [[step.title for step in demonstration.prepare(steps)] for _time in range(2)]
    assert titles == [["content", "rest"], []]
    (project / "content.md").write_text("two")

    assert [step.title for step in demonstration.prepare(steps)] == ["content"]
    assert done == ["content", "content"]


def test_step_that_failed_is_done_again(project):
    step = Step("broken", ("*.md",), lambda: 1 / 0)

    for _time in range(2):
        with pytest.raises(ZeroDivisionError):
            list(demonstration.prepare((step,)))


@pytest.mark.usefixtures("roles")
def test_accounts_are_made_once_and_their_passwords_shown_once():
    first = demonstration.people()
    second = demonstration.people()

    assert all(account.password for account in first)
    assert not any(account.password for account in second)
    assert get_user_model().objects.get(email=first[0].email).check_password(first[0].password)


@pytest.mark.usefixtures("roles")
def test_accounts_get_new_passwords_on_demand():
    demonstration.people()

    again = demonstration.people(new_passwords=True)

    assert get_user_model().objects.get(email=again[1].email).check_password(again[1].password)


@pytest.mark.usefixtures("roles")
def test_each_role_can_do_what_it_stands_for():
    demonstration.people()
    users = {user.email.split("@")[0]: user for user in get_user_model().objects.all()}

    assert users["admin"].is_superuser
    assert users["editor"].has_perm("wagtailadmin.access_admin")
    assert users["cell"].has_perm("wagtailadmin.access_admin")
    assert not users["member"].has_perm("wagtailadmin.access_admin")
