"""Roles, departments and people: made, changed and archived, by those who may, and every change is on record."""
import datetime
import time

import pytest

from support.live import LiveClient
from support.people import PASSWORD, add_colleague, add_department, colleague, open_ticket, own_department


def fields(refused):
    return {error["field"]: error["message"] for error in refused.json["errors"]}


def person(client, user):
    return client.get(f"/users/{user['id']}").expect(200).json


def change(client, path, **changes):
    version = client.get(path).expect(200).json["version"]
    return client.patch(path, {"version": version, **changes})


def audit(client, query=""):
    return list(client.pages(f"/audit?limit=200{query}"))


def role(admin, name, permissions):
    return admin.post("/roles", {"name": name, "permissions": permissions}).expect(201).json


def test_the_roles_to_begin_with(admin):
    roles = {each["name"]: each["permissions"] for each in admin.get("/roles").expect(200).json["items"]}
    assert {"客服", "处理人", "主管", "管理员", "客服台", "只读审计"} <= set(roles)
    assert sorted(roles["只读审计"]) == ["audit.read", "tickets.read", "tickets.read_all"]
    assert "users.manage" in roles["管理员"] and "users.manage" not in roles["主管"]


def test_a_role_is_made_changed_and_archived(server, admin):
    made = role(admin, "质检", ["tickets.read"])
    lily = colleague(server, admin, "lily", roles=("质检",))
    lily.post("/tickets", {"subject": "x", "requester": {"name": "x"}}).expect(403)
    path = f"/roles/{made['id']}"
    changed = admin.patch(path, {"version": 1, "permissions": ["tickets.read", "tickets.create"]}).expect(200).json
    assert changed["version"] == 2
    open_ticket(lily)  # at once
    stale = admin.patch(path, {"version": 1, "name": "品控"}).expect(409)
    assert stale.json["current"]["version"] == 2
    assert fields(admin.patch(path, {"version": 2, "permissions": ["tickets.read", "fly"]}).expect(422)) == {
        "permissions[1]": "is not a permission"}
    assert "name" in fields(admin.post("/roles", {"name": "质检", "permissions": []}).expect(422))
    admin.delete(path).expect(409)
    change(admin, f"/users/{lily.user['id']}", roles=["处理人"]).expect(200)
    admin.delete(path).expect(204)
    admin.delete(path).expect(404)
    assert "质检" not in str(admin.get("/roles").json)
    kinds = [event["kind"] for event in audit(admin) if event["data"].get("role_id") == made["id"]]
    assert kinds == ["role_archived", "role_changed", "role_created"]


def test_nobody_grants_what_he_has_not(server, admin):
    role(admin, "人事", ["users.manage", "tickets.read"])
    hr = colleague(server, admin, "hr", roles=("人事",))
    assert "permissions[0]" in fields(hr.post("/roles", {"name": "大", "permissions": ["settings.manage"]}).expect(422))
    body = {"login": "friend", "name": "友", "password": PASSWORD, "roles": ["管理员"]}
    assert fields(hr.post("/users", body).expect(422)) == {"roles[0]": "This role allows more than you may yourself."}
    own = f"/users/{hr.user['id']}"
    assert "roles[1]" in fields(change(hr, own, roles=["人事", "管理员"]).expect(422))
    assert person(admin, hr.user)["roles"] == ["人事"]
    mine = next(each for each in admin.get("/roles").json["items"] if each["name"] == "人事")
    assert "permissions[2]" in fields(hr.patch(f"/roles/{mine['id']}", {
        "version": 1, "permissions": ["users.manage", "tickets.read", "tickets.read_all"]}).expect(422))
    boss = person(admin, admin.get("/me").json["user"])
    change(hr, f"/users/{boss['id']}", location="二楼").expect(200)  # what he had before, he keeps


def test_somebody_who_manages_people_is_left(new_server):
    server = new_server().start()
    admin = server.sign_in()
    me = admin.get("/me").json["user"]
    path = f"/users/{me['id']}"
    change(admin, path, roles=["处理人"]).expect(409)
    change(admin, path, expires_at="2040-01-01T00:00:00Z").expect(409)
    role_path = next(f"/roles/{each['id']}" for each in admin.get("/roles").json["items"] if each["name"] == "管理员")
    admin.patch(role_path, {"version": 1, "permissions": ["tickets.read"]}).expect(409)
    department = own_department(admin)
    admin.patch(f"/departments/{department}", {"version": 2, "lead_id": None}).expect(200)
    admin.delete(path).expect(409)
    second = colleague(server, admin, "second", roles=("管理员",))
    second.delete(path).expect(204)
    admin.get("/me").expect(401)
    second.delete(f"/users/{second.user['id']}").expect(409)


def test_a_user_has_all_that_routing_needs(server, admin):
    returns, finance = add_department(admin, "退货"), add_department(admin, "财务")
    lily = add_colleague(admin, "lily", [returns])
    given = {"name": "莉莉", "email": "lily@example.com", "department_ids": sorted([returns, finance]), "roles": ["客服", "主管"],
             "skills": [{"skill": "电工证", "level": 5, "expires_at": "2030-01-01T00:00:00.000000Z"},
                        {"skill": "退款", "level": 3, "expires_at": None}],
             "capacity": 12, "languages": ["zh-CN", "en"], "location": "浦东仓 2 号楼", "region": "上海"}
    changed = change(admin, f"/users/{lily['id']}", **given).expect(200).json
    assert changed["version"] == 2
    for source in (changed, person(admin, lily), server.sign_in(lily["login"], PASSWORD).get(f"/users/{lily['id']}").json):
        assert {s["skill"]: (s["level"], (s["expires_at"] or "")[:10]) for s in source["skills"]} == {
            "电工证": (5, "2030-01-01"), "退款": (3, "")}
        for name in given.keys() - {"skills"}:
            value = sorted(source[name]) if isinstance(given[name], list) else source[name]
            assert value == (sorted(given[name]) if isinstance(given[name], list) else given[name]), name
    events = [e["data"] for e in audit(admin, "&kind=user_changed") if e["data"]["user_id"] == lily["id"]]
    assert {event["field"] for event in events} == set(given)
    assert "lily@example.com" not in str(events)
    wrong = change(admin, f"/users/{lily['id']}", skills=[{"skill": "a", "level": 6}, {"skill": "a"}], capacity=-1,
                   email="nobody", department_ids=[returns, "4711"]).expect(422)
    assert {"skills[0].level", "skills[0].skill", "skills[1].skill", "capacity", "email"} <= set(fields(wrong))
    assert change(admin, f"/users/{lily['id']}", name="莉").json["version"] == 3
    admin.patch(f"/users/{lily['id']}", {"name": "x"}).expect(428)
    assert admin.patch(f"/users/{lily['id']}", {"name": "x", "version": 1}).expect(409).json["current"]["name"] == "莉"


def test_others_see_no_more_than_a_colleague_may(server, admin):
    lily, tom = (colleague(server, admin, name) for name in ("lily", "tom"))
    lily.get(f"/users/{tom.user['id']}").expect(403)
    lily.get(f"/users/{lily.user['id']}").expect(200)
    lily.patch(f"/users/{lily.user['id']}", {"version": 1, "roles": ["管理员"]}).expect(403)
    lily.delete(f"/users/{tom.user['id']}").expect(403)
    lily.get("/audit").expect(403)
    admin.get("/users/4711").expect(404)


def test_who_is_archived_is_out_at_once(server, admin):
    lily = colleague(server, admin, "lily")
    token = server.client(lily.post("/tokens", {"name": "收件"}).expect(201).json["token"])
    token.get("/me").expect(200)
    admin.delete(f"/users/{lily.user['id']}").expect(204)
    lily.get("/me").expect(401)
    token.get("/me").expect(401)
    server.client().post("/session", {"login": lily.user["login"], "password": PASSWORD}).expect(401)
    admin.get(f"/users/{lily.user['id']}").expect(404)
    assert lily.user["id"] not in str(admin.get("/users?limit=200").json)
    again = admin.post("/users", {"login": lily.user["login"], "name": "x", "password": PASSWORD}).expect(422)
    assert fields(again) == {"login": "This login is taken."}


def test_a_lead_is_not_archived_before_another_is_named(server, admin):
    lily = add_colleague(admin, "lily")
    department = admin.post("/departments", {"name": "售后", "lead_id": lily["id"]}).expect(201).json
    refused = admin.delete(f"/users/{lily['id']}").expect(409)
    assert "售后" in refused.json["detail"]
    admin.patch(f"/departments/{department['id']}", {"version": 1, "lead_id": None}).expect(200)
    admin.delete(f"/users/{lily['id']}").expect(204)


def test_an_account_expires(server, admin):
    soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=3)
    lily = colleague(server, admin, "lily")
    change(admin, f"/users/{lily.user['id']}", expires_at=soon.isoformat()).expect(200)
    token = server.client(lily.post("/tokens", {"name": "收件"}).expect(201).json["token"])
    time.sleep(max(0.0, (soon - datetime.datetime.now(datetime.timezone.utc)).total_seconds()) + 0.1)
    lily.get("/me").expect(401)
    token.get("/me").expect(401)
    server.client().post("/session", {"login": lily.user["login"], "password": PASSWORD}).expect(401)


def test_a_creation_is_replayed(admin):
    body, key = {"login": "replayed", "name": "重放", "password": PASSWORD}, {"Idempotency-Key": "user-1"}
    first = admin.post("/users", body, headers=key).expect(201)
    second = admin.post("/users", body, headers=key).expect(201)
    assert second.headers["Idempotency-Replayed"] == "true" and second.json == first.json
    assert "password" not in first.json
    admin.post("/users", dict(body, name="别人"), headers=key).expect(422)


def test_the_tree_of_departments(admin):
    top = admin.post("/departments", {"name": "总部"}).expect(201).json
    middle = admin.post("/departments", {"name": "大区", "parent_id": top["id"]}).expect(201).json
    below = admin.post("/departments", {"name": "门店", "parent_id": middle["id"]}).expect(201).json
    for parent in (top, below):
        refused = admin.patch(f"/departments/{top['id']}", {"version": 1, "parent_id": parent["id"]}).expect(422)
        assert fields(refused) == {"parent_id": "lies below this department itself"}
    assert "Departments are below" in admin.delete(f"/departments/{middle['id']}").expect(409).json["detail"]
    renamed = admin.patch(f"/departments/{below['id']}", {"version": 1, "name": "旗舰店"}).expect(200)
    assert renamed.headers["ETag"] == '"2"'
    admin.patch(f"/departments/{below['id']}", {"version": 1, "name": "x"}).expect(409)
    lily = add_colleague(admin, "lily", [below["id"]])
    assert "People work" in admin.delete(f"/departments/{below['id']}").expect(409).json["detail"]
    change(admin, f"/users/{lily['id']}", department_ids=[]).expect(200)
    ticket = open_ticket(admin, department_id=below["id"])
    assert "Unfinished" in admin.delete(f"/departments/{below['id']}").expect(409).json["detail"]
    admin.post(f"/tickets/{ticket['id']}/status", {"status": "closed"}).expect(200)
    admin.delete(f"/departments/{below['id']}").expect(204)
    assert below["id"] not in str(admin.get("/departments").json)
    admin.delete(f"/departments/{middle['id']}").expect(204)
    kinds = [e["kind"] for e in audit(admin) if e["data"].get("department_id") == below["id"]]
    assert kinds == ["department_archived", "department_changed", "department_created"]


ROWS = """登录名\t姓名\t邮箱\t部门\t角色\t技能\t接单上限\t密码
{0}zhang\t张三\tzhang@example.com\t退换组\t客服\t退款:3；英语\t10\t
{0}li\t李四\t\t退换组、仓管组\t处理人\t\t\tquiet-river-stone

{0}wang\t王五\tno mail\t不存在的部门\t客服\t\t\t
{0}zhao\t\t\t\t没有的角色\t\t\tshort
{0}zhang\t张三\t\t\t\t\t\t
"""


def test_users_from_pasted_rows(server, admin):
    for name in ("退换组", "仓管组"):
        add_department(admin, name)
    text = ROWS.format("b1.")
    report = admin.post("/users/batch", {"text": text}).expect(200).json
    assert [(row["line"], row["login"]) for row in report["created"]] == [(2, "b1.zhang"), (3, "b1.li")]
    refused = {(row["line"], row["field"]): row["reason"] for row in report["refused"]}
    assert {(5, "email"), (5, "departments"), (6, "name"), (6, "password"), (7, "login")} <= set(refused)
    assert "不存在的部门" in refused[(5, "departments")]
    zhang = server.sign_in("b1.zhang", report["created"][0]["password"])
    assert "password" not in report["created"][1]
    server.sign_in("b1.li", "quiet-river-stone")
    stored = zhang.get(f"/users/{report['created'][0]['id']}").json
    assert stored["capacity"] == 10 and {s["skill"]: s["level"] for s in stored["skills"]} == {"退款": 3, "英语": 1}
    again = admin.post("/users/batch", {"text": text}).expect(200).json
    assert again["created"] == [] and [row["login"] for row in again["existing"]] == ["b1.zhang", "b1.li"]


def test_pasted_rows_with_commas_and_quotes(admin):
    text = '\ufeffLogin,Name,Departments,Location\r\nb2.ann,"Ann ""Annie"" Lee",,"2nd floor, left"\r\n'
    report = admin.post("/users/batch", {"text": text}).expect(200).json
    assert report["refused"] == []
    ann = person(admin, report["created"][0])
    assert ann["name"] == 'Ann "Annie" Lee' and ann["location"] == "2nd floor, left"


@pytest.mark.parametrize("text,says", [
    ("姓名\t部门\nx\ty", "login"), ("login,name,name\n", "twice"), ("login,name,颜色\n", "颜色"), (",,\n\n", "header"),
    ("login,name\n" + "".join(f"many{n},x\n" for n in range(101)), "100")])
def test_rows_that_are_refused_whole(server, admin, text, says):
    assert says in fields(admin.post("/users/batch", {"text": text}).expect(422))["text"]


def test_the_audit_log_is_filtered_and_paged(server, admin):
    before = datetime.datetime.now(datetime.timezone.utc)
    lily = colleague(server, admin, "lily", roles=("管理员",))
    made = [add_colleague(lily, "child")["id"] for _ in range(3)]
    mine = audit(admin, f"&kind=user_created&actor={lily.user['id']}")
    assert [event["data"]["user_id"] for event in mine] == made[::-1]
    assert all(event["actor"]["name"] == lily.user["name"] and event["ticket_id"] is None for event in mine)
    pages = [event["id"] for event in admin.pages(f"/audit?limit=1&kind=user_created&actor={lily.user['id']}")]
    assert pages == [event["id"] for event in mine]
    stamp = before.isoformat().replace("+00:00", "Z")
    assert len(audit(admin, f"&kind=user_created&from={stamp}")) == 4
    assert not [e for e in audit(admin, f"&to={stamp}") if e["data"].get("user_id") in made]
    admin.get("/audit?cursor=x").expect(400)
    admin.get("/audit?kind=nothing").expect(422)
    auditor = colleague(server, admin, "auditor", roles=("只读审计",))
    assert audit(auditor)
    ticket = open_ticket(admin)
    auditor.get(f"/tickets/{ticket['id']}").expect(200)
    auditor.post(f"/tickets/{ticket['id']}/status", {"status": "open"}).expect(403)


def test_access_that_changes_reaches_open_live_connections(server, admin):
    department = add_department(admin, "临时组", routing="queue")
    lily = colleague(server, admin, "lily", [department])
    live = LiveClient(server, lily.token)
    live.send(type="resume", after=live.expect("ready")["seq"])
    seen = open_ticket(admin, department_id=department)
    assert live.events(1)[0]["ticket_id"] == seen["id"]
    change(admin, f"/users/{lily.user['id']}", department_ids=[]).expect(200)
    open_ticket(admin, department_id=department)
    assert live.is_silent()
    live.close()
