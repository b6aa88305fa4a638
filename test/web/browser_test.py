"""The pages in a real browser, on the real server: each test of web/test/*/*_test.mjs is one here. BATON_WEB_DIST takes the
pages from that directory instead of those inside the program."""
import functools
import os
import pathlib
import re
import subprocess

import pytest

from support.server import BINARY

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "web/test").glob("*/*_test.mjs"))
SECONDS = 900 if os.environ.get("BATON_LONG") else 300  # of one file


@functools.cache
def report(file):
    command = ["node", "--test", "--test-reporter=tap", str(file)]
    found = subprocess.run(command, cwd=ROOT, env=dict(os.environ, BATON_BINARY=str(BINARY)), capture_output=True,
                           text=True, timeout=SECONDS)
    return found.stdout + found.stderr


def stories():
    for file in FILES:
        for name in re.findall(r'^test\("(.+?)", ', file.read_text("utf-8"), re.M):
            yield pytest.param(file, name, id=f"{file.stem}: {name}")


@pytest.mark.parametrize("file, story", stories())
def test_in_a_browser(file, story):
    assert re.search(rf"^ok \d+ - {re.escape(story)}$", report(file), re.M), report(file)
