"""A random walk of 300 actions of several people; after every step the counts of each equal what his lists hold, now and
then every number of his overview too, and at the end the stages of every ticket tile its life and the chain is intact."""
import random

import pytest

from support.people import add_department, colleague, events_of, new_ticket, own_department
from support.timeline import assert_events_in_order, assert_stages_tile

STEPS = 300
STATUSES = ["open", "pending", "on_hold", "resolved", "closed", "new"]


class Walk:
    def __init__(self, server):
        self.chance = random.Random(7)
        self.boss = server.sign_in()
        self.departments = [own_department(self.boss), add_department(self.boss, "退货组"), add_department(self.boss, "财务部")]
        self.lily = colleague(server, self.boss, "lily", self.departments[1:2])
        self.tom = colleague(server, self.boss, "tom", self.departments[1:])
        self.people = [self.boss, self.lily, self.tom]
        self.assignees = [self.boss.get("/me").json["user"]["id"], self.lily.user["id"], self.tom.user["id"]]
        self.tickets = []
        self.statuses = []
        self.keep_views()

    def keep_views(self):
        filters = [{"priority": ["urgent"], "status": ["open", "new"]}, {"status": ["closed"], "assignee_id": ["me", "none"]},
                   {"tag": ["破损"]}, {"department_id": self.departments[1:], "priority": ["low", "normal"]},
                   {"assignee_id": self.assignees[1:]}, {"type_id": [self.boss.get("/types").json["items"][0]["id"]]}]
        for i, words in enumerate(filters):
            view = {"name": f"视图 {i}", "filter": words, "sharing": "everyone", "position": i}
            self.boss.post("/views", view).expect(201)

    def step(self):
        act = self.chance.choices([self.open, self.assign, self.move, self.answer, self.edit], [4, 3, 4, 2, 1])[0]
        answer = act() if self.tickets else self.open()
        self.statuses.append(answer.status)
        assert answer.status in (200, 201, 403, 404, 409, 422), answer.body

    def somebody(self):
        return self.chance.choice(self.people)

    def path(self):
        return f"/tickets/{self.chance.choice(self.tickets)['id']}"

    def open(self):
        fields = {"department_id": self.chance.choice(self.departments)} if self.chance.random() < 0.7 else {}
        if self.chance.random() < 0.3:
            fields["tags"] = ["破损"]
        if self.chance.random() < 0.3:
            fields["assignee_id"] = self.chance.choice(self.assignees)
        answer = self.somebody().post("/tickets", new_ticket(**fields))
        if answer.status == 201:
            self.tickets.append(answer.json)
        return answer

    def assign(self):
        body = {"assignee_id": self.chance.choice(self.assignees), "department_id": self.chance.choice(self.departments)}
        del body[self.chance.choice(["assignee_id", "department_id", "department_id"])]
        return self.somebody().post(f"{self.path()}/assignment", body)

    def move(self):
        return self.somebody().post(f"{self.path()}/status", {"status": self.chance.choice(STATUSES)})

    def answer(self):
        body = {"body": "好", "visibility": self.chance.choice(["public", "internal"])}
        if self.chance.random() < 0.5:
            body["then"] = self.chance.choice(STATUSES)
        return self.somebody().post(f"{self.path()}/messages", body)

    def edit(self):
        path = self.path()
        version = self.boss.get(path).json["version"] if self.chance.random() < 0.7 else 1
        return self.somebody().patch(path, {"priority": self.chance.choice(["low", "urgent"]), "version": version})

    def assert_counts(self):
        for person in self.people:
            for view in person.get("/views/counts").expect(200).json["items"]:
                listed = sum(1 for _ in person.pages(f"/tickets?limit=200&{view['filter']}"))
                assert view["count"] == listed and not view["is_more"], (view, person.user if person is not self.boss else "boss")

    def assert_overview(self):
        for person in self.people:
            report = person.get("/reports/overview").expect(200).json
            numbers = [(report["totals"]["created"], report["totals"]["filter"])]
            numbers += [(each["tickets"], each["filter"]) for each in report["by_status"] + report["by_status_category"]]
            numbers += [(each["created"], each["filter"]) for each in report["by_department"]]
            for day in report["by_day"]:
                numbers += [(day["created"], day["created_filter"]), (day["resolved"], day["resolved_filter"])]
            for number, query in numbers:
                assert number == sum(1 for _ in person.pages(f"/tickets?limit=200&{query}")), (number, query)


def test_counts_are_exact_at_every_step(new_server):
    server = new_server().start()
    walk = Walk(server)
    for step in range(STEPS):
        walk.step()
        walk.assert_counts()
        if step % 50 == 49:
            walk.assert_overview()
    assert {200, 201, 403, 404, 409, 422} == set(walk.statuses), "the walk met refusals of every kind"
    for ticket in walk.tickets:
        assert_stages_tile(walk.boss, ticket)
        assert_events_in_order(events_of(walk.boss, ticket))
    assert "counts agree" in server.command("verify").stdout
    server.kill()
    server.start()
    for person in walk.people:
        person.close()  # connects again
    walk.assert_counts()
    walk.assert_overview()


@pytest.mark.parametrize("departments", [0, 1])
def test_counts_of_a_newcomer(server, admin, departments):
    """Also who belongs to no department yet sees as many as his lists hold."""
    newcomer = colleague(server, admin, "newcomer", [add_department(admin, "新部门")] * departments)
    newcomer.post("/tickets", new_ticket()).expect(201)
    newcomer.post("/tickets", new_ticket(assignee_id=admin.get("/me").json["user"]["id"])).expect(201)
    views = newcomer.get("/views/counts").expect(200).json["items"]
    assert [view["id"] for view in views] == ["mine", "unassigned", "open"][:1 + 2 * departments]
    for view in views:
        assert view["count"] == sum(1 for _ in newcomer.pages(f"/tickets?limit=200&{view['filter']}")), view
