"""Statuses: made and changed by administrators, for all types or one; which moves they allow and which ask for a comment."""
import threading
import uuid

from support.people import colleague, events_of, open_ticket, own_department


def fields(refused):
    return {error["field"]: error["message"] for error in refused.json["errors"]}


def word():
    return f"s{uuid.uuid4().hex[:10]}"


def add_type(admin):
    return admin.post("/types", {"path": f"类型{word()}", "department_id": own_department(admin)}).expect(201).json


def add_status(admin, category, key=None, **more):
    body = {"key": key or word(), "name": "状态", "category": category, **more}
    return admin.post("/statuses", body).expect(201).json


def change(client, path, /, **changes):
    version = client.get(path).expect(200).json["version"]
    return client.patch(path, {"version": version, **changes})


def move(client, ticket, status, **more):
    return client.post(f"/tickets/{ticket['id']}/status", {"status": status, **more})


def keys(client, query=""):
    return [each["key"] for each in client.get(f"/statuses{query}").expect(200).json["items"]]


def test_a_type_has_statuses_of_its_own(admin):
    kind = add_type(admin)
    waiting = add_status(admin, "on_hold", type_id=kind["id"], name="等配件")
    lent = add_status(admin, "on_hold", type_id=kind["id"], name="备用机借出")
    assert waiting["is_default"] and not lent["is_default"]
    assert set(keys(admin, f"?type_id={kind['id']}")) == {"new", "open", "pending", "resolved", "closed", waiting["key"], lent["key"]}
    assert keys(admin) == ["new", "open", "pending", "on_hold", "resolved", "closed"]
    ticket = open_ticket(admin, type=kind["path"])
    assert waiting["key"] in fields(move(admin, ticket, "on_hold_").expect(422))["status"]
    assert move(admin, ticket, "on_hold").expect(200).json["status"] == waiting["key"]
    moved = move(admin, ticket, lent["key"]).expect(200).json
    assert (moved["status"], moved["status_category"]) == (lent["key"], "on_hold")
    other = open_ticket(admin)
    assert "status" in fields(move(admin, other, lent["key"]).expect(422))
    assert move(admin, other, "on_hold").expect(200).json["status"] == "on_hold"
    assert [t["id"] for t in admin.get(f"/tickets?status={lent['key']}").json["items"]] == [ticket["id"]]


def test_a_change_of_type_finds_the_status_of_the_same_category(admin):
    kind = add_type(admin)
    doing = add_status(admin, "open", type_id=kind["id"])
    ticket = open_ticket(admin)
    move(admin, ticket, "open").expect(200)
    changed = change(admin, f"/tickets/{ticket['id']}", type=kind["path"]).expect(200).json
    assert (changed["status"], changed["status_category"]) == (doing["key"], "open")
    stages = admin.get(f"/tickets/{ticket['id']}/stages").json["items"]
    assert [stage["status"] for stage in stages] == ["new", "open", doing["key"]]
    assert events_of(admin, ticket)[-1]["kind"] == "status_changed"


def test_moves_and_comments_are_asked_for(admin):
    kind = add_type(admin)
    done = add_status(admin, "resolved", type_id=kind["id"], comment_required=True)
    checking = add_status(admin, "pending", type_id=kind["id"], moves=[{"to": done["key"]}])
    start = add_status(admin, "open", type_id=kind["id"], moves=[{"to": checking["key"], "comment_required": True}])
    ticket = open_ticket(admin, type=kind["path"])
    path = f"/tickets/{ticket['id']}"
    answered = admin.post(f"{path}/messages", {"body": "您好", "visibility": "public"}).expect(201)
    assert answered and admin.get(path).json["status"] == start["key"]
    assert checking["key"] in move(admin, ticket, done["key"], comment="x").expect(409).json["detail"]
    assert set(fields(move(admin, ticket, checking["key"]).expect(422))) == {"comment"}
    move(admin, ticket, checking["key"], comment="查一下").expect(200)
    assert set(fields(move(admin, ticket, done["key"]).expect(422))) == {"comment"}
    body = {"body": "修好了", "visibility": "public", "then": done["key"]}
    admin.post(f"{path}/messages", body).expect(201)  # the reply says why
    assert admin.get(path).json["status"] == done["key"]
    wrong = [{"to": "nothing"}, {"to": "new"}, {"to": start["key"]}, {"to": start["key"]}]
    refused = admin.patch(f"/statuses/{checking['key']}", {"version": 1, "moves": wrong}).expect(422)
    assert set(fields(refused)) == {"moves[0].to", "moves[1].to", "moves[3].to"}


def test_an_answer_opens_a_ticket_only_where_it_may(admin):
    kind = add_type(admin)
    closed = add_status(admin, "closed", type_id=kind["id"])
    add_status(admin, "new", type_id=kind["id"], moves=[{"to": closed["key"]}])
    ticket = open_ticket(admin, type=kind["path"])
    admin.post(f"/tickets/{ticket['id']}/messages", {"body": "您好", "visibility": "public"}).expect(201)
    assert admin.get(f"/tickets/{ticket['id']}").json["status"] == ticket["status"]


def test_a_status_in_use_stays(admin):
    kind = add_type(admin)
    first, second = (add_status(admin, "open", type_id=kind["id"]) for _ in range(2))
    ticket = open_ticket(admin, type=kind["path"])
    move(admin, ticket, second["key"]).expect(200)
    assert "default" in admin.delete(f"/statuses/{first['key']}").expect(409).json["detail"]
    assert "Move them" in admin.delete(f"/statuses/{second['key']}").expect(409).json["detail"]
    asking = add_status(admin, "pending", type_id=kind["id"], moves=[{"to": second["key"]}])
    move(admin, ticket, first["key"]).expect(200)
    assert asking["key"] in admin.delete(f"/statuses/{second['key']}").expect(409).json["detail"]
    admin.delete(f"/statuses/{asking['key']}").expect(204)
    admin.delete(f"/statuses/{second['key']}").expect(204)
    admin.delete(f"/statuses/{second['key']}").expect(409)
    assert second["key"] in keys(admin, "?every=true") and second["key"] not in keys(admin, f"?type_id={kind['id']}")
    assert "status" in fields(move(admin, ticket, second["key"]).expect(422))
    assert "last" in admin.delete("/statuses/open").expect(409).json["detail"]
    admin.delete("/statuses/nothing").expect(404)
    said = [e["data"]["field"] for e in admin.pages("/audit?limit=200&kind=type_changed") if e["data"].get("status") == second["key"]]
    assert said == [f"statuses.{second['key']}.archived", f"statuses.{second['key']}"]


def test_one_default_in_each_category(admin):
    kind = add_type(admin)
    first, second = (add_status(admin, "open", type_id=kind["id"]) for _ in range(2))
    assert "is_default" in fields(admin.patch(f"/statuses/{first['key']}", {"version": 1, "is_default": False}).expect(422))
    admin.patch(f"/statuses/{second['key']}", {"version": 1, "is_default": True, "name": "处理"}).expect(200)
    shown = {s["key"]: s for s in admin.get(f"/statuses?type_id={kind['id']}").json["items"]}
    assert not shown[first["key"]]["is_default"] and shown[second["key"]]["name"] == "处理"
    ticket = open_ticket(admin, type=kind["path"])
    assert move(admin, ticket, "open").expect(200).json["status"] == second["key"]


def test_who_may_and_what_is_wrong(server, admin):
    lily = colleague(server, admin, "lily")
    lily.get("/statuses").expect(200)
    lily.post("/statuses", {"key": "x", "name": "x", "category": "open"}).expect(403)
    lily.patch("/statuses/open", {"version": 1, "name": "x"}).expect(403)
    lily.delete("/statuses/open").expect(403)
    for key in ("", "A", "1", "open", "x" * 51):
        assert "key" in fields(admin.post("/statuses", {"key": key, "name": "x", "category": "open"}).expect(422)), key
    wrong = admin.post("/statuses", {"key": word(), "name": "x", "category": "open", "type_id": "4711"}).expect(422)
    assert set(fields(wrong)) == {"type_id"}
    made = add_status(admin, "open", type_id=add_type(admin)["id"])
    assert "key" in fields(admin.post("/statuses", {"key": made["key"], "name": "x", "category": "open"}).expect(422))
    path, statuses = f"/statuses/{made['key']}", []
    admin.patch(path, {"name": "y"}).expect(428)

    def edit(name):
        statuses.append(server.client(admin.token).patch(path, {"version": 1, "name": name}).status)
    both = [threading.Thread(target=edit, args=(f"y{n}",)) for n in range(2)]
    [each.start() for each in both], [each.join() for each in both]
    assert sorted(statuses) == [200, 409]
