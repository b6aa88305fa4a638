"""Tags that a tenant keeps: offered, explained, renamed and merged wherever they are."""
import time

from support.people import colleague, events_of, open_ticket, own_department


def fields(refused):
    return {error["field"]: error["message"] for error in refused.json["errors"]}


def tags_of(client, ticket):
    return client.get(f"/tickets/{ticket['id']}").expect(200).json["tags"]


def listed(client, tag):
    return {ticket["id"] for ticket in client.pages(f"/tickets?limit=200&tag={tag}")}


def wait_until_gone(client, tag):
    deadline = time.monotonic() + 60
    while listed(client, tag):
        assert time.monotonic() < deadline, f"tickets still have {tag}"
        time.sleep(0.05)


def test_tags_are_kept_and_offered(server, admin):
    made = admin.post("/tags", {"name": "加急 Ａ", "colour": "#d9480f", "description": "当天处理"}).expect(201).json
    assert (made["name"], made["archived_at"], made["version"]) == ("加急 Ａ", None, 1)
    second = admin.post("/tags", {"name": "加急 b"}).expect(201).json
    third = admin.post("/tags", {"name": "回访"}).expect(201).json
    lily = colleague(server, admin, "lily")
    assert [t["name"] for t in lily.get("/tags?q=加急").expect(200).json["items"]] == ["加急 b", "加急 Ａ"]
    assert lily.get("/tags?q=加急 a").expect(200).json["items"] == [made]
    assert lily.get("/tags?q=急").expect(200).json["items"] == []
    assert [t["id"] for t in lily.pages("/tags?limit=1")] == [second["id"], made["id"], third["id"]]
    lily.get("/tags?cursor=x").expect(400)
    for refused in (lily.post("/tags", {"name": "x"}), lily.get(f"/tags/{made['id']}"), lily.delete(f"/tags/{made['id']}"),
                    lily.patch(f"/tags/{made['id']}", {"version": 1, "name": "x"}),
                    lily.post(f"/tags/{made['id']}/merge", {"into": second["id"]})):
        refused.expect(403)

    assert set(fields(admin.post("/tags", {"name": "回访"}).expect(422))) == {"name"}
    wrong = admin.post("/tags", {"name": "x", "colour": "red", "description": "x" * 501}).expect(422)
    assert set(fields(wrong)) == {"colour", "description"}
    assert set(fields(admin.post("/tags", {}).expect(422))) == {"name"}
    changed = admin.patch(f"/tags/{third['id']}", {"version": 1, "colour": "#00AA00"}).expect(200).json
    assert (changed["colour"], changed["version"]) == ("#00AA00", 2)
    admin.patch(f"/tags/{third['id']}", {"version": 1, "colour": ""}).expect(409)
    ticket = open_ticket(admin, tags=["回访", "随手写的"])
    assert admin.get(f"/tags/{third['id']}").expect(200).json["usage"] == {"tickets": 1, "or_more": False}

    admin.delete(f"/tags/{third['id']}").expect(204)
    admin.delete(f"/tags/{third['id']}").expect(409)
    admin.patch(f"/tags/{third['id']}", {"version": 3, "name": "x"}).expect(409)
    assert "回访" not in [t["name"] for t in lily.get("/tags").json["items"]]
    assert "回访" in [t["name"] for t in lily.get("/tags?archived=true").json["items"]]
    assert tags_of(admin, ticket) == ["回访", "随手写的"], "what is archived stays where it is"
    admin.get("/tags/4711").expect(404)
    told = {e["kind"] for e in admin.pages("/audit?limit=200") if e["data"].get("tag_id") == third["id"]}
    assert told == {"tag_created", "tag_changed", "tag_archived"}


def test_a_new_name_goes_to_all_tickets_lists_and_templates(fresh_server):
    admin = fresh_server.sign_in()
    tag = admin.post("/tags", {"name": "旧名"}).expect(201).json
    into = admin.post("/tags", {"name": "并入"}).expect(201).json
    tickets = [open_ticket(admin, tags=["一", "旧名", "二"]) for _ in range(60)]
    both = open_ticket(admin, tags=["新名", "旧名"])
    closed = open_ticket(admin, tags=["旧名"])
    admin.post(f"/tickets/{closed['id']}/status", {"status": "closed"}).expect(200)
    view = admin.post("/views", {"name": "旧名的", "filter": {"tag": ["旧名", "x"]}}).expect(201).json
    type_id = admin.post("/types", {"path": "标签", "department_id": own_department(admin)}).expect(201).json["id"]
    template = admin.post(f"/types/{type_id}/templates", {"name": "t", "tags": ["旧名", "新名"]}).expect(201).json
    assert "name" in fields(admin.patch(f"/tags/{tag['id']}", {"version": 1, "name": "并入"}).expect(422))
    assert admin.patch(f"/tags/{tag['id']}", {"version": 1, "name": "新名"}).expect(200).json["name"] == "新名"
    wait_until_gone(admin, "旧名")
    assert listed(admin, "新名") == {t["id"] for t in [*tickets, both, closed]}
    assert tags_of(admin, tickets[59]) == ["一", "新名", "二"] and tags_of(admin, both) == ["新名"]
    changed = next(e for e in events_of(admin, tickets[0]) if e["kind"] == "field_changed")
    assert (changed["data"]["before"], changed["data"]["after"]) == (["一", "旧名", "二"], ["一", "新名", "二"])
    assert changed["actor"]["id"] == admin.get("/me").json["user"]["id"]
    kept = next(v for v in admin.get("/views").expect(200).json["items"] if v["id"] == view["id"])
    assert kept["filter"]["tag"] == ["新名", "x"]
    assert admin.get(f"/types/{type_id}/templates/{template['id']}").expect(200).json["tags"] == ["新名"]

    assert set(fields(admin.post(f"/tags/{tag['id']}/merge", {"into": "4711"}).expect(422))) == {"into"}
    assert set(fields(admin.post(f"/tags/{tag['id']}/merge", {"into": tag["id"]}).expect(422))) == {"into"}
    assert admin.post(f"/tags/{tag['id']}/merge", {"into": into["id"]}).expect(200).json == into
    admin.post(f"/tags/{tag['id']}/merge", {"into": into["id"]}).expect(409)
    # A server that is killed goes on with what is left when it is back.
    fresh_server.kill()
    fresh_server.start()
    admin = fresh_server.sign_in()
    wait_until_gone(admin, "新名")
    assert listed(admin, "并入") == {t["id"] for t in [*tickets, both, closed]}
    assert admin.get(f"/tags/{into['id']}").json["usage"] == {"tickets": 62, "or_more": False}
