"""The life of a ticket through the API: every step, what it leaves in the timeline, and that stages tile its life."""
import concurrent.futures
import re

import pytest

from support.people import add_department, colleague, events_of, new_ticket, open_ticket, own_department
from support.timeline import assert_events_in_order, assert_stages_tile, stages_of
from support.waiting import until


@pytest.fixture(scope="module")
def returns(server):
    """A second department with somebody in it."""
    admin = server.sign_in()
    department = add_department(admin, "退货组")
    client = colleague(server, admin, "hanmeimei", [department], name="韩梅梅")
    client.department = department
    return client


def test_a_new_ticket_is_complete(admin):
    me = admin.get("/me").json["user"]
    body = new_ticket("洗衣机漏水", priority="urgent", channel="phone", tags=["漏水", "上门"], type="咨询",
                      assignee_id=me["id"], requester={"name": "李雷", "phone": "+86 138-1234-5678", "email": "LI@example.com"})
    answer = admin.post("/tickets", body).expect(201)
    ticket = answer.json
    assert answer.headers["ETag"] == '"1"'
    for field in ("subject", "description", "priority", "channel", "tags", "type"):
        assert ticket[field] == body[field]
    assert re.fullmatch(r"GD\d{8}\d{3,}", ticket["number"]) and isinstance(ticket["id"], str)
    assert (ticket["status"], ticket["status_category"], ticket["version"]) == ("new", "new", 1)
    assert ticket["department"]["name"] == "客服部" and ticket["assignee"] == {"id": me["id"], "name": me["name"]}
    assert ticket["requester"]["name"] == "李雷" and ticket["organization"] is None
    assert ticket["created_at"] == ticket["updated_at"] and ticket["fields"] == {}
    assert ticket["first_responded_at"] is ticket["resolved_at"] is ticket["closed_at"] is None
    assert {clock["metric"] for clock in ticket["sla"]} == {"first_response", "resolution"}
    assert all(clock["state"] == "running" and clock["remaining_s"] > 0 for clock in ticket["sla"])
    for reference in (ticket["id"], ticket["number"]):
        assert {**admin.get(f"/tickets/{reference}").expect(200).json, "sla": []} == {**ticket, "sla": []}


def test_the_whole_life(admin, returns):
    me = admin.get("/me").json["user"]["id"]
    ticket = open_ticket(admin)
    path = f"/tickets/{ticket['id']}"
    note = admin.post(f"{path}/messages", {"body": "先查发票", "visibility": "internal"}).expect(201).json
    assert (note["kind"], note["visibility"], note["body"]) == ("message", "internal", "先查发票")
    assert admin.get(path).json["first_responded_at"] is None
    admin.post(f"{path}/messages", {"body": "已经在处理。", "visibility": "public"}).expect(201)
    answered = admin.get(path).json
    assert answered["status"] == "open" and answered["first_responded_at"]
    assert next(c for c in answered["sla"] if c["metric"] == "first_response")["state"] == "met"
    admin.post(f"{path}/assignment", {"assignee_id": me, "note": "你认识他"}).expect(200)
    moved = admin.post(f"{path}/assignment", {"department_id": returns.department, "note": "要退货", "handover": {
        "problem": "坏了", "done": "查了发票", "missing": "照片", "promised_at": "2026-12-01T10:00:00+08:00"}}).expect(200).json
    assert moved["department"]["name"] == "退货组" and moved["assignee"] is None
    returns.post(f"{path}/assignment", {"assignee_id": returns.user["id"]}).expect(200)
    returns.post(f"{path}/messages", {"body": "请寄回。", "visibility": "public", "then": "pending"}).expect(201)
    resolved = returns.post(f"{path}/status", {"status": "resolved", "comment": "已退款"}).expect(200).json
    assert resolved["resolved_at"] and resolved["closed_at"] is None
    reopened = returns.post(f"{path}/status", {"status": "open"}).expect(200).json
    assert reopened["resolved_at"] is None
    closed = returns.post(f"{path}/status", {"status": "closed"}).expect(200).json
    assert closed["closed_at"] and closed["resolved_at"]
    events = events_of(admin, ticket)
    assert [event["kind"] for event in events] == [
        "ticket_opened", "message", "message", "status_changed", "assigned", "transferred", "assigned", "message",
        "status_changed", "status_changed", "status_changed", "status_changed"]
    assert_events_in_order(events)
    assert events[0]["body"] == ticket["description"] and events[5]["data"]["handover"]["missing"] == "照片"
    assert events[5]["data"]["note"] == "要退货" and events[9]["body"] == "已退款"
    assert events[7]["actor"] == {"kind": "agent", "id": returns.user["id"], "name": "韩梅梅"}
    stages = assert_stages_tile(admin, ticket)
    assert [(s["status"], s["department"]["name"], (s["assignee"] or {}).get("name")) for s in stages] == [
        ("new", "客服部", None), ("open", "客服部", None), ("open", "客服部", "管理员"), ("open", "退货组", None),
        ("open", "退货组", "韩梅梅"), ("pending", "退货组", "韩梅梅"), ("resolved", "退货组", "韩梅梅"),
        ("open", "退货组", "韩梅梅"), ("closed", "退货组", "韩梅梅")]


def test_edits_are_recorded_field_by_field(admin):
    ticket = open_ticket(admin, tags=["旧"])
    path = f"/tickets/{ticket['id']}"
    edited = admin.patch(path, {"subject": "冰箱不冷", "tags": ["新", "急"], "version": 1}).expect(200)
    assert edited.json["version"] == 2 and edited.headers["ETag"] == '"2"'
    again = admin.patch(path, {"subject": "冰箱不冷"}, headers={"If-Match": '"2"'}).expect(200)
    assert again.json["version"] == 2, "an edit that changes nothing makes no version"
    admin.patch(path, {"priority": "urgent"}, headers={"If-Match": 'W/"2"'}).expect(200)
    changes = {e["data"]["field"]: (e["data"]["before"], e["data"]["after"]) for e in events_of(admin, ticket)[1:]}
    assert changes == {"subject": (ticket["subject"], "冰箱不冷"), "tags": (["旧"], ["新", "急"]), "priority": ("normal", "urgent")}
    assert len(stages_of(admin, ticket)) == 1
    tagged = {t["id"] for t in admin.pages("/tickets?tag=旧")}
    assert ticket["id"] not in tagged


def test_an_unchanged_ticket_is_not_sent_again(admin):
    ticket = open_ticket(admin)
    path = f"/tickets/{ticket['id']}"
    assert admin.get(path, headers={"If-None-Match": '"1"'}).expect(304).body == b""
    admin.patch(path, {"subject": "冰箱", "version": 1}).expect(200)
    admin.get(path, headers={"If-None-Match": '"1"'}).expect(200)


def test_of_two_edits_at_once_one_is_told(server, admin):
    ticket = open_ticket(admin)

    def edit(number):
        client = server.client(admin.token)
        return client.patch(f"/tickets/{ticket['id']}", {"subject": f"第{number}", "version": 1})

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(edit, range(16)))
    assert sorted(answer.status for answer in answers) == [200] + [409] * 15
    winner = next(answer.json for answer in answers if answer.status == 200)
    assert all(a.json["current"]["subject"] == winner["subject"] for a in answers if a.status == 409)


def test_stages_tile_when_many_act_at_once(server, admin, returns):
    """Requests that overtake each other on their way to the database must not turn time around."""
    ticket = open_ticket(admin)
    places = [own_department(admin), returns.department]

    def act(number):
        client = server.client(admin.token)
        path = f"/tickets/{ticket['id']}"
        for step in range(6):
            client.post(f"{path}/assignment", {"department_id": places[(number + step) % 2]}).expect(200)
            client.post(f"{path}/messages", {"body": "好", "visibility": "internal"}).expect(201)
        client.close()

    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        list(pool.map(act, range(24)))
    assert_stages_tile(admin, ticket)
    events = events_of(admin, ticket)
    assert len(events) == 1 + 24 * 12
    assert_events_in_order(events)
    assert admin.get(f"/tickets/{ticket['id']}").json["version"] == len(events)


def test_events_come_in_pages(admin):
    ticket = open_ticket(admin)
    for number in range(12):
        admin.post(f"/tickets/{ticket['id']}/messages", {"body": str(number), "visibility": "internal"}).expect(201)
    until(lambda: all(event["seq"] for event in events_of(admin, ticket)), "numbered: that comes after the commit")
    paged = list(admin.pages(f"/tickets/{ticket['id']}/events?limit=5"))
    assert [event.get("body") for event in paged[1:]] == [str(number) for number in range(12)]
    assert [event["id"] for event in paged] == [event["id"] for event in events_of(admin, ticket)]
    from_the_end = list(admin.pages(f"/tickets/{ticket['id']}/events?limit=5&order=newest_first"))
    assert from_the_end == paged[::-1]
    cursor = admin.get(f"/tickets/{ticket['id']}/events?limit=5").json["next_cursor"]
    admin.get(f"/tickets/{ticket['id']}/events?limit=5&order=newest_first&cursor={cursor}").expect(400)
    admin.get(f"/tickets/{ticket['id']}/events?order=sideways").expect(422)


def test_only_who_works_there_is_assigned(admin, returns):
    ticket = open_ticket(admin)
    path = f"/tickets/{ticket['id']}/assignment"
    for body in ({"assignee_id": returns.user["id"]},
                 {"department_id": own_department(admin), "assignee_id": returns.user["id"]}):
        assert admin.post(path, body).expect(422).json["errors"][0]["field"] == "assignee_id"
    both = admin.post(path, {"department_id": returns.department, "assignee_id": returns.user["id"]}).expect(200).json
    assert (both["department"]["name"], both["assignee"]["name"]) == ("退货组", "韩梅梅")
    refused = admin.post("/tickets", new_ticket(assignee_id=returns.user["id"])).expect(422)
    assert refused.json["errors"][0]["field"] == "assignee_id"
