"""A bundle is a stream: ten times as many records need hardly more memory."""

import gc
import os
from pathlib import Path

import pytest

from benchmarks.generate_bundle import generate_bundle
from exchange.importing import check_bundle
from exchange.reference import SHIPPED, load_reference_data

MEBIBYTE = 1024 * 1024


def resident() -> int:
    """Return the memory of this process, in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def most_memory_of(bundle: Path) -> int:
    """Return the most memory that this process had while it checked the bundle, in bytes."""
    gc.collect()
    seen: list[int] = [resident()]
    count = 0

    def look(label: str) -> None:
        nonlocal count
        count += 1
        if count % 200 == 0:
            seen.append(resident())

    check_bundle(bundle, look)
    return max(seen)


@pytest.mark.release
@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the memory of a process is read from /proc")
def test_memory_at_ten_thousand_records_is_that_at_a_thousand(tmp_path: Path) -> None:
    load_reference_data(SHIPPED)
    generate_bundle(tmp_path / "small", 1_000)
    generate_bundle(tmp_path / "large", 10_000)

    small = most_memory_of(tmp_path / "small")
    large = most_memory_of(tmp_path / "large")

    assert large - small < 50 * MEBIBYTE
