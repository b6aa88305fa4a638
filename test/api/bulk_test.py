"""One action on many tickets: each is done or refused as it would be alone."""
import concurrent.futures
import time

import pytest

from support.people import add_colleague, add_department, colleague, events_of, new_ticket, open_ticket, own_department


def fields(refused):
    return {error["field"]: error["message"] for error in refused.json["errors"]}


def bulk(client, action, /, tickets=None, headers=None, **more):
    body = {"action": action, **more}
    if tickets is not None:
        body["ids"] = [ticket["id"] for ticket in tickets]
    return client.post("/tickets/bulk", body, headers=headers)


def now(client, ticket):
    return client.get(f"/tickets/{ticket['id']}").expect(200).json


def kinds(client, ticket):
    return [event["kind"] for event in events_of(client, ticket)]


@pytest.fixture
def tickets(admin):
    return [open_ticket(admin, subject=f"批量 {i}") for i in range(3)]


def test_every_action_is_the_single_one(server, admin, tickets):
    everyone = {"allowed": 3, "refused": [], "more_refused": 0}
    assert bulk(admin, {"kind": "tags", "add": ["雨季", "批量"]}, tickets).expect(200).json == everyone
    assert bulk(admin, {"kind": "tags", "add": ["回访"], "remove": ["批量", "没有"]}, tickets).expect(200).json == everyone
    assert bulk(admin, {"kind": "priority", "priority": "high"}, tickets).expect(200).json == everyone
    assert bulk(admin, {"kind": "message", "body": "下周一统一上门", "visibility": "public"}, tickets).expect(200).json == everyone
    assert bulk(admin, {"kind": "status", "status": "on_hold", "comment": "等配件"}, tickets).expect(200).json == everyone
    assert bulk(admin, {"kind": "follow"}, tickets).expect(200).json == everyone
    department = add_department(admin, "上门组")
    worker = add_colleague(admin, "worker", [department])
    assert bulk(admin, {"kind": "assign", "department_id": department, "assignee_id": worker["id"], "note": "请跟进"},
                tickets).expect(200).json == everyone
    admin.post("/types", {"path": "批量上门", "department_id": department}).expect(201)
    assert bulk(admin, {"kind": "type", "type": "批量上门"}, tickets).expect(200).json == everyone
    for ticket in tickets:
        after = now(admin, ticket)
        assert (after["tags"], after["priority"], after["status"], after["type"]) == (["雨季", "回访"], "high", "on_hold", "批量上门")
        assert (after["department"]["id"], after["assignee"]["id"]) == (department, worker["id"])
        assert [f["id"] for f in after["followers"]] == [admin.get("/me").json["user"]["id"]]
        told = kinds(admin, ticket)
        assert told.count("field_changed") == 4 and told.count("message") == 1 and {"assigned", "transferred"} & set(told)
        stages = admin.get(f"/tickets/{ticket['id']}/stages").expect(200).json["items"]
        assert stages[-1]["left_at"] is None and len(stages) >= 3
    same = {"name": "王芳", "phone": "13700000001"}
    first, second, into = (open_ticket(admin, requester=same) for _ in range(3))
    merged = bulk(admin, {"kind": "merge", "into": into["number"]}, [first, second, into, tickets[0]]).expect(200).json
    assert merged["allowed"] == 2 and [each["id"] for each in merged["refused"]] == [into["id"], tickets[0]["id"]]
    assert now(admin, first)["status_category"] == "closed"


def test_what_is_refused_is_left_as_it_was(server, admin, tickets):
    strict = admin.post("/types", {"path": "要说明", "department_id": own_department(admin)}).expect(201).json
    admin.post("/statuses", {"key": "done_strict", "name": "办结", "category": "resolved", "comment_required": True,
                             "type_id": strict["id"]}).expect(201)
    held = open_ticket(admin, type="要说明")
    admin.post(f"/tickets/{tickets[1]['id']}/status", {"status": "resolved"}).expect(200)
    every = [*tickets, held]
    before = [(now(admin, t)["version"], kinds(admin, t)) for t in every]
    tried = bulk(admin, {"kind": "status", "status": "resolved"}, every, dry_run=True).expect(200).json
    assert tried["allowed"] == 2 and [each["id"] for each in tried["refused"]] == [tickets[1]["id"], held["id"]]
    assert "already" in tried["refused"][0]["reason"]
    assert tried["refused"][1]["reason"] == "comment is required to move here: say why"
    assert [(now(admin, t)["version"], kinds(admin, t)) for t in every] == before, "a dry run stores nothing"
    assert bulk(admin, {"kind": "status", "status": "resolved"}, every).expect(200).json == tried
    assert [now(admin, t)["status_category"] for t in every] == ["resolved", "resolved", "resolved", "new"]
    assert (now(admin, held)["version"], kinds(admin, held)) == before[3]

    outside = add_department(admin, "别处")
    stranger = colleague(server, admin, "stranger", [outside])
    own = open_ticket(stranger, department_id=outside)
    answer = bulk(stranger, {"kind": "tags", "add": ["x"]}, [*tickets, own, {"id": "4711"}, own]).expect(200).json
    assert answer["allowed"] == 1
    assert {(each["id"], each["reason"]) for each in answer["refused"]} == {(i, "not found") for i in
                                                                           [*(t["id"] for t in tickets), "4711"]}
    assert now(admin, tickets[0])["tags"] == []
    follower = admin.put(f"/tickets/{tickets[0]['id']}/followers/{stranger.user['id']}").expect(200).json
    assert follower["id"] == tickets[0]["id"]
    read_only = bulk(stranger, {"kind": "priority", "priority": "low"}, [tickets[0]]).expect(200).json
    assert read_only["allowed"] == 0 and "not change it" in read_only["refused"][0]["reason"]


def test_a_filter_means_what_the_list_shows(server, admin):
    here = add_department(admin, "筛选部")
    member = colleague(server, admin, "member", [here])
    mine = [open_ticket(member, department_id=here, tags=["收尾"]) for _ in range(3)]
    other = open_ticket(admin, tags=["收尾"])
    answer = bulk(member, {"kind": "tags", "remove": ["收尾"]}, filter={"tag": ["收尾"], "type": ["咨询"]}).expect(200).json
    assert answer["allowed"] == 3 and now(admin, other)["tags"] == ["收尾"]
    assert [now(admin, t)["tags"] for t in mine] == [[], [], []]
    assert bulk(member, {"kind": "follow"}, filter={"assignee_id": ["4711"]}).expect(200).json["allowed"] == 0


def test_what_is_wrong_is_named(server, admin, tickets):
    def wrong(body):
        return fields(admin.post("/tickets/bulk", body).expect(422))

    ids = [tickets[0]["id"]]
    follow = {"kind": "follow"}
    assert set(wrong({})) == {"action"}
    assert set(wrong({"action": follow})) == set(wrong({"action": follow, "ids": ids, "filter": {"tag": ["x"]}})) == {"ids"}
    assert set(wrong({"action": follow, "ids": []})) == {"ids"}
    assert set(wrong({"action": follow, "ids": [str(n + 1) for n in range(10_001)]})) == {"ids"}
    assert set(wrong({"action": follow, "ids": ["GD1"]})) == {"ids[0]"}
    assert set(wrong({"action": follow, "filter": {}})) == {"filter"}
    assert set(wrong({"action": follow, "filter": {"status": ["nonsense"]}})) == {"filter.status"}
    assert set(wrong({"action": follow, "filter": {"assignee_id": ["nobody"]}})) == {"filter.assignee_id"}
    assert set(wrong({"action": follow, "filter": {"colour": ["x"]}})) == {"filter.colour"}
    for action, field in (({}, "kind"), ({"kind": "delete"}, "kind"), ({"kind": "status"}, "status"),
                          ({"kind": "follow", "body": "x"}, "body"), ({"kind": "tags"}, "add"),
                          ({"kind": "tags", "add": ["a"], "remove": ["a"]}, "remove[0]"), ({"kind": "assign"}, "assignee_id"),
                          ({"kind": "message", "body": "x"}, "visibility"), ({"kind": "merge", "into": " "}, "into")):
        assert set(wrong({"action": action, "ids": ids})) == {f"action.{field}"}, action
    admin.post("/roles", {"name": "只看", "permissions": ["tickets.read"]}).expect(201)
    lily = colleague(server, admin, "lily", [own_department(admin)], ["只看"])
    bulk(lily, {"kind": "priority", "priority": "low"}, tickets).expect(403)
    assert bulk(lily, {"kind": "follow"}, tickets).expect(200).json["allowed"] == 3


def test_a_replay_does_nothing_again(admin, tickets):
    key = {"Idempotency-Key": "bulk once"}
    say = {"kind": "message", "body": "只说一次", "visibility": "internal"}
    first = bulk(admin, say, tickets, headers=key).expect(200)
    again = bulk(admin, say, tickets, headers=key).expect(200)
    assert again.json == first.json and again.headers["Idempotency-Replayed"] == "true"
    assert fields(bulk(admin, say, tickets[:1], headers=key).expect(422)).keys() == {"Idempotency-Key"}
    fields(bulk(admin, say, tickets, headers={"Idempotency-Key": "x" * 129}).expect(422))
    assert [kinds(admin, t).count("message") for t in tickets] == [1, 1, 1]


def test_the_same_request_at_once_is_done_once(server, admin):
    many = [open_ticket(admin) for _ in range(12)]

    def order(_):
        client = server.client(admin.token)
        answer = bulk(client, {"kind": "message", "body": "一次", "visibility": "internal"}, many,
                      headers={"Idempotency-Key": "at once"}).expect(200).json
        client.close()
        return answer

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(order, range(4)))
    assert answers == [{"allowed": 12, "refused": [], "more_refused": 0}] * 4
    assert [kinds(admin, t).count("message") for t in many] == [1] * 12


def test_nobody_waits_for_it_and_nothing_is_lost(server, admin):
    """Some hundred tickets change while others open, tag and read: no answer is late, and no tag is lost."""
    many = [open_ticket(admin) for _ in range(100)]
    longest, tagged = [0.0], []

    def one_by_one():
        client = server.client(admin.token)
        for i in range(25):
            began = time.monotonic()
            client.post("/tickets", new_ticket()).expect(201)
            longest[0] = max(longest[0], time.monotonic() - began)
            ticket = now(client, many[i])
            change = {"version": ticket["version"], "tags": [*ticket["tags"], f"单个{i}"]}
            if client.patch(f"/tickets/{ticket['id']}", change).status == 200:
                tagged.append((ticket, f"单个{i}"))
        client.close()

    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        other = pool.submit(one_by_one)
        for i in range(3):
            answer = bulk(admin, {"kind": "tags", "add": [f"一起{i}"]}, many).expect(200).json
            assert answer == {"allowed": 100, "refused": [], "more_refused": 0}
        other.result()
    for ticket in many:
        assert {"一起0", "一起1", "一起2"} <= set(now(admin, ticket)["tags"])
    assert tagged and all(tag in now(admin, ticket)["tags"] for ticket, tag in tagged)
    assert longest[0] < 5
