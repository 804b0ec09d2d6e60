import threading
import time

import pytest
from django.db import connection, transaction

from portal.turns import Turn, wait_for


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite a transaction that writes is alone already")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_second_writer_waits_for_the_first_to_commit() -> None:
    order: list[str] = []
    started = threading.Event()

    def first() -> None:
        with transaction.atomic():
            wait_for(Turn.ADDRESSES)
            started.set()
            time.sleep(0.3)
            order.append("first")
        connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    started.wait(10)
    with transaction.atomic():
        wait_for(Turn.ADDRESSES)
        order.append("second")
    thread.join()
    assert order == ["first", "second"]
