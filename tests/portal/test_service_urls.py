import pytest

from portal.service_urls import SQLITE_OPTIONS, cache, database, mail, search


def test_sqlite_address_gives_the_options_for_several_processes():
    found = database("sqlite:////srv/portal/db.sqlite3")

    assert found["NAME"] == "/srv/portal/db.sqlite3"
    assert found["OPTIONS"] == SQLITE_OPTIONS


def test_postgresql_address_is_taken_apart():
    found = database("postgresql://guides:p%40ss@db.example.org:5433/portal?sslmode=require")

    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("portal", "guides", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db.example.org", "5433")
    assert found["OPTIONS"] == {"options": "-c jit=off", "sslmode": "require"}


def test_postgresql_address_may_name_a_socket_folder():
    assert database("postgresql://%2Frun%2Fpostgresql/portal")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    ("text", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 25, None, None),
        ("smtp+tls://mail.example.org", 587, True, None),
        ("smtps://mail.example.org", 465, None, True),
        ("smtp+tls://mail.example.org:2525", 2525, True, None),
    ],
)
def test_mail_address_says_port_and_encryption(text, port, tls, ssl):
    found = mail(text)

    assert (found["EMAIL_PORT"], found.get("EMAIL_USE_TLS"), found.get("EMAIL_USE_SSL")) == (port, tls, ssl)


def test_mail_address_carries_name_and_password():
    found = mail("smtp://guides%40example.org:s%2Fecret@mail.example.org")

    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("guides@example.org", "s/ecret")


@pytest.mark.parametrize(
    ("text", "backend"),
    [
        ("memory://", "locmem.LocMemCache"),
        ("file:///srv/cache", "filebased.FileBasedCache"),
        ("redis://localhost:6379/0", "redis.RedisCache"),
    ],
)
def test_cache_address_chooses_the_backend(text, backend):
    assert cache(text)["BACKEND"].endswith(backend)


def test_search_address_names_the_nodes_of_a_cluster(tmp_path):
    authority = tmp_path / "ca.pem"
    authority.touch()

    found = search(f"https://kb:p%40ss@one.local:9200?prefix=kb2&ca={authority}, https://kb:p%40ss@two.local:9200/")

    assert found == {
        "ENGINE": "cluster",
        "URLS": ["https://kb:p%40ss@one.local:9200", "https://kb:p%40ss@two.local:9200/"],
        "PREFIX": "kb2",
        "AUTHORITY": str(authority),
    }


def test_search_address_alone_is_enough():
    assert search("http://localhost:9200") == {
        "ENGINE": "cluster",
        "URLS": ["http://localhost:9200"],
        "PREFIX": "kb",
        "AUTHORITY": "",
    }
