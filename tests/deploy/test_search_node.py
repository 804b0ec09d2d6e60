import uuid

import pytest

pytestmark = pytest.mark.node


@pytest.fixture
def index(ask_node):
    name = f"trial-{uuid.uuid4().hex}"
    ask_node("PUT", f"/{name}", {"mappings": {"properties": {"terms": {"type": "text", "analyzer": "whitespace"}}}})
    yield name
    ask_node("DELETE", f"/{name}")


def test_node_says_what_it_is(ask_node):
    assert ask_node("GET", "/")["version"]["number"].split(".")[0] == "3"


def test_document_put_in_is_found(ask_node, index):
    ask_node("PUT", f"/{index}/_doc/7?refresh=true", {"terms": "logement insalubre"})

    hits = ask_node("POST", f"/{index}/_search", {"query": {"match": {"terms": "insalubre"}}})["hits"]["hits"]

    assert [hit["_id"] for hit in hits] == ["7"]
