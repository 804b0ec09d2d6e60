import subprocess
import sys
from pathlib import Path

import pytest

from portal import running

HOLD = """
import sys, time, types, pathlib, django.conf
django.conf.settings.configure(DATA_DIR=sys.argv[1])
from portal import running
running.hold()
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def site(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", HOLD, tmp_path]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        yield process
        process.kill()


def test_site_that_runs_is_noticed(site):
    with pytest.raises(running.SiteRuns), running.standstill():
        pass


def test_site_that_was_killed_is_not_running(site):
    site.kill()
    site.wait()

    with running.standstill():
        pass
