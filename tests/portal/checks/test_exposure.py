import pytest

from portal.checks import exposure


@pytest.mark.parametrize(
    ("check", "id", "changes"),
    [
        (exposure.check_hosts, "portal.E010", {"ALLOWED_HOSTS": ["example.org", "*"]}),
        (exposure.check_documents, "portal.E011", {"WAGTAILDOCS_SERVE_METHOD": "direct"}),
        (exposure.check_folders, "portal.E012", {"MEDIA_ROOT": "/srv/static/media", "STATIC_ROOT": "/srv/static"}),
        (exposure.check_mail, "portal.W010", {"MAIL_TRANSPORT": "django.core.mail.backends.console.EmailBackend"}),
    ],
)
def test_exposed_installation_is_named_with_the_way_out(settings, check, id, changes):
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    assert check(None) == []
    for name, value in changes.items():
        setattr(settings, name, value)

    (message,) = check(None)

    assert message.id == id
    assert message.hint
