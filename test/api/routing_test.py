"""Who gets a ticket and why: given to the online member with the skill and the least on hand, else it waits in the queue and
is pulled the moment somebody is free; every decision says why."""
import time

import pytest

from support.people import add_department, colleague, events_of, open_ticket
from support.timeline import assert_stages_tile


class Workshop:
    """A department that gives its tickets out, with two people who may repair, and one who may only talk."""

    def __init__(self, server, admin):
        self.admin = admin
        self.department = add_department(admin, "维修部")
        self.other = add_department(admin, "财务部")
        self.anna, self.ben, self.carl = (self.person(server, name) for name in ("anna", "ben", "carl"))
        for who, level in ((self.anna, 4), (self.ben, 2)):
            change(admin, who, skills=[{"skill": "维修", "level": level}])

    def person(self, server, name):
        return colleague(server, self.admin, name, [self.department], name=name.title())

    def everybody(self, state):
        for who in (self.anna, self.ben, self.carl):
            be(who, state)


def be(who, state):
    who.put("/me/presence", {"state": state}).expect(200)


def change(admin, who, **fields):
    person = admin.get(f"/users/{who.user['id']}").expect(200).json
    return admin.patch(f"/users/{who.user['id']}", {"version": person["version"], **fields}).expect(200)


def holder(ticket):
    return ticket["assignee"] and ticket["assignee"]["name"]


def now_with(client, ticket, name, seconds=10.0):
    """Waits until it is with that person and returns how long it took."""
    began = time.monotonic()
    while holder(client.get(f"/tickets/{ticket['id']}").expect(200).json) != name:
        assert time.monotonic() - began < seconds, f"{ticket['number']} is not with {name}"
        time.sleep(0.01)
    return time.monotonic() - began


def verdicts(decision):
    return {each["user_name"]: each["verdict"] for each in decision["candidates"]}


def resolve(client, *tickets):
    for ticket in tickets:
        client.post(f"/tickets/{ticket['id']}/status", {"status": "resolved"}).expect(200)


@pytest.fixture(scope="module")
def workshop(server):
    return Workshop(server, server.sign_in())


def test_given_out_while_it_is_opened_and_why(workshop):
    admin, anna, ben, carl = workshop.admin, workshop.anna, workshop.ben, workshop.carl
    workshop.everybody("offline")
    admin.post("/types", {"path": "家电", "department_id": workshop.department,
                          "required_skills": [{"skill": "维修", "level": 3}]}).expect(201)
    admin.post("/types", {"path": "家电/微波炉", "department_id": workshop.department}).expect(201)
    waiting = open_ticket(admin, type="家电/微波炉")
    assert holder(waiting) is None
    why = admin.get(f"/tickets/{waiting['id']}/routing").expect(200).json
    assert why["last"] is None and verdicts(why["waiting"]) == {"Anna": "offline", "Ben": "offline", "Carl": "offline"}

    be(ben, "online"), be(carl, "online")
    assert holder(open_ticket(admin, type="家电/微波炉")) is None, "nobody who is there can do it"
    be(anna, "away")
    assert holder(open_ticket(admin, type="家电/微波炉")) is None
    lacking = admin.get(f"/tickets/{waiting['number']}/routing").expect(200).json["waiting"]
    assert verdicts(lacking) == {"Anna": "away", "Ben": "lacks_skill", "Carl": "lacks_skill"}
    said = next(each for each in lacking["candidates"] if each["user_name"] == "Ben")
    assert said["missing"] == {"skill": "维修", "level": 3, "has_level": 2}

    be(anna, "online")
    assert now_with(admin, waiting, "Anna") < 4
    given = open_ticket(admin, type="家电/微波炉")
    assert holder(given) == "Anna", "shown in the answer"
    why = admin.get(f"/tickets/{given['id']}/routing").expect(200).json
    assert why["waiting"] is None and why["last"]["assignee"]["name"] == "Anna"
    assert why["last"]["why"]["occasion"] == "opened"
    assert verdicts(why["last"]["why"]) == {"Anna": "chosen", "Ben": "lacks_skill", "Carl": "lacks_skill"}
    event = next(each for each in events_of(admin, given) if each["kind"] == "assigned")
    assert event["actor"]["kind"] == "rule" and event["visibility"] == "internal"
    assert event["data"]["routing"]["rule"] == "least_load"
    assert event["data"]["routing"]["required_skills"] == [{"skill": "维修", "level": 3}]

    named = open_ticket(admin, type="家电/微波炉", assignee_id=ben.user["id"])
    assert holder(named) == "Ben", "who was named is never replaced"
    assert admin.get(f"/tickets/{named['id']}/routing").expect(200).json == {"last": None, "waiting": None}
    resolve(admin, named)
    workshop.everybody("offline")


def test_a_queue_is_pulled_by_priority_and_age_the_moment_somebody_is_free(server, workshop):
    admin = workshop.admin
    department = add_department(admin, "退货组")
    dora = colleague(server, admin, "dora", [department], name="Dora")
    change(admin, dora, capacity=2)
    old, new, urgent = (open_ticket(admin, department_id=department, priority=word) for word in ("normal", "normal", "urgent"))
    listed = admin.get(f"/tickets?department_id={department}&assignee_id=none&sort=priority").expect(200).json["items"]
    assert [each["id"] for each in listed] == [urgent["id"], old["id"], new["id"]]
    be(dora, "online")
    took = [now_with(admin, ticket, "Dora") for ticket in (urgent, old)]
    assert max(took) < 2
    why = admin.get(f"/tickets/{new['id']}/routing").expect(200).json["waiting"]
    assert verdicts(why) == {"Dora": "full"} and why["candidates"][0]["load"] == why["candidates"][0]["capacity"] == 2
    admin.post(f"/tickets/{urgent['id']}/status", {"status": "pending"}).expect(200)
    assert now_with(admin, new, "Dora") < 4, "what waits for the customer takes nobody's place"
    assert_stages_tile(admin, new)

    more = open_ticket(admin, department_id=department)
    assert holder(more) is None
    change(admin, dora, capacity=3)
    now_with(admin, more, "Dora")

    last = open_ticket(admin, department_id=department)
    admin.post(f"/tickets/{more['id']}/assignment", {"department_id": workshop.other}).expect(200)
    now_with(admin, last, "Dora")
    be(dora, "offline")
    gone = open_ticket(admin, department_id=department)
    resolve(dora, last)
    time.sleep(0.3)
    assert holder(admin.get(f"/tickets/{gone['id']}").json) is None, "who is offline is given nothing"


def test_a_department_may_keep_its_queue(server, workshop):
    admin = workshop.admin
    made = admin.post("/departments", {"name": "档案室", "routing": "queue"}).expect(201).json
    erik = colleague(server, admin, "erik", [made["id"]], name="Erik")
    be(erik, "online")
    ticket = open_ticket(admin, department_id=made["id"])
    assert holder(ticket) is None
    assert admin.get(f"/tickets/{ticket['id']}/routing").expect(200).json == {"last": None, "waiting": None}
    admin.patch(f"/departments/{made['id']}", {"version": made["version"], "routing": "least_load"}).expect(200)
    assert now_with(admin, ticket, "Erik") < 2
    refused = admin.patch(f"/departments/{made['id']}", {"version": made["version"] + 1, "routing": "best"}).expect(422)
    assert refused.json["errors"][0]["field"] == "routing"


def test_what_is_given_back_goes_to_the_next(server, workshop):
    admin = workshop.admin
    department = add_department(admin, "质检")
    fay, gus = (colleague(server, admin, name, [department], name=name.title()) for name in ("fay", "gus"))
    be(fay, "online"), be(gus, "online")
    ticket = open_ticket(admin, department_id=department)
    first, second = (fay, gus) if holder(ticket) == "Fay" else (gus, fay)
    bounced = first.post(f"/tickets/{ticket['id']}/bounce", {"reason": "不会"}).expect(200).json
    assert holder(bounced) == second.user["name"], "not again to who gave it back"
    again = second.post(f"/tickets/{ticket['id']}/bounce", {"reason": "也不会"}).expect(200).json
    assert holder(again) is None
    why = admin.get(f"/tickets/{ticket['id']}/routing").expect(200).json["waiting"]
    assert set(verdicts(why).values()) == {"gave_it_away"}
    kinds = [(each["kind"], each["actor"]["kind"]) for each in events_of(admin, ticket)]
    assert kinds == [("ticket_opened", "agent"), ("assigned", "rule"), ("bounced", "agent"), ("assigned", "rule"),
                     ("bounced", "agent")]
    assert_stages_tile(admin, ticket)

    be(second, "offline")
    desk = colleague(server, admin, "desk", [workshop.other], name="Desk")
    opened = open_ticket(desk, department_id=workshop.other, assignee_id=desk.user["id"])
    moved = desk.post(f"/tickets/{opened['id']}/assignment", {"department_id": department, "note": "请查"}).expect(200).json
    assert holder(moved) == first.user["name"], "given out on the way"
    assert [each["state"] for each in first.get(f"/tickets/{opened['id']}/handovers").json["items"]] == ["waiting"]
    back = first.post(f"/tickets/{opened['id']}/bounce", {"reason": "缺照片"}).expect(200).json
    assert holder(back) == "Desk", "to who gave it"

    resolve(admin, ticket)
    held = open_ticket(admin, department_id=department)
    assert holder(held) == first.user["name"]
    resolve(first, held)
    be(first, "offline")
    reopened = admin.post(f"/tickets/{held['id']}/status", {"status": "open"}).expect(200).json
    assert holder(reopened) == first.user["name"], "he may be at lunch"
    resolve(admin, reopened)
    admin.delete(f"/users/{first.user['id']}").expect(204)
    be(second, "online")
    reopened = admin.post(f"/tickets/{held['id']}/status", {"status": "open"}).expect(200).json
    assert holder(reopened) == second.user["name"], "he has left"
    assert_stages_tile(admin, reopened)


def test_required_skills_and_due_times_are_checked(workshop):
    admin = workshop.admin
    body = {"path": "坏类型", "department_id": workshop.department,
            "required_skills": [{"skill": "维修", "level": 6}, {"skill": "维修"}, {"skill": " "}]}
    errors = admin.post("/types", body).expect(422).json["errors"]
    assert {each["field"] for each in errors} >= {"required_skills[2].skill"}
    body["required_skills"].pop()
    errors = admin.post("/types", body).expect(422).json["errors"]
    assert {each["field"] for each in errors} == {"required_skills[0].level", "required_skills[0].skill",
                                                  "required_skills[1].skill"}

    before = admin.get("/sla-targets").expect(200).json["items"]
    assert [each["priority"] for each in before] == ["urgent", "high", "normal", "low"]
    old = open_ticket(admin, department_id=workshop.other, priority="low")
    admin.put("/sla-targets/low", {"first_response_s": 600, "resolution_s": 1200}).expect(200)
    new = open_ticket(admin, department_id=workshop.other, priority="low")
    remaining = {each["metric"]: each["remaining_s"] for each in new["sla"]}
    assert 590 <= remaining["first_response"] <= 600 and 1190 <= remaining["resolution"] <= 1200
    assert admin.get(f"/tickets/{old['id']}").json["sla"][0]["due_at"] == old["sla"][0]["due_at"]
    for bad, field in (({"first_response_s": 0, "resolution_s": 5}, "first_response_s"),
                       ({"first_response_s": 60, "resolution_s": 59}, "resolution_s"),
                       ({"first_response_s": 60, "resolution_s": 10**12}, "resolution_s")):
        assert admin.put("/sla-targets/low", bad).expect(422).json["errors"][0]["field"] == field
    admin.put("/sla-targets/lowest", {"first_response_s": 60, "resolution_s": 60}).expect(404)
    workshop.anna.put("/sla-targets/low", {"first_response_s": 60, "resolution_s": 60}).expect(403)
    changes = [each["data"] for each in admin.get("/audit?kind=sla_target_changed").expect(200).json["items"]]
    assert {each["field"] for each in changes} == {"first_response_s", "resolution_s"}
    low = before[-1]
    admin.put("/sla-targets/low", {key: low[key] for key in ("first_response_s", "resolution_s")}).expect(200)
