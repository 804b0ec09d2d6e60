import pytest
from django.core import mail
from newsletter.models import *
from tests.newsletter.conftest import *

@pytest.mark.django_db
def test_slice(client, themes):
    r = client.get("/nl/nieuwsbrief/")
    assert r.status_code == 200, r
    open("/tmp/s.html","w").write(r.content.decode())
    r = client.post("/nl/nieuwsbrief/", filled_in(), follow=True)
    print(r.redirect_chain, mail.outbox)
    print(mail.outbox[-1].subject, mail.outbox[-1].body)
    l = links()
    r = client.get(l[0]); assert r.status_code == 200
    assert Subscriber.objects.get().status == "pending"
    r = client.post(l[0]); assert r.status_code == 200, r.content
    s = Subscriber.objects.get()
    assert s.status == "active"
    from newsletter import links as L
    p = L.preferences(s)
    r = client.get(p); assert r.status_code == 200
    r = client.post(p, {"step": "saved", "themes": ["insal"], "frequency": "monthly", "language": "fr"}, follow=True)
    print(r.redirect_chain)
    r = client.post(p, {"step": "data"}, follow=True)
    print(mail.outbox[-1].body)
    r = client.get(links()[0]); print(re.sub(r"<[^>]+>|\s+"," ",r.content.decode()))
    r = client.get(links()[0]+"json/"); print(r.content.decode())
    r = client.post(L.one_click(s.pk)); print(r, r.headers)
    assert Subscriber.objects.get().status == "unsubscribed"
