"""Ticket types: a tree made and changed by administrators, and what new tickets take from theirs."""
import threading

from support.people import add_department, colleague, open_ticket, own_department


def fields(refused):
    return {error["field"]: error["message"] for error in refused.json["errors"]}


def add_type(admin, path, **more):
    return admin.post("/types", {"path": path, "department_id": own_department(admin), **more}).expect(201).json


def change(client, path, /, **changes):
    version = client.get(path).expect(200).json["version"]
    return client.patch(path, {"version": version, **changes})


def paths(client, query=""):
    return [each["path"] for each in client.get(f"/types{query}").expect(200).json["items"]]


def events_about(admin, made, *kinds):
    every = admin.pages("/audit?limit=200" + "".join(f"&kind={kind}" for kind in kinds))
    return [event for event in every if event["data"].get("type_id") == made["id"]]


def test_a_type_is_made_with_those_above_it(server, admin):
    made = add_type(admin, "售后/换货申请/加急", priority="high", is_public=True, is_sensitive=True)
    assert (made["priority"], made["is_public"], made["is_sensitive"], made["version"]) == ("high", True, True, 1)
    assert {"售后", "售后/换货申请", "售后/换货申请/加急"} <= set(paths(admin))
    above = next(each for each in admin.get("/types").json["items"] if each["path"] == "售后")
    assert (above["is_public"], above["is_sensitive"]) == (False, False)
    assert events_about(admin, above, "type_created") and events_about(admin, made, "type_created")
    assert admin.get(f"/types/{made['id']}").expect(200).json == made
    lily = colleague(server, admin, "lily")
    lily.get(f"/types/{made['id']}").expect(200)
    lily.post("/types", {"path": "x", "department_id": made["department_id"]}).expect(403)
    lily.patch(f"/types/{made['id']}", {"version": 1, "path": "x"}).expect(403)
    lily.delete(f"/types/{made['id']}").expect(403)


def test_what_is_wrong_is_named(admin):
    department = own_department(admin)
    add_type(admin, "投诉")
    wrong = admin.post("/types", {"path": "投诉", "department_id": "4711", "priority": "P1"}).expect(422)
    assert set(fields(wrong)) == {"priority"}
    wrong = admin.post("/types", {"path": "投诉", "department_id": "4711"}).expect(422)
    assert set(fields(wrong)) == {"path", "department_id"}
    for path in ("/a", "a/", "a//b", " a", "a / b", "a/b/c/d/e/f/g", "  ", "\u3000"):
        assert "path" in fields(admin.post("/types", {"path": path, "department_id": department}).expect(422)), path
    assert set(fields(admin.post("/types", {}).expect(422))) == {"path", "department_id"}
    admin.get("/types/4711").expect(404)
    admin.patch("/types/4711", {"version": 1, "path": "x"}).expect(404)
    admin.delete("/types/4711").expect(404)


def test_a_new_path_moves_all_below_it(admin):
    top, leaf = add_type(admin, "维修"), add_type(admin, "维修/上门/当日")
    other = add_type(admin, "维修点查询")
    ticket = open_ticket(admin, type="维修/上门/当日")
    changed = change(admin, f"/types/{top['id']}", path="服务/修理").expect(200).json
    assert changed["version"] == 2
    assert {"服务", "服务/修理", "服务/修理/上门", "服务/修理/上门/当日", "维修点查询"} <= set(paths(admin))
    assert not [path for path in paths(admin) if path.startswith("维修/")]
    assert admin.get(f"/types/{other['id']}").json["version"] == 1
    assert admin.get(f"/tickets/{ticket['id']}").json["type"] == "服务/修理/上门/当日"
    moved = events_about(admin, leaf, "type_changed")[0]["data"]
    assert (moved["before"], moved["after"]) == ("维修/上门/当日", "服务/修理/上门/当日")
    assert "path" in fields(change(admin, f"/types/{top['id']}", path="服务/修理/上门/里面").expect(422))
    assert "path" in fields(change(admin, f"/types/{top['id']}", path="维修点查询").expect(422))
    assert "path" in fields(change(admin, f"/types/{top['id']}", path="长" * 198).expect(422))
    found = [t["id"] for t in admin.get("/tickets?type=服务").expect(200).json["items"]]
    assert ticket["id"] in found


def test_a_ticket_begins_with_what_its_type_says(admin):
    warehouse = add_department(admin, "仓库")
    add_type(admin, "破损", priority="urgent", department_id=warehouse)
    ticket = open_ticket(admin, type="破损")
    assert (ticket["priority"], ticket["department"]["id"]) == ("urgent", warehouse)
    assert open_ticket(admin, type="破损", priority="low")["priority"] == "low"
    assert open_ticket(admin)["priority"] == "normal"
    admin.delete(f"/departments/{warehouse}").expect(409)


def test_an_archived_type_takes_no_new_tickets(admin):
    top, leaf = add_type(admin, "旧"), add_type(admin, "旧/类型")
    ticket = open_ticket(admin, type="旧/类型")
    other = open_ticket(admin)
    assert "below" in admin.delete(f"/types/{top['id']}").expect(409).json["detail"]
    admin.delete(f"/types/{leaf['id']}").expect(204)
    admin.delete(f"/types/{leaf['id']}").expect(409)
    admin.patch(f"/types/{leaf['id']}", {"version": 2, "path": "x"}).expect(409)
    assert "旧/类型" not in paths(admin) and "旧/类型" in paths(admin, "?archived=true")
    assert admin.get(f"/types/{leaf['id']}").expect(200).json["archived_at"]
    assert events_about(admin, leaf, "type_archived")
    body = {"subject": "x", "requester": {"name": "x"}, "type": "旧/类型"}
    assert "archived" in fields(admin.post("/tickets", body).expect(422))["type"]
    assert "archived" in fields(change(admin, f"/tickets/{other['id']}", type="旧/类型").expect(422))["type"]
    assert admin.get(f"/tickets/{ticket['id']}").expect(200).json["type"] == "旧/类型"
    assert change(admin, f"/tickets/{ticket['id']}", subject="还能改").expect(200).json["subject"] == "还能改"
    assert ticket["id"] in [t["id"] for t in admin.get("/tickets?type=旧/类型").expect(200).json["items"]]
    again = add_type(admin, "旧/类型")
    assert open_ticket(admin, type="旧/类型")["type"] == "旧/类型" and again["id"] != leaf["id"]


def test_the_last_type_stays(new_server):
    admin = new_server().start().sign_in()
    only = admin.get("/types").json["items"]
    assert len(only) == 1
    admin.delete(f"/types/{only[0]['id']}").expect(409)


def test_two_administrators_at_once(server, admin):
    made = add_type(admin, "两人")
    path = f"/types/{made['id']}"
    admin.patch(path, {"is_public": True}).expect(428)
    answers = []

    def edit(name):
        answers.append(server.client(admin.token).patch(path, {"version": 1, "path": name}))
    both = [threading.Thread(target=edit, args=(f"两人{n}",)) for n in range(2)]
    [each.start() for each in both], [each.join() for each in both]
    assert sorted(answer.status for answer in answers) == [200, 409]
    refused = next(answer for answer in answers if answer.status == 409)
    assert refused.json["current"]["version"] == 2
    assert admin.get(path).json["path"] == refused.json["current"]["path"]
    admin.patch(path, {"is_public": True}, headers={"If-Match": '"2"'}).expect(200)
    assert len(events_about(admin, made, "type_changed")) == 2
