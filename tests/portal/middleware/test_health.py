from django.test import RequestFactory

from portal.middleware.health import HealthProbes


def site(request):
    raise AssertionError("the site was asked")


def test_liveness_is_answered_for_any_host_without_the_database():
    request = RequestFactory().get("/healthz", headers={"Host": "10.0.0.7:8000"})

    response = HealthProbes(site)(request)

    assert (response.status_code, response.content) == (200, b'{"status": "ok"}')
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Cache-Control"] == "no-store"


def test_liveness_is_not_sent_on_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz").status_code == 200


def test_other_addresses_are_answered_by_the_site():
    request = RequestFactory().get("/healthz/")

    assert HealthProbes(lambda request: "the site")(request) == "the site"
