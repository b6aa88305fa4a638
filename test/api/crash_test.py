"""kill -9 while a hundred connections create tickets: what was answered is there exactly once, what was not answered is
there whole or not at all, and a live client that resumes has seen every event exactly once."""
import concurrent.futures
import http.client
import os
import random
import threading
import time

from support.live import Listener
from support.people import new_ticket
from support.rows import Rows

ROUNDS = 20 if os.environ.get("BATON_LONG") else 3
CONNECTIONS = 100
MOST = 700  # a round: a live client that missed more than 1,000 events is told to reload instead
TAG = "停电测试"


class Creations:
    """A hundred connections, each creating tickets until the server is gone."""

    def __init__(self, server, token):
        self.server, self.token = server, token
        self.answered, self.refused = [], []
        self.threads = [threading.Thread(target=self._create, args=(i,), daemon=True) for i in range(CONNECTIONS)]

    def run_until_killed(self, after):
        for thread in self.threads:
            thread.start()
        deadline = time.monotonic() + 60
        while len(self.answered) < after and time.monotonic() < deadline:
            time.sleep(0.001)
        self.server.kill()
        for thread in self.threads:
            thread.join(timeout=60)
        assert not any(thread.is_alive() for thread in self.threads)
        assert len(self.answered) >= after

    def _create(self, index):
        client = self.server.client(self.token)
        try:
            while len(self.answered) < MOST:
                answer = client.post("/tickets", new_ticket(f"洗衣机 {index}", tags=[TAG, str(index)]))
                (self.answered if answer.status == 201 else self.refused).append(answer.json)
        except (OSError, http.client.HTTPException):
            pass  # killed before it answered
        finally:
            client.close()


def look_up(server, token, tickets):
    """Every ticket by its number, on a few connections."""
    def some(part):
        client = server.client(token)
        try:
            return [client.get(f"/tickets/{ticket['number']}").expect(200).json for ticket in part]
        finally:
            client.close()
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return [ticket for part in pool.map(some, [tickets[i::4] for i in range(4)]) for ticket in part]


def assert_stored_once(server, token, answered):
    found = look_up(server, token, answered)
    assert sorted(t["id"] for t in found) == sorted(t["id"] for t in answered)
    client = server.client(token)
    walked = [(t["id"], t["number"]) for t in client.pages("/tickets?limit=200")]
    assert len(set(walked)) == len(walked)
    assert len({number for _, number in walked}) == len(walked), "a number was given twice"
    assert {(t["id"], t["number"]) for t in answered} <= set(walked)
    assert {t["id"] for t in client.pages(f"/tickets?limit=200&tag={TAG}")} == {id for id, _ in walked}
    client.close()
    return walked


ALSO = {"events": " and x.ticket_id is not null"}


def assert_nothing_half(rows, tickets):
    counts = rows.counts()
    assert counts["tickets"] == counts["stages"] == len(seen_live(rows)) == len(tickets)
    assert counts["ticket_tags"] == 2 * len(tickets)
    assert counts["customers"] == counts["customer_contacts"] == len(tickets)
    for table, column in [("stages", "ticket_id"), ("events", "ticket_id"), ("customers", "requester_id")]:
        key, other = ("id", f"t.{column}") if table == "customers" else (column, "t.id")
        assert rows.values(f"select count(*) from {table} x where not exists"
                           f" (select 1 from tickets t where {other} = x.{key}){ALSO.get(table, '')}") == [["0"]]


def seen_live(rows):
    """The numbers of the events that live clients are told: those of tickets."""
    return [int(seq) for seq, in rows.values("select seq from events where ticket_id is not null order by seq")]


def catch_up(listener, rows):
    """Waits until every event is numbered and the listener has it; returns the numbers it must have had."""
    deadline = time.monotonic() + 60
    while rows.values("select count(*) from events where seq is null") != [["0"]]:
        assert time.monotonic() < deadline, "the sequencer stands still"
        time.sleep(0.05)
    numbers = seen_live(rows)
    last = numbers[-1] if numbers else 0
    listener.wait_for(last)
    assert listener.last == last
    return numbers


def assert_each_event_seen_once(listener, rows):
    numbers = catch_up(listener, rows)
    listener.finish()
    assert listener.gaps == []
    assert [event["seq"] for event in listener.events] == numbers


def test_what_was_answered_survives_kill(new_server):
    chance = random.Random(20261121)
    server = new_server().start()
    admin = server.sign_in()
    listener = Listener(server, admin.token)
    listener.start()
    answered = []
    for _ in range(ROUNDS):
        assert listener.connected.wait(30)
        catch_up(listener, Rows(server))
        creations = Creations(server, admin.token)
        creations.run_until_killed(after=chance.randrange(20, 300))
        assert creations.refused == []
        answered += creations.answered
        server.start()
    tickets = assert_stored_once(server, admin.token, answered)
    assert "chain intact" in server.command("verify").stdout
    assert_nothing_half(Rows(server), tickets)
    assert_each_event_seen_once(listener, Rows(server))
    server.stop()
    assert "counts agree" in server.command("verify").stdout


def test_a_second_kill_while_starting_loses_nothing(new_server):
    """The recovery after a kill is killed too, at any moment."""
    server = new_server().start()
    admin = server.sign_in()
    creations = Creations(server, admin.token)
    creations.run_until_killed(after=50)
    for i in range(ROUNDS * 2):
        server.start(wait=False)
        time.sleep(0.01 * i)
        server.kill()
    server.start()
    assert_stored_once(server, admin.token, creations.answered)
    server.command("verify")
