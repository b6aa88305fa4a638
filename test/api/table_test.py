"""All moves there are: every status, every action, every kind of person, against the tables of support/table.py; what was
refused has changed nothing."""
import os
import uuid

import pytest

from conftest import Servers
from support.people import add_department, colleague, events_of
from support.portal import PROXY, Customer
from support.table import ACTIONS, CATEGORIES, CUSTOMER, PEOPLE, WAYS, expected
from support.timeline import assert_stages_tile

pytestmark = pytest.mark.exhaustive
LONG = bool(os.environ.get("BATON_LONG"))
TOLD_APART = {"new", "doing", "closed"}  # what is allowed is tried by everybody in these, and by the holder in all; with LONG in all
SILENT = {"show", "timeline", "stages", "handovers", "draft"}  # change nothing anybody else sees
UNVERSIONED = SILENT | {"follow", "let follow", "let collaborate"}


@pytest.fixture(scope="module")
def server(database, request):
    servers = Servers(database, request)
    yield servers.make(arguments=PROXY).start()
    servers.close()


@pytest.fixture(scope="module")
def firm(server):
    return Firm(server, server.sign_in())


class Firm:
    """A department with one above it, and somebody of every kind."""

    def __init__(self, server, boss):
        self.boss, self.server = boss, server
        above, self.elsewhere, self.opening = (add_department(boss, name) for name in ("总部", "仓库", "前台"))
        self.department = add_department(boss, "维修组", parent_id=above)
        boss.post("/roles", {"name": "学徒", "permissions": ["tickets.read"]}).expect(201)
        places = {"holder": self.department, "member": self.department, "lead": above, "opener": self.opening,
                  "opener's colleague": self.opening, "apprentice": self.department, "powerless": self.department}
        roles = {"desk": ["客服台"], "auditor": ["只读审计"], "apprentice": ["学徒"], "powerless": []}
        self.people = {}
        for name in PEOPLE:
            place = places.get(name, self.elsewhere)
            self.people[name] = colleague(server, boss, f"p{uuid.uuid4().hex[:8]}", [place], roles.get(name, ["处理人"]), name)
        self.guest = colleague(server, boss, "guest", [self.elsewhere]).user["id"]
        lead = {"lead_id": self.id_of("lead"), "version": 1}
        boss.patch(f"/departments/{above}", lead).expect(200)
        self.type = boss.post("/types", {"path": f"维修{uuid.uuid4().hex[:6]}", "department_id": self.department,
                                         "is_public": True}).expect(201).json
        self.keys = {status: status for status in WAYS} | {status: f"{status}_{uuid.uuid4().hex[:6]}" for status in
                                                           ("doing", "checking", "parked")}
        self.add_status("doing", is_default=True)
        self.add_status("checking", moves=[{"to": "pending"}, {"to": "resolved", "comment_required": True}])
        self.add_status("parked", comment_required=True)
        self.requester = self.ticket("new")["requester"]["id"]
        self.target = self.ticket("new", "collaborator", "follower")

    def add_status(self, status, **more):
        self.boss.post("/statuses", {"key": self.keys[status], "name": status, "type_id": self.type["id"],
                                     "category": CATEGORIES[status], **more}).expect(201)

    def id_of(self, person):
        return self.people[person].user["id"]

    def ticket(self, status, *taking_part, is_waiting=False):
        """With the holder; or handed over to his department, where nobody has accepted it yet."""
        requester = {"id": self.requester} if hasattr(self, "requester") else {"name": "李雷", "phone": "13700001111"}
        place = {"department_id": self.department, "assignee_id": self.id_of("holder")}
        if is_waiting:
            place = {"department_id": self.opening, "assignee_id": self.id_of("opener")}
        opener = self.people["opener"]
        made = opener.post("/tickets", {"subject": "x", "type": self.type["path"], "requester": requester, **place}).expect(201).json
        path = f"/tickets/{made['id']}"
        if is_waiting:
            made = opener.post(f"{path}/assignment", {"department_id": self.department}).expect(200).json
        if status != "new":
            made = opener.post(f"{path}/status", {"status": self.keys[status], "comment": "x"}).expect(200).json
        for person in taking_part:
            if person in ("collaborator", "follower"):
                opener.put(f"{path}/{person}s/{self.id_of(person)}").expect(200)
        return made

    def do(self, person, action, ticket):
        client, path, member = self.people[person], f"/tickets/{ticket['id']}", self.id_of("member")
        reads = {"show": "", "timeline": "/events", "stages": "/stages", "handovers": "/handovers"}
        if action in reads:
            return client.get(path + reads[action])
        if action in ("edit", "edit what was changed"):
            return client.patch(path, {"subject": "y", "version": ticket["version"] - (action != "edit")})
        if action in ("draft", "follow", "let follow", "let collaborate"):
            puts = {"draft": "draft", "follow": f"followers/{self.id_of(person)}", "let follow": f"followers/{self.guest}",
                    "let collaborate": f"collaborators/{self.guest}"}
            return client.put(f"{path}/{puts[action]}", {"body": "x"} if action == "draft" else None)
        posts = {
            "note": ("messages", {"body": "x", "visibility": "internal"}), "reply": ("messages", {"body": "x", "visibility": "public"}),
            "reply and resolve": ("messages", {"body": "x", "visibility": "public", "then": "resolved"}),
            "take": ("assignment", {"assignee_id": self.id_of(person)}), "give to member": ("assignment", {"assignee_id": member}),
            "give to department": ("assignment", {"department_id": self.elsewhere, "note": "x"}),
            "give to who works elsewhere": ("assignment", {"assignee_id": self.id_of("stranger")}),
            "accept": ("accept", None), "bounce": ("bounce", {"reason": "x"}), "return": ("return", {"reason": "x"}),
            "merge": ("merge", {"into": self.target["id"]}), "merge into itself": ("merge", {"into": ticket["id"]}), "unmerge": ("unmerge", None)}
        if action in posts:
            return client.post(f"{path}/{posts[action][0]}", posts[action][1])
        to, *bare = action.removeprefix("to ").split(" ", 1)
        return client.post(f"{path}/status", {"status": self.keys[to], **({} if bare else {"comment": "x"})})

    def state(self, ticket):
        """All that there is of a ticket, but for what time does to it."""
        path = f"/tickets/{ticket['id']}"
        shown = self.boss.get(path).expect(200).json
        shown.pop("sla")
        stages = [{key: value for key, value in stage.items() if key != "seconds"} for stage in
                  self.boss.get(f"{path}/stages").expect(200).json["items"]]
        events = [event["id"] for event in events_of(self.boss, ticket)]
        return shown, stages, events, self.boss.get(f"{path}/handovers").expect(200).json


def what_it_becomes(firm, person, action, status):
    """Status, department and assignee where the action says so; None: whatever."""
    if action.startswith("to "):
        return firm.keys[action.split(" ")[1]], None, None
    return {"reply": (firm.keys["doing"] if status == "new" else firm.keys[status], None, None), "note": (firm.keys[status], None, None),
            "reply and resolve": ("resolved", None, None), "take": (None, None, person), "give to member": (None, None, "member"),
            "give to department": (None, firm.elsewhere, ""), "accept": (None, firm.department, person), "merge": ("closed", None, None),
            "bounce": (None, firm.opening, "opener"), "return": (None, firm.opening, "opener")}.get(action, (None, None, None))


def assert_done(firm, person, action, status, before):
    now = firm.boss.get(f"/tickets/{before['id']}").expect(200).json
    assert now["version"] == before["version"] + (action not in UNVERSIONED)
    is_status, is_department, is_assignee = what_it_becomes(firm, person, action, status)
    assert is_status in (None, now["status"])
    assert is_department in (None, now["department"]["id"])
    assert is_assignee in (None, now["assignee"]["name"] if now["assignee"] else "")


def refuse_all(firm, ticket, cases, situation):
    """One ticket for all that must be refused: it is the same afterwards."""
    before = firm.state(ticket)
    for person in PEOPLE:
        for action, code in cases(person):
            answer = firm.do(person, action, ticket)
            assert answer.status == code, say(person, action, situation, code, answer)
        assert firm.state(ticket) == before, f"what {person} was refused has changed it, {situation}"


def say(person, action, situation, code, answer):
    return f"{person}, {action}, {situation}: {answer.status} instead of {code}: {answer.body.decode()[:300]}"


def do_all(firm, person, status, is_waiting, allowed):
    """A ticket for each thing he may do, and one for all that changes nothing."""
    situation = f"{status}, {'handed over' if is_waiting else 'held'}"
    quiet = firm.ticket(status, person, is_waiting=is_waiting) if allowed else None
    for action, code in allowed:
        ticket = quiet if action in SILENT else firm.ticket(status, person, is_waiting=is_waiting)
        answer = firm.do(person, action, ticket)
        assert answer.status == code, say(person, action, situation, code, answer)
        assert_done(firm, person, action, status, ticket)
    if allowed:
        assert_stages_tile(firm.boss, ticket)


def go_through(firm, status, is_waiting=False):
    cases = {person: [(action, expected(person, action, status, is_waiting)) for action in ACTIONS] for person in PEOPLE}
    for person, codes in cases.items():
        if LONG or status in TOLD_APART or person == "holder":
            do_all(firm, person, status, is_waiting, [(action, code) for action, code in codes if code < 400])
    ticket = firm.ticket(status, "collaborator", "follower", is_waiting=is_waiting)
    refuse_all(firm, ticket, lambda person: [(action, code) for action, code in cases[person] if code >= 400],
               f"{status}, {'handed over' if is_waiting else 'held'}")
    return sum(map(len, cases.values()))


def test_every_status_action_and_person(firm, capsys, database):
    tried = sum(go_through(firm, status) for status in WAYS)
    tried += sum(go_through(firm, status, is_waiting=True) for status in ("new", "doing", "resolved"))
    with capsys.disabled():
        print(f"\n{database}: {tried} moves", end=" ")


def test_a_merged_ticket_stands_still(firm):
    ticket = firm.ticket("doing", "collaborator", "follower")
    firm.boss.post(f"/tickets/{ticket['id']}/merge", {"into": firm.target["id"]}).expect(200)
    ticket["version"] += 1

    def cases(person):
        codes = [(action, expected(person, action, "closed", is_merged=True)) for action in ACTIONS]
        return [(action, code) for action, code in codes if code >= 400]

    refuse_all(firm, ticket, cases, "merged")
    for person in ("holder", "collaborator"):
        assert expected(person, "unmerge", "closed", is_merged=True) == 200
        firm.do(person, "unmerge", ticket).expect(200)
        firm.boss.post(f"/tickets/{ticket['id']}/merge", {"into": firm.target["id"]}).expect(200)
    assert_stages_tile(firm.boss, ticket)


def test_everything_a_customer_does(firm):
    bodies = {"message": ("messages", {"body": "x"}), "solved": ("confirmation", {"solved": True}), "unsolved": ("confirmation", {"solved": False}),
              "rating": ("rating", {"score": 3}), "nudge": ("nudge", {}), "reopen": ("reopen", {"reason": "x"})}
    stranger = Customer(firm.server).open("13800004711", type=firm.type["path"])
    for status in WAYS:
        for action, codes in CUSTOMER.items():
            customer = Customer(firm.server).open(f"138{uuid.uuid4().int % 10**8:08}", type=firm.type["path"])
            ticket = firm.boss.get(f"/tickets/{customer.number}").expect(200).json
            if status != "new":
                firm.boss.post(f"/tickets/{ticket['id']}/status", {"status": firm.keys[status], "comment": "x"}).expect(200)
            before = firm.state(ticket)
            what, body = bodies[action]
            for token in (stranger.token, firm.people["holder"].token, customer.token[:-1] + "x"):
                refused = Customer(firm.server).request("POST", f"/tickets/{customer.number}/{what}", token=token, json=body)
                assert refused.status in (401, 403, 404), (status, action, refused.status)
            outcome = codes.get(status)
            answer = customer.request("POST", f"/tickets/{customer.number}/{what}", json=body)
            assert answer.status == (409 if outcome == 409 else 200), (status, action, answer.status, answer.body)
            if outcome == 409:
                assert firm.state(ticket) == before, (status, action)
                continue
            now = firm.boss.get(f"/tickets/{ticket['id']}").expect(200).json
            assert now["status"] == firm.keys[outcome or status], (status, action)
            assert now["version"] == before[0]["version"] + 1
            assert_stages_tile(firm.boss, ticket)
