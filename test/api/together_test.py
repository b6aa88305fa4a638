"""Two agents, and four, at the same tickets at the same moment: nothing is lost, nothing ends as an error of the server."""
import collections
import os
import random
import threading

import pytest

from support.people import add_department, colleague, events_of, open_ticket
from support.timeline import assert_events_in_order, assert_stages_tile

ROUNDS = 1_000 if os.environ.get("BATON_LONG") else 100
FIELDS = ("subject", "description")
REFUSALS = {409: None, 403: {"accept", "bounce", "return"}}  # 403: it waits for, or was handed to, others


class Company:
    def __init__(self, server, admin):
        self.server, self.admin = server, admin
        self.departments = [add_department(admin, name) for name in ("同时一组", "同时二组")]
        places = [[self.departments[n % 2]] for n in range(3)] + [self.departments]
        self.agents = [colleague(server, admin, f"both{n}", place, ["客服台"]) for n, place in enumerate(places)]


@pytest.fixture(scope="module")
def company(server):
    return Company(server, server.sign_in())


class Agent(threading.Thread):
    """One who does something by chance in every round, at the moment the others do."""

    def __init__(self, company, number, tickets, barrier):
        super().__init__(daemon=True)
        self.company, self.number, self.tickets, self.barrier = company, number, tickets, barrier
        self.client = company.server.client(company.agents[number].token)
        self.random = random.Random(number)
        self.done, self.wrong, self.failure = [], [], None

    def run(self):
        try:
            for count in range(ROUNDS):
                action = self.random.choice(["edit"] * 4 + ["assign", "assign", "status", "status", "reply", "note", "accept", "bounce",
                                                            "return", "merge", "merge", "unmerge", "unmerge"])
                ticket, other = self.random.sample(self.tickets, 2)
                request, told = self.request(action, ticket, other, count)
                self.barrier.wait(60)
                self.take(action, ticket, told, self.client.request(*request[:2], json=request[2]))
        except Exception as failure:  # shown by the test, on its thread
            self.failure = failure
            self.barrier.abort()

    def request(self, action, ticket, other, count):
        """The request, and what must be remembered of it."""
        path = f"/tickets/{ticket['id']}"
        if action == "edit":
            version = self.client.get(path).expect(200).json["version"]
            fields = {name: f"{self.number}-{count}" for name in self.random.sample(FIELDS, self.random.randint(1, 2))}
            return ("PATCH", path, {**fields, "version": version}), (version, fields)
        body = {"assign": {"department_id": self.random.choice(self.company.departments), "note": f"{self.number}-{count}"},
                "status": {"status": self.random.choice(["open", "pending", "on_hold", "resolved", "closed"])},
                "reply": {"body": f"{self.number}-{count}", "visibility": "public"},
                "note": {"body": f"{self.number}-{count}", "visibility": "internal"},
                "bounce": {"reason": "x"}, "return": {"reason": "x"}, "merge": {"into": other["id"]}}.get(action)
        word = {"assign": "assignment", "reply": "messages", "note": "messages"}.get(action, action)
        return ("POST", f"{path}/{word}", body), body

    def take(self, action, ticket, told, answer):
        if answer.status in (200, 201):
            version = answer.json["version"] if answer.status == 200 else None
            self.done.append((action, ticket["id"], told, version))
        elif answer.status not in REFUSALS or REFUSALS[answer.status] and action not in REFUSALS[answer.status]:
            self.wrong.append((action, answer.status, answer.body[:300]))


def assert_edits_follow_each_other(edits, now):
    """Each knew the one before, so that what is there now is the last of each field."""
    edits.sort(key=lambda edit: edit[1])
    expected = {}
    for (version, fields), after in edits:
        assert after == version + 1
        expected.update(fields)
    assert len({after for _, after in edits}) == len(edits)
    for name, value in expected.items():
        assert now[name] == value


def assert_nothing_was_lost(company, ticket, done):
    now = company.admin.get(f"/tickets/{ticket['id']}").expect(200).json
    assert now["version"] == 1 + len(done), collections.Counter(action for action, *_ in done)
    assert_edits_follow_each_other([(told, after) for action, _, told, after in done if action == "edit"], now)
    events = [event for event in events_of(company.admin, ticket)]
    assert_events_in_order(events)
    for action, kind in (("reply", "message"), ("note", "message")):
        said = {event["body"] for event in events if event["kind"] == kind}
        assert {told["body"] for each, _, told, _ in done if each == action} <= said
    notes = {event["data"].get("note") for event in events if event["kind"] in ("assigned", "transferred")}
    assert {told["note"] for action, _, told, _ in done if action == "assign"} <= notes
    assert_stages_tile(company.admin, ticket)


def assert_counts_equal_a_recount(admin):
    report = admin.get("/reports/overview?from=2024-01-01T00:00:00Z&to=2033-01-01T00:00:00Z").expect(200).json
    tickets = list(admin.pages("/tickets?limit=200"))
    assert report["totals"]["created"] == len(tickets)
    unfinished = [ticket for ticket in tickets if ticket["status_category"] not in ("resolved", "closed")]
    assert report["totals"]["open"] == len(unfinished)
    recount = collections.Counter(ticket["status_category"] for ticket in tickets)
    counted = {each["status_category"]: each["tickets"] for each in report["by_status_category"]}
    assert counted == {category: recount[category] for category in counted} and sum(counted.values()) == len(tickets)


@pytest.mark.parametrize("together", [2, 4])
def test_the_same_tickets_at_once(company, together):
    customer = open_ticket(company.admin)["requester"]["id"]
    tickets = [open_ticket(company.admin, requester={"id": customer}, department_id=company.departments[0]) for _ in range(2)]
    barrier = threading.Barrier(together)
    agents = [Agent(company, number, tickets, barrier) for number in range(together)]
    for agent in agents:
        agent.start()
    for agent in agents:
        agent.join(1_200)
    failures = [agent.failure for agent in agents if agent.failure and not isinstance(agent.failure, threading.BrokenBarrierError)]
    assert not failures, failures
    assert not [each for agent in agents for each in agent.wrong]
    done = [each for agent in agents for each in agent.done]
    for ticket in tickets:
        shown = company.admin.get(f"/tickets/{ticket['id']}").expect(200).json
        if shown["merged_into"]:
            company.admin.post(f"/tickets/{ticket['id']}/unmerge").expect(200)
            done.append(("unmerge", ticket["id"], None, None))
    for ticket in tickets:
        assert_nothing_was_lost(company, ticket, [each for each in done if each[1] == ticket["id"]])
    for action in ("edit", "assign", "status", "merge", "unmerge"):
        assert any(each[0] == action for each in done), f"{action} never came through: the test tries nothing"
    assert_counts_equal_a_recount(company.admin)
