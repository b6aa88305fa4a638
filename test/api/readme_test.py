"""The curl walks of both READMEs, word for word, against a fresh server."""
import os
import re
import subprocess

import pytest

from support.server import PASSWORD, ROOT

# The first public reply opens a new ticket.
KINDS = ["ticket_opened", "message", "message", "status_changed", "assigned", "status_changed"]


def walk(readme):
    blocks = re.findall(r"^```sh walk\n(.*?)^```$", (ROOT / readme).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(blocks) == 1
    return blocks[0]


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_walk_works_as_written(fresh_server, readme):
    environment = dict(os.environ, BATON=fresh_server.url, BATON_ADMIN_PASSWORD=PASSWORD)
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", walk(readme)], env=environment, capture_output=True,
                          text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert re.search(r"\bGD\d{8}\d{3,}\b.*\bnew\b", lines[0])
    assert lines[1:3] == ["message", "message"]
    assert lines[3] != "null"
    assert lines[4] == "resolved"
    assert [line.split()[1] for line in lines[5:]] == KINDS


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_two_commands_come_first(readme):
    lines = (ROOT / readme).read_text("utf-8").splitlines()
    assert lines[0] == "```sh" and lines[1].startswith("script/server ") and lines[2].startswith("script/test ")
