import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from portal.setup import ensure_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tree():
    return ensure_tree()


@pytest.mark.parametrize("path", ["/", "/fr/", "/nl/nothing-here/"])
def test_every_answer_carries_the_security_headers(client, path):
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/", "/fr/", "/nl/", "/fr/guides/", "/nl/nothing-here/", "/sitemap.xml"])
def test_reader_without_account_gets_no_cookie_and_no_answer_that_varies_with_one(client, path):
    response = client.get(path)

    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


def test_static_files_are_for_this_site_alone(settings):
    path = settings.STATIC_ROOT / "sample.css"
    path.write_text("body { color: black }")
    handler = WSGIHandler()
    answer = handler(RequestFactory().get("/static/sample.css").environ, lambda status, headers: None)
    answer.close()

    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"Forwarded": "host=evil.example"},
        {"X-Forwarded-Server": "evil.example", "X-Original-Host": "evil.example"},
    ],
)
@pytest.mark.parametrize(
    "path", ["/", "/fr/", "/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/admin/login/"]
)
def test_headers_about_the_host_leave_no_trace(client, path, headers):
    response = client.get(path, headers=headers, follow=True)

    assert "evil.example" not in response.content.decode()
    assert not any("evil.example" in url for url, _status in response.redirect_chain)


@pytest.mark.parametrize("path", ["/", "/fr/", "/admin/", "/sitemap.xml"])
def test_unknown_host_is_refused_in_general_words(client, path):
    response = client.get(path, headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()
