"""Tables brought in while the server runs, through it or, on PostgreSQL, beside it: what is made is seen at once, nobody waits
for it; and one that is killed anywhere goes on where it was, without a row twice."""
import os
import random
import re
import shutil
import subprocess
import threading
import time

import pytest

from api.sheet_import_test import HEAD, MAPPING, bring, place, sheet  # noqa: F401 (a fixture)
from support.live import LiveClient
from support.people import open_ticket
from support.rows import Rows
from support.server import BINARY
from support.waiting import until

LONG = os.environ.get("BATON_LONG") == "1"
ROWS = 240  # more than two slices


def rows_of(count, word="R"):
    """Of one day each, two at one moment, the last ones first."""
    return [[f"{word}-{i}", f"行 {word} {i}", "sheetprobe", f"客户{i % 50}", f"137{i % 50:08}", "Minor", "Open",
             f"2024-{1 + i // 2 % 12:02}-{1 + i // 24 % 28:02} 08:00:00", ""] for i in reversed(range(count))]


def expect_all(server, admin, count):
    """They are there once, with ids of their moments, found, and counted."""
    tickets = [ticket for ticket in admin.pages("/tickets?limit=200&sort=created_at") if ticket["description"] == "sheetprobe"]
    assert len(tickets) == count == len({ticket["subject"] for ticket in tickets})
    assert [int(ticket["id"]) for ticket in tickets] == sorted(int(ticket["id"]) for ticket in tickets)
    assert all(ticket["created_at"].startswith("2024-") for ticket in tickets)
    until(lambda: len(list(admin.pages("/tickets?q=sheetprobe&limit=200"))) == count, "all are found")
    verified = server.command("verify").stdout
    assert "chain intact" in verified and "counts agree" in verified and "references intact" in verified, verified


def expect_told(live, ids):
    """The live feed says of each that it was opened."""
    while ids:
        frame = live.frame(timeout=30)
        if frame["type"] == "event" and frame["event"]["kind"] == "ticket_opened":
            ids.discard(frame["event"]["ticket_id"])


def made_in(done):
    return {row["id"] for row in done.report if row["outcome"] == "made"}


def test_a_running_server_takes_them(place):  # noqa: F811
    admin = place.start().sign_in()
    mine = open_ticket(admin, "schon da")
    assert len(admin.get("/tickets").expect(200).json["items"]) == 1
    live = LiveClient(place, admin.token)
    live.expect("ready")
    wrong = [["X-1", "", "", "客户", "", "Minor", "Open", "2024-01-01", ""]]
    dry = bring(place, "tickets", sheet(rows_of(ROWS) + wrong), MAPPING, "--dry-run", check=False)
    assert f"{ROWS} of {ROWS + 1} tickets would be made" in dry.stdout and dry.returncode == 1, dry.stdout + dry.stderr
    assert len(admin.get("/tickets").expect(200).json["items"]) == 1
    done = bring(place, "tickets", sheet(rows_of(ROWS) + wrong), MAPPING, check=False)
    assert f"{ROWS} of {ROWS + 1} tickets made, 0 were there already, 1 refused" in done.stdout, done.stdout + done.stderr
    assert f"line {ROWS + 2}: Title: is required" in done.stderr
    assert len(made_in(done)) == ROWS
    expect_told(live, made_in(done))
    expect_all(place, admin, ROWS)
    again = bring(place, "tickets", sheet(rows_of(ROWS)), MAPPING)
    assert f"0 of {ROWS} tickets made, {ROWS} were there already" in again.stdout
    assert int(open_ticket(admin, "danach")["id"]) > int(mine["id"])
    place.restart()
    expect_all(place, place.sign_in(), ROWS)


def test_what_it_keeps_in_memory_is_of_now(place):  # noqa: F811
    """Customers of a company that is made by the import, and a tenant that is named."""
    admin = place.start().sign_in()
    assert admin.get("/organizations").expect(200).json["items"] == []
    mapping = {"external_id": "编号", "fields": {"name": {"column": "姓名"}, "phones": {"column": "电话"}, "organization": {"column": "公司"}}}
    content = sheet([["1", "李雷", "13800138000", "接棒科技"], ["2", "韩梅梅", "13800138000", ""], ["3", "王芳", "13700137000", "接棒科技"]],
                    ["编号", "姓名", "电话", "公司"])
    done = bring(place, "customers", content, mapping, check=False)
    assert [(row["outcome"], row["column"]) for row in done.report] == [("made", ""), ("refused", "电话"), ("made", "")], done.stderr
    assert "belongs to 李雷" in done.report[1]["message"]
    assert [each["name"] for each in admin.get("/organizations").expect(200).json["items"]] == ["接棒科技"]
    assert [each["name"] for each in admin.get("/customers?q=13800138000").expect(200).json["items"]] == ["李雷"]
    nobody = bring(place, "customers", content, mapping, "--tenant", "nobody", check=False)
    assert nobody.returncode == 1 and "There is no such tenant" in nobody.stderr


def test_beside_a_server_elsewhere(place, tmp_path, database):  # noqa: F811
    """Another machine's directory, the same database."""
    if database == "sqlite":
        pytest.skip("one directory is the whole installation there")
    admin = place.start().sign_in()
    open_ticket(admin, "schon da")
    live = LiveClient(place, admin.token)
    live.expect("ready")
    other = tmp_path / "other"
    (other / "data").mkdir(parents=True)
    shutil.copy(place.data.parent / "data.key", other)
    here, place.data = place.data, other / "data"
    done = bring(place, "tickets", sheet(rows_of(ROWS)), MAPPING)
    place.data = here
    assert f"{ROWS} of {ROWS} tickets made" in done.stdout
    expect_told(live, made_in(done))
    expect_all(place, admin, ROWS)


class Asking(threading.Thread):
    """Opens tickets one after the other, and knows how long each took."""

    def __init__(self, admin):
        super().__init__(daemon=True)
        self.admin, self.seconds, self.is_over = admin, [], threading.Event()

    def run(self):
        while not self.is_over.is_set():
            begin = time.monotonic()
            open_ticket(self.admin, "nebenher")
            self.seconds.append(time.monotonic() - begin)

    def finish(self):
        self.is_over.set()
        self.join()
        return sorted(self.seconds)


@pytest.mark.slow
def test_nobody_waits_for_it(place):  # noqa: F811
    place.start()
    count = 4000 if LONG else 500
    asking = Asking(place.sign_in())
    asking.start()
    done = bring(place, "tickets", sheet(rows_of(count)), MAPPING)
    seconds = asking.finish()
    rate = float(re.search(r"(\d+) rows a second", done.stdout)[1])
    middle, late = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.99)]
    print(f"\n{count} rows, {rate:.0f} a second, beside {len(seconds)} tickets of a person: half within {middle * 1000:.1f} ms, 99 % within {late * 1000:.1f} ms")
    assert len(seconds) >= 5
    if "release" in str(BINARY):
        assert middle < 0.25, "people wait for the import"


def words(server, content):
    (server.files / "rows.csv").write_bytes(content)
    bring(server, "tickets", content, MAPPING, "--dry-run", check=False)  # writes the mapping
    return [BINARY, "import", "tickets", server.files / "rows.csv", "--mapping", server.files / "mapping.json", "--data", server.data,
            *server._database_arguments()]


def stored(server):
    """Rows that are in, and the tickets of them: each row is one unit of work."""
    imported, tickets, subjects = Rows(server).values(
        "select (select count(*) from imported_rows), count(*), count(distinct subject) from tickets")[0]
    assert imported == tickets == subjects, "half a row, or one twice"
    return int(tickets)


def kill_at_moments(server, command, count, kill):
    """Each run a while longer than the one before, until one comes to its end. Returns after how many rows they were killed."""
    seen, seconds = [], 0.05
    while True:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            try:
                said = process.communicate(timeout=seconds)[0]
            except subprocess.TimeoutExpired:
                kill(process)
                process.communicate()
                seen.append(stored(server))
                seconds = seconds * (1.15 if LONG else 1.6) + random.uniform(0, 0.05)
                continue
        before = seen[-1] if seen else 0
        assert process.returncode == 0 and f"{count - before} of {count} tickets made, {before} were there already, 0 refused" in said, said
        return seen


def kill_test_rows():
    return 3000 if LONG else 200


@pytest.mark.exhaustive
def test_it_is_killed_and_goes_on(place):  # noqa: F811
    count = kill_test_rows()
    seen = kill_at_moments(place, words(place, sheet(rows_of(count))), count, lambda process: process.kill())
    print(f"\nkilled after {seen} rows")
    assert seen and sorted(seen) == seen
    expect_all(place, place.start().sign_in(), count)


@pytest.mark.exhaustive
def test_it_is_killed_beside_the_server_and_goes_on(place):  # noqa: F811
    place.start()
    count = kill_test_rows()

    def kill(process):
        process.kill()
        place.command("user", "list")  # the slice it had sent goes on meanwhile
        settled(place)
    seen = kill_at_moments(place, words(place, sheet(rows_of(count))), count, kill)
    print(f"\nkilled after {seen} rows")
    expect_all(place, place.sign_in(), count)


def settled(server):
    """Waits until nothing is added any more."""
    last = -1
    while (now := stored(server)) != last:
        last = now
        time.sleep(0.5)


@pytest.mark.exhaustive
def test_the_server_is_killed_or_stopped_under_it(place):  # noqa: F811
    count = kill_test_rows()
    command = words(place, sheet(rows_of(count)))
    seen, seconds = [], 0.1
    while not seen or seen[-1] < count:
        place.start()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            try:
                out, error = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                (place.stop if len(seen) % 2 else place.kill)()
                out, error = process.communicate(timeout=60)
        before = seen[-1] if seen else 0
        seen.append(stored(place))
        assert f"{before} were there already" in out or before == 0 or process.returncode == 1, out + error
        if process.returncode != 0:
            assert "It stopped before its end" in error and "the same command again passes over it and goes on" in error, error
        place.stop()
        seconds = seconds * 1.5
    print(f"\nkilled after {seen} rows")
    assert seen[-1] == count
    expect_all(place, place.start().sign_in(), count)


def test_it_is_asked_to_stop(place):  # noqa: F811
    count = 1500
    command = words(place, sheet(rows_of(count)))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        until(lambda: stored(place) > 0, "it makes tickets")
        process.terminate()
        out, error = process.communicate(timeout=60)
    made = int(re.search(r"(\d+) of \d+ tickets made", out)[1])
    assert process.returncode == 1 and "you asked for it" in error and 0 < made < count and made == stored(place), out + error
