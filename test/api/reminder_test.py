"""What is put off and asked for again: tickets that sleep, reminders, follow-ups."""
import datetime
import uuid

import pytest

from support.people import add_department, colleague, events_of, open_ticket
from support.portal import Customer
from support.waiting import until

LATER = "2040-01-01T09:00:00Z"


def seconds_from_now(seconds):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)).isoformat()


class Desk:
    def __init__(self, server):
        self.boss = server.sign_in()
        self.service, self.quality = add_department(self.boss, "客服一组"), add_department(self.boss, "质检部")
        self.agent = colleague(server, self.boss, "later-agent", [self.service], name="韩梅梅")
        self.mate = colleague(server, self.boss, "later-mate", [self.service], name="林涛")
        self.inspector = colleague(server, self.boss, "later-inspector", [self.quality], name="李明")
        name = f"投诉{uuid.uuid4().hex[:6]}"
        self.type = self.boss.post("/types", {"path": name, "department_id": self.service, "is_public": True}).expect(201).json["path"]


@pytest.fixture(scope="module")
def desk(server):
    return Desk(server)


def own_ticket(desk, **more):
    return open_ticket(desk.agent, department_id=desk.service, assignee_id=desk.agent.user["id"], **more)


def told(client, row, kind):
    return [event for event in events_of(client, row) if event["kind"] == kind]


def listed(client, query):
    return {row["id"] for row in client.pages(f"/tickets?{query}")}


def snooze(client, row, at=LATER, expected=200):
    return client.put(f"/tickets/{row['id']}/snooze", {"until": at, "reason": "等厂家回话"}).expect(expected).json


def is_asleep(client, row):
    return client.get(f"/tickets/{row['id']}").expect(200).json["snoozed_until"] is not None


def test_a_ticket_that_sleeps_is_left_out_where_that_is_asked_for(desk):
    row, awake = own_ticket(desk), own_ticket(desk)
    before = desk.agent.get(f"/tickets/{row['id']}").expect(200).json
    asleep = snooze(desk.agent, row)
    assert asleep["snoozed_until"].startswith("2040-01-01T09:00:00")
    assert [clock["due_at"] for clock in asleep["sla"]] == [clock["due_at"] for clock in before["sla"]]
    mine = "assignee_id=me&status=new"
    assert {row["id"], awake["id"]} <= listed(desk.agent, mine) == listed(desk.agent, f"{mine}&snoozed=any")
    assert row["id"] not in listed(desk.agent, f"{mine}&snoozed=false") and awake["id"] in listed(desk.agent, f"{mine}&snoozed=false")
    assert listed(desk.agent, f"{mine}&snoozed=true") == {row["id"]}
    assert listed(desk.boss, f"{mine.replace('me', desk.agent.user['id'])}&snoozed=true") == {row["id"]}
    view = desk.agent.post("/views", {"name": "睡着的", "filter": {"assignee_id": ["me"], "snoozed": "true"}}).expect(201).json
    count = next(each for each in desk.agent.get("/views/counts").expect(200).json["items"] if each["id"] == view["id"])
    assert count["count"] == 1 and "snoozed=true" in count["filter"]
    desk.agent.get("/tickets?snoozed=maybe").expect(422)
    event, = told(desk.agent, row, "snoozed")
    assert event["body"] == "等厂家回话" and event["data"]["until"] == asleep["snoozed_until"] and event["visibility"] == "internal"
    assert desk.agent.delete(f"/tickets/{row['id']}/snooze").expect(200).json["snoozed_until"] is None
    desk.agent.delete(f"/tickets/{row['id']}/snooze").expect(409)
    assert told(desk.agent, row, "woken")[0]["data"]["reason"] == "by_hand"


def test_it_wakes_by_the_clock_or_when_something_happens(desk, server):
    early = own_ticket(desk)
    snooze(desk.agent, early)
    snooze(desk.agent, early, seconds_from_now(1))  # another moment in place of the first
    row = own_ticket(desk)
    snooze(desk.agent, row)
    desk.agent.post(f"/tickets/{row['id']}/messages", {"body": "x", "visibility": "internal"}).expect(201)
    assert is_asleep(desk.agent, row)
    desk.agent.post(f"/tickets/{row['id']}/assignment", {"assignee_id": desk.mate.user["id"], "note": ""}).expect(200)
    assert not is_asleep(desk.agent, row) and told(desk.agent, row, "woken")[0]["data"]["reason"] == "given_on"
    snooze(desk.mate, row)
    desk.mate.post(f"/tickets/{row['id']}/status", {"status": "resolved"}).expect(200)
    assert not is_asleep(desk.mate, row) and told(desk.mate, row, "woken")[1]["data"]["reason"] == "finished"
    snooze(desk.mate, row, expected=409)
    customer = Customer(server).open(f"139{uuid.uuid4().int % 10**8:08}", type=desk.type)
    for what, body in (("messages", {"body": "怎么样了"}), ("nudge", {"reason": "急"})):
        asked = desk.agent.get(f"/tickets/{customer.number}").expect(200).json
        snooze(desk.agent, asked)
        customer.does(what, body)
        assert not is_asleep(desk.agent, asked) and told(desk.agent, asked, "woken")[-1]["data"]["reason"] == "customer"
    for wrong in ({}, {"until": seconds_from_now(-5)}, {"until": "9999-01-01T00:00:00Z"}, {"until": "soon"}):
        answer = desk.agent.put(f"/tickets/{early['id']}/snooze", wrong).expect(422).json
        assert [each["field"] for each in answer["errors"]] == ["until"]
    until(lambda: not is_asleep(desk.agent, early), "awake")
    assert [event["data"]["reason"] for event in told(desk.agent, early, "woken")] == ["due"]


def remind(client, row, at=LATER, expected=201, **more):
    return client.post(f"/tickets/{row['id']}/reminders", {"at": at, "note": "打给厂家", **more}).expect(expected).json


def mine(client):
    return list(client.pages("/reminders?limit=1"))


def test_a_reminder_comes_at_its_time_and_stays_until_it_is_removed(desk):
    row = own_ticket(desk)
    late, soon = remind(desk.agent, row), remind(desk.agent, row, seconds_from_now(1), user_id=desk.mate.user["id"])
    assert late["user"]["name"] == "韩梅梅" and soon["user"]["name"] == "林涛" and late["kind"] == "reminder"
    assert [each["id"] for each in desk.agent.get(f"/tickets/{row['id']}/reminders").expect(200).json["items"]] == [soon["id"], late["id"]]
    reminded, = until(lambda: told(desk.agent, row, "reminded"), "reminded")
    assert reminded["body"] == "打给厂家" and reminded["data"]["reminder_id"] == soon["id"]
    assert reminded["data"]["user_id"] == desk.mate.user["id"] and reminded["visibility"] == "internal"
    shown, = mine(desk.mate)
    assert shown["id"] == soon["id"] and shown["is_overdue"]
    sooner = remind(desk.agent, row, "2039-01-01T09:00:00Z")
    assert [each["id"] for each in mine(desk.agent)] == [sooner["id"], late["id"]]
    desk.agent.delete(f"/reminders/{soon['id']}").expect(204)  # he set it
    desk.mate.delete(f"/reminders/{soon['id']}").expect(409)
    assert desk.mate.delete(f"/reminders/{late['id']}").status == 403 and mine(desk.mate) == []
    assert told(desk.agent, row, "reminder_removed")[0]["data"]["reminder_id"] == soon["id"]
    for each in mine(desk.agent):
        desk.agent.delete(f"/reminders/{each['id']}").expect(204)
    for wrong, field in (({"at": seconds_from_now(-1)}, "at"), ({"user_id": desk.inspector.user["id"]}, "user_id"), ({"note": ""}, "note")):
        answer = desk.agent.post(f"/tickets/{row['id']}/reminders", {"at": LATER, "note": "x", **wrong}).expect(422).json
        assert [each["field"] for each in answer["errors"]] == [field]
    desk.inspector.post(f"/tickets/{row['id']}/reminders", {"at": LATER, "note": "x"}).expect(404)


def test_who_sees_the_ticket_no_more_is_told_nothing_of_it(desk):
    row = own_ticket(desk)
    desk.agent.put(f"/tickets/{row['id']}/followers/{desk.inspector.user['id']}").expect(200)
    own = remind(desk.inspector, row, seconds_from_now(1))  # who only reads may remind himself
    desk.inspector.post(f"/tickets/{row['id']}/reminders", {"at": LATER, "note": "x", "user_id": desk.agent.user["id"]}).expect(403)
    assert [each["id"] for each in mine(desk.inspector)] == [own["id"]]
    desk.agent.delete(f"/tickets/{row['id']}/followers/{desk.inspector.user['id']}").expect(204)
    until(lambda: told(desk.agent, row, "reminded"), "reminded")
    assert mine(desk.inspector) == []
    desk.inspector.delete(f"/reminders/{own['id']}").expect(404)


def test_a_follow_up_is_listed_until_somebody_says_what_came_of_it(desk):
    row = own_ticket(desk)
    desk.agent.post(f"/tickets/{row['id']}/status", {"status": "closed"}).expect(200)
    asked = {"at": seconds_from_now(1), "note": "三天内回访", "department_id": desk.service}
    visit = desk.agent.post(f"/tickets/{row['id']}/follow-ups", asked).expect(201).json
    assert visit["kind"] == "follow_up" and visit["department"]["name"] == "客服一组" and visit["user"] is None
    until(lambda: told(desk.mate, row, "reminded"), "due")
    assert [(each["id"], each["is_overdue"]) for each in mine(desk.mate)] == [(visit["id"], True)]
    desk.inspector.post(f"/follow-ups/{visit['id']}/result", {"result": "x"}).expect(404)
    done = desk.mate.post(f"/follow-ups/{visit['id']}/result", {"result": "客户满意"}).expect(200).json
    assert done["result"] == "客户满意" and done["ended_at"] and not done["is_overdue"]
    desk.mate.post(f"/follow-ups/{visit['id']}/result", {"result": "again"}).expect(409)
    assert mine(desk.mate) == mine(desk.agent) == []
    event, = told(desk.agent, row, "followed_up")
    assert event["body"] == "客户满意" and event["actor"]["name"] == "林涛"
    reminder = remind(desk.agent, row)
    desk.agent.post(f"/follow-ups/{reminder['id']}/result", {"result": "x"}).expect(404)
    desk.agent.delete(f"/reminders/{reminder['id']}").expect(204)
    own = desk.agent.post(f"/tickets/{row['id']}/follow-ups", {"at": LATER, "note": "x"}).expect(201).json
    assert own["user"]["name"] == "韩梅梅"
    desk.agent.delete(f"/reminders/{own['id']}").expect(204)
    for wrong, field in (({"department_id": desk.quality}, "department_id"), ({"assignee_id": desk.inspector.user["id"]}, "assignee_id")):
        answer = desk.agent.post(f"/tickets/{row['id']}/follow-ups", {"at": LATER, "note": "x", **wrong}).expect(422).json
        assert [each["field"] for each in answer["errors"]] == [field]
