"""Who sees which ticket, told by a model of a few lines and compared with everything that shows, finds or counts tickets, while
people, departments and tickets move about by chance."""
import os
import random
import time
import uuid

import pytest

from support.people import add_department, colleague, open_ticket

pytestmark = pytest.mark.exhaustive
STEPS = 200 if os.environ.get("BATON_LONG") else 48
EVERY = 12
WORDS = ["奶粉罐", "洗衣机", "router", "发票"]


class Model:
    """The company as the test knows it. Departments: name to (parent, lead); people: name to (departments, reads all)."""

    def __init__(self, server, boss):
        self.boss, self.chance = boss, random.Random(20261122)
        self.parent, self.lead, self.works_in, self.reads_all, self.tickets = {}, {}, {}, {}, {}
        for number in range(6):
            parent = self.chance.choice([None, *self.parent])
            made = add_department(boss, f"部{uuid.uuid4().hex[:6]}", **({"parent_id": parent} if parent else {}))
            self.parent[made], self.lead[made] = parent, None
        self.people = {}
        for number in range(7):
            own = self.chance.sample(list(self.parent), 1 if number < 4 else number - 4)
            client = colleague(server, boss, "seer", own, ["客服台" if number == 3 else "处理人"])
            person = client.user["id"]
            self.people[person], self.works_in[person], self.reads_all[person] = client, set(own), number == 3
        self.openers = [person for person, own in self.works_in.items() if len(own) == 1][:4]

    def below(self, top):
        found = {top}
        while more := {child for child, parent in self.parent.items() if parent in found} - found:
            found |= more
        return found

    def places(self, person):
        led = [department for department, lead in self.lead.items() if lead == person]
        return self.works_in[person].union(*map(self.below, led))

    def sees(self, person, ticket):
        takes_part = {ticket["opener"], ticket["assignee"]} | {each for _, each in ticket["parts"]}
        return self.reads_all[person] or person in takes_part or bool(self.places(person) & {ticket["department"], ticket["opened"]})

    def visible(self, person):
        return {key for key, ticket in self.tickets.items() if self.sees(person, ticket)}

    def step(self):
        self.chance.choices([self.open, self.assign, self.take_part, self.leave, self.move_person, self.move_lead, self.move_department],
                            [6, 4, 3, 1, 1, 1, 1])[0]()

    def open(self):
        person = self.chance.choice(self.openers)
        department, word = self.chance.choice(list(self.parent)), self.chance.choice(WORDS)
        made = open_ticket(self.people[person], f"{word} {uuid.uuid4().hex[:6]}", department_id=department, description="没有")
        own = sorted(self.works_in[person], key=int)
        opened = department if department in own else own[0]
        self.tickets[made["id"]] = {"department": department, "opened": opened, "word": word, "opener": person,
                                    "parts": set(), "assignee": None, "number": made["number"], "customer": made["requester"]["id"]}

    def some_ticket(self):
        key = self.chance.choice(list(self.tickets))
        return key, self.tickets[key]

    def assign(self):
        if not self.tickets:
            return
        key, ticket = self.some_ticket()
        department = self.chance.choice(list(self.parent))
        there = [person for person, own in self.works_in.items() if department in own]
        body = {"department_id": department, "note": "x"}
        if there and self.chance.random() < 0.5:
            body["assignee_id"] = self.chance.choice(there)
        self.boss.post(f"/tickets/{key}/assignment", body).expect(200)
        if "assignee_id" in body or department != ticket["department"]:
            ticket["assignee"] = body.get("assignee_id")
        ticket["department"] = department

    def take_part(self):
        if self.tickets:
            key, ticket = self.some_ticket()
            person, part = self.chance.choice(list(self.people)), self.chance.choice(["followers", "collaborators"])
            self.boss.put(f"/tickets/{key}/{part}/{person}").expect(200)
            ticket["parts"].add((part, person))

    def leave(self):
        for key, ticket in self.tickets.items():
            for part, person in sorted(ticket["parts"])[:1]:
                self.boss.delete(f"/tickets/{key}/{part}/{person}").expect(204)
                return ticket["parts"].remove((part, person))

    def move_person(self):
        person = self.chance.choice([each for each in self.people if each not in self.openers])
        own = self.chance.sample(list(self.parent), self.chance.randint(0, 2))
        version = self.boss.get(f"/users/{person}").expect(200).json["version"]
        if self.boss.patch(f"/users/{person}", {"department_ids": own, "version": version}).status == 200:
            self.works_in[person] = set(own)

    def change_department(self, department, **fields):
        version = next(each["version"] for each in self.boss.get("/departments").expect(200).json["items"] if each["id"] == department)
        return self.boss.patch(f"/departments/{department}", {**fields, "version": version}).status == 200

    def move_lead(self):
        department, person = self.chance.choice(list(self.parent)), self.chance.choice([None, *self.people])
        if self.change_department(department, lead_id=person):
            if person and person != self.lead[department]:
                self.works_in[person].add(department)  # who is made the lead becomes a member
            self.lead[department] = person

    def move_department(self):
        department = self.chance.choice(list(self.parent))
        parent = self.chance.choice([None, *[each for each in self.parent if each not in self.below(department)]])
        if self.change_department(department, parent_id=parent):
            self.parent[department] = parent


def found(client, query):
    """All pages, once the index is whole."""
    deadline = time.monotonic() + 30
    while (answer := client.get(f"/tickets?{query}")).expect(200).headers["Baton-Search-Incomplete"]:
        assert time.monotonic() < deadline
    return {ticket["id"] for ticket in client.pages(f"/tickets?{query}&limit=7")}


def assert_one_sees(model, person):
    client, visible = model.people[person], model.visible(person)
    mine = {key: model.tickets[key] for key in visible}
    assert found(client, "sort=created_at") == visible
    for word in WORDS:
        assert found(client, f"q={word}") == {key for key, ticket in mine.items() if ticket["word"] == word}, word
    for department in model.parent:
        assert found(client, f"department_id={department}") == {key for key, ticket in mine.items() if ticket["department"] == department}
    report = client.get("/reports/overview").expect(200).json  # of the departments one sees, not of what one only takes part in
    places = set(model.parent) if model.reads_all[person] else model.places(person)
    for department in report["by_department"]:
        assert department["created"] == sum(ticket["department"] == department["department"]["id"] for ticket in mine.values())
    assert report["totals"]["created"] == sum(ticket["department"] in places for ticket in mine.values())
    for view in client.get("/views/counts").expect(200).json["items"]:
        assert view["count"] == len(found(client, view["filter"])), view
    for key, ticket in model.tickets.items():
        expected = 200 if key in visible else 404
        for path in ("", "/events", "/stages"):
            client.get(f"/tickets/{key}{path}").expect(expected)
        client.get(f"/tickets/{ticket['number']}").expect(expected)
    assert_one_looks_up(model, client, visible)


def assert_one_looks_up(model, client, visible):
    for key, ticket in list(model.tickets.items())[-6:]:
        hits = {each["id"] for each in client.get(f"/lookup?q={ticket['number']}").expect(200).json["tickets"]}
        assert hits == {key} & visible
        assert client.get(f"/customers/{ticket['customer']}").status == (200 if key in visible else 404)


@pytest.fixture(scope="module")
def model(server):
    return Model(server, server.sign_in())


def test_all_that_shows_finds_or_counts_agrees_with_the_model(model):
    for step in range(STEPS):
        model.step()
        if step % EVERY == EVERY - 1:
            for person in model.people:
                assert_one_sees(model, person)
    seen = [len(model.visible(person)) for person in model.people]
    assert min(seen) < len(model.tickets) and max(seen) > 0, "everybody sees everything: nothing is tried"
