"""A backup while tickets are created as fast as the server can: it ends while the writing goes on, takes as long as its size
asks for, and holds everything that was stored before it began. `pytest -s` shows the figures."""
import collections
import json
import os
import re
import subprocess
import time

import pytest

from api.backup_test import Place, back_up, digests
from api.conftest import UNDER_ROW_SECURITY
from support.people import new_ticket
from support.rows import Rows
from support.server import BINARY

pytestmark = [pytest.mark.slow, pytest.mark.first_start,
              pytest.mark.skipif(os.environ.get("BATON_LONG") != "1" or UNDER_ROW_SECURITY,
                                 reason="some seconds of full load; set BATON_LONG=1")]
CONNECTIONS = 16
LEAST_RATE = 1000  # events a second while a backup is made
MOST_TRIES = 3  # others may have the processors
LONGEST_S = 120  # the load ends earlier, by signal

SCRIPT = """
wrk.method, wrk.body = "POST", [[{body}]]
wrk.headers["Authorization"], wrk.headers["Content-Type"] = "Bearer {token}", "application/json"
"""


Figures = collections.namedtuple("Figures", "size seconds rate")


class Load:
    """Creates tickets on several connections until it is left."""

    def __init__(self, server, token, directory):
        script = directory / "create.lua"
        script.write_text(SCRIPT.format(token=token, body=json.dumps(new_ticket("停不下来"))))
        self.command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{LONGEST_S}", "-s", script, f"{server.url}/api/v1/tickets"]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        return self

    def goes_on(self):
        return self.process.poll() is None

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate()


def stored(server):
    events, tickets = Rows(server).values("select (select count(*) from events), (select count(*) from tickets)")[0]
    return int(events), int(tickets)


def wait_for_events(server, count):
    deadline = time.monotonic() + LONGEST_S
    while stored(server)[0] < count:
        assert time.monotonic() < deadline, "too slow to be a load"
        time.sleep(0.2)


def measured(server, load, to):
    """One backup: its size, how long it took, how many events a second were stored meanwhile, and what is in it."""
    before, begin = stored(server), time.monotonic()
    backup = back_up(server, to)
    seconds, after = time.monotonic() - begin, stored(server)
    assert load.goes_on(), "it waited for the writers"
    inside = digests(backup)
    assert before[0] <= inside["events"][0] <= after[0] and before[1] <= inside["tickets"][0] <= after[1]
    assert after[0] > before[0], "nobody wrote meanwhile"
    size = sum(path.stat().st_size for path in backup.glob("database.*"))
    figures = Figures(size, seconds, (after[0] - before[0]) / seconds)
    print(f"\n{size / 1e6:.1f} MB in {seconds:.2f} s while {figures.rate:.0f} events a second were stored")
    return figures, backup, inside


def test_it_ends_and_is_whole(fresh_server, request, tmp_path):
    server = fresh_server
    token = server.sign_in().token
    small_size, large_size = (4_000, 12_000) if server.database_url else (15_000, 45_000)
    with Load(server, token, tmp_path) as load:
        wait_for_events(server, small_size)
        small, _, _ = measured(server, load, server.data.parent / "backups")
        wait_for_events(server, large_size)
        tries = []
        while len(tries) < MOST_TRIES and (not tries or tries[-1][0].rate < LEAST_RATE):
            tries.append(measured(server, load, server.data.parent / "backups"))
    large, backup, inside = tries[-1]
    assert large.seconds / small.seconds <= 2 * large.size / small.size, "it takes longer than its size asks for"
    if "release" in str(BINARY):
        assert max(figures.rate for figures, _, _ in tries) >= LEAST_RATE
    there = Place(server, request, "busy")
    try:
        there.run("restore", backup, "--key-file", server.data.parent / "data.key")
        said = there.run("verify", "--key-file", server.data.parent / "data.key").stdout
        assert "chain intact" in said and "counts agree" in said and "references intact" in said, said
        assert len(there.ids("tickets")) == inside["tickets"][0]
        assert int(re.search(r"events (\d+)", said)[1]) == inside["events"][0]
    finally:
        there.remove()
