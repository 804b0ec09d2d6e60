"""What every test gets: a fresh cache, and a clear word when a part of the machine that it needs is absent."""

import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as settings_of_django
from django.core.cache import caches
from hypothesis import settings

pytest_plugins = [
    "tests.workers",
    "tests.chromium",
    "tests.quick_database",
    "tests.module_rows",
    "tests.people",
    "tests.search_node",
    "tests.site_processes",
    "tests.mail.smtp_server",
]

# How fast an example runs is for the benchmarks to say.
settings.register_profile("portal", deadline=None)
settings.load_profile("portal")

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def no_chromium() -> str:
    """Return why browser tests cannot run, or nothing."""
    return "" if any(map(shutil.which, CHROMIUM)) else f"no browser: none of {', '.join(CHROMIUM)}"


def no_search_node() -> str:
    """Return why tests with a search node cannot run, or nothing."""
    node = ROOT / "deploy" / "search-node"
    found = subprocess.run([node / "find-java"], capture_output=True, text=True, check=False)
    if found.returncode:
        return found.stderr.strip()
    return "" if (node / "lib" / ".complete").exists() or shutil.which("mvn") else "no Maven to fetch the search node"


def no_audit_tools() -> str:
    """Return why the tools that judge pages cannot run, or nothing."""
    if not (ROOT / "tests" / "audit" / "node_modules" / ".locked").exists():
        return "no npm packages in tests/audit: .ci/audit-tools fetches them"
    java = subprocess.run([ROOT / "deploy" / "search-node" / "find-java"], capture_output=True, text=True, check=False)
    return java.stderr.strip() if java.returncode else ""


NEEDS: dict[str, Callable[[], str]] = {"browser": no_chromium, "node": no_search_node, "audit": no_audit_tools}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose part is absent; where all parts must be there (CI=true), fail it."""
    for marker, absent in NEEDS.items():
        if item.get_closest_marker(marker) and (reason := absent()):
            give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
            give_up(reason)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a second run, on another database, leave out what does not touch the database."""
    parser.addoption("--only-database", action="store_true", help="run only the tests that use the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the option says."""
    if config.getoption("--only-database"):
        config.hook.pytest_deselected(items=[item for item in items if not uses_database(item)])
        items[:] = filter(uses_database, items)


def pytest_collection_finish() -> None:
    """Spare the collector of garbage the modules and tests that stay to the end: it takes a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def uses_database(item: pytest.Item) -> bool:
    """Return whether a test asks for the database, by a mark or a fixture."""
    fixtures = {"db", "transactional_db", "live_server", "run_in"}
    return bool(item.get_closest_marker("django_db") or fixtures & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session", autouse=True)
def mail_as_rows(django_test_environment: None) -> None:
    """Write mail as the site does; Django's set-up for tests would send it past the rows."""
    settings_of_django.EMAIL_BACKEND = "mail.backend.EmailBackend"


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    """Keep what one test put into the caches from the next."""
    _clear_caches()
    yield
    _clear_caches()


def _clear_caches() -> None:
    for cache in caches.all():
        cache.clear()
