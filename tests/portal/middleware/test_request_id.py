from django.http import HttpResponse
from django.test import RequestFactory

from portal.middleware import request_id


def test_each_request_has_an_identifier_of_its_own():
    seen = []

    def site(request):
        seen.append(request_id.current.get())
        return HttpResponse()

    middleware = request_id.RequestId(site)
    answers = [middleware(RequestFactory().get("/", headers={"X-Request-ID": "forged\n"})) for _request in range(2)]

    assert [answer.headers["X-Request-ID"] for answer in answers] == seen
    assert len(set(seen)) == 2
    assert request_id.current.get() == "-"
