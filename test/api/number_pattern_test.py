"""Numbers as each type wants them, what priorities are called there, and archived things that are used again."""
import concurrent.futures
import re

from support.people import new_ticket, open_ticket, own_department


def fields(refused):
    return {error["field"]: error["message"] for error in refused.json["errors"]}


def add_type(admin, path, **more):
    return admin.post("/types", {"path": path, "department_id": own_department(admin), **more}).expect(201).json


def change(client, path, /, **changes):
    version = client.get(path).expect(200).json["version"]
    return client.patch(path, {"version": version, **changes})


def test_types_number_as_they_or_those_above_say(server, admin):
    top = add_type(admin, "退换", number_pattern="TH-{yyyymm}-{seq:4}", priority_labels={"urgent": "P1", "high": "P2"})
    below = add_type(admin, "退换/换货/加急", priority_labels={"urgent": "P0"})
    assert (below["number_pattern"], below["priority_labels"]["high"]) == (None, None)
    assert below["effective"] == {"number_pattern": "TH-{yyyymm}-{seq:4}",
                                  "priority_labels": {"low": None, "normal": None, "high": "P2", "urgent": "P0"}}
    first, second = open_ticket(admin, type="退换"), open_ticket(admin, type="退换/换货/加急")
    assert re.fullmatch(r"TH-\d{6}-0001", first["number"])
    assert second["number"].startswith(first["number"][:-4])
    assert re.fullmatch(r"GD\d{11}", open_ticket(admin)["number"])
    assert admin.get(f"/tickets/{second['number']}").expect(200).json["id"] == second["id"]
    for known in (first["number"], first["number"][3:9], "0001", first["number"].lower()):
        assert first["id"] in [t["id"] for t in admin.get(f"/tickets?q={known}").expect(200).json["items"]], known

    # what changes above is seen below, moving takes what is above the new place
    change(admin, f"/types/{top['id']}", number_pattern="RMA{yy}-{seq}", priority_labels={"high": None}).expect(200)
    assert admin.get(f"/types/{below['id']}").json["effective"] == {
        "number_pattern": "RMA{yy}-{seq}", "priority_labels": {"low": None, "normal": None, "high": None, "urgent": "P0"}}
    assert re.fullmatch(r"RMA\d\d-001", open_ticket(admin, type="退换/换货/加急")["number"])
    change(admin, f"/types/{below['id']}", path="加急").expect(200)
    assert admin.get(f"/types/{below['id']}").json["effective"]["number_pattern"] == "GD{yyyymmdd}{seq}"
    event = next(e for e in admin.pages("/audit?kind=type_changed&limit=200")
                 if e["data"]["type_id"] == top["id"] and e["data"]["field"] == "number_pattern")
    assert (event["data"]["before"], event["data"]["after"]) == ("TH-{yyyymm}-{seq:4}", "RMA{yy}-{seq}")
    listed = next(each for each in admin.get("/types").json["items"] if each["id"] == top["id"])
    assert listed == admin.get(f"/types/{top['id']}").json


def test_what_is_wrong_with_a_pattern_is_said(admin):
    made = add_type(admin, "规则")
    path = f"/types/{made['id']}"
    for bad in ("{seq}", "GD", "GD{seq}{seq}", "GD{seq}x", "GD{hour}{seq}", "工单{seq}", "GD {seq}", "G{seq:12}", "G" * 60,
                "G" * 31 + "{seq}", "GD\u0000{seq}", ""):
        assert list(fields(change(admin, path, number_pattern=bad).expect(422))) == ["number_pattern"], bad
    for meeting in ("GD{yyyymm}{seq}", "GD{yyyy}{seq}", "GD20261{seq}"):
        assert "GD{yyyymmdd}{seq}" in fields(change(admin, path, number_pattern=meeting).expect(422))["number_pattern"]
    change(admin, path, number_pattern="KP{yyyy}{seq}").expect(200)
    change(admin, path, number_pattern=None).expect(200)
    # tickets may have its numbers for ever
    wrong = admin.post("/types", {"path": "规则二", "department_id": made["department_id"], "number_pattern": "KP{seq}"})
    assert "KP{yyyy}{seq}" in fields(wrong.expect(422))["number_pattern"]
    wrong = change(admin, path, priority_labels={"urgent": "急", "high": "急", "low": "x" * 21}).expect(422)
    assert set(fields(wrong)) == {"priority_labels.low", "priority_labels.urgent"}
    wrong = change(admin, path, priority_labels={"urgent": "急", "high": "急"}).expect(422)
    assert set(fields(wrong)) == {"priority_labels.urgent"}
    assert set(fields(change(admin, path, priority_labels={"P1": "urgent"}).expect(422))) == {"priority_labels.P1"}


def test_two_types_with_one_beginning_never_meet(server, admin):
    add_type(admin, "并行甲", number_pattern="BX{yyyymm}{dd}{seq}")
    add_type(admin, "并行乙", number_pattern="BX{yyyymmdd}{seq:6}")

    def open_some(i):
        client = server.client(admin.token)
        numbers = [client.post("/tickets", new_ticket(type="并行甲" if (i + k) % 2 else "并行乙")).expect(201).json["number"]
                   for k in range(4)]
        client.close()
        return numbers

    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        numbers = [number for some in pool.map(open_some, range(32)) for number in some]
    counted = [int(number[10:]) for number in numbers]
    assert len(set(counted)) == len(counted) == 128
    assert {len(number) for number in numbers} == {13, 16}


def test_what_was_archived_is_used_again(server, admin):
    top, leaf = add_type(admin, "停用", number_pattern="TY{seq}"), add_type(admin, "停用/下级")
    field = admin.post(f"/types/{top['id']}/fields", {"key": "color", "label": "颜色", "kind": "text"}).expect(201).json
    status = admin.post("/statuses", {"key": "waiting_part", "name": "待件", "category": "on_hold",
                                      "type_id": top["id"]}).expect(201).json
    assert status["is_default"]
    for live in (f"/types/{top['id']}", f"/types/{top['id']}/fields/color", "/statuses/waiting_part"):
        admin.post(f"{live}/restore").expect(409)
    admin.delete(f"/types/{top['id']}/fields/color").expect(204)
    body = new_ticket(type="停用", fields={"color": "红"})
    assert "fields.color" in fields(admin.post("/tickets", body).expect(422))
    restored = admin.post(f"/types/{top['id']}/fields/color/restore").expect(200).json
    assert (restored["archived"], restored["id"]) == (False, field["id"])
    admin.post(f"/types/{leaf['id']}/fields/color/restore").expect(409)  # inherited
    assert open_ticket(admin, type="停用/下级", fields={"color": "红"})["fields"] == {"color": "红"}

    other = admin.post("/statuses", {"key": "waiting_tool", "name": "待工具", "category": "on_hold", "is_default": True,
                                     "type_id": top["id"]}).expect(201).json
    admin.delete("/statuses/waiting_part").expect(204)
    back = admin.post("/statuses/waiting_part/restore").expect(200).json
    assert (back["archived_at"], back["is_default"], other["is_default"]) == (None, False, True)

    admin.delete(f"/types/{leaf['id']}").expect(204)
    admin.delete("/statuses/waiting_part").expect(204)
    admin.delete(f"/types/{top['id']}").expect(204)
    assert "above" in admin.post(f"/types/{leaf['id']}/restore").expect(409).json["detail"]
    assert "type" in admin.post("/statuses/waiting_part/restore").expect(409).json["detail"]
    successor = add_type(admin, "停用")
    assert "path" in admin.post(f"/types/{top['id']}/restore").expect(409).json["detail"]
    admin.delete(f"/types/{successor['id']}").expect(204)
    assert admin.post(f"/types/{top['id']}/restore").expect(200).json["archived_at"] is None
    again = admin.post(f"/types/{leaf['id']}/restore").expect(200).json
    assert again["effective"]["number_pattern"] == "TY{seq}"
    ticket = open_ticket(admin, type="停用/下级", fields={"color": "蓝"})
    assert ticket["number"].startswith("TY")
    admin.post("/statuses/waiting_part/restore").expect(200)
    said = [(e["data"]["field"], e["data"]["before"], e["data"]["after"])
            for e in admin.pages("/audit?kind=type_changed&limit=200") if e["data"].get("type_id") == top["id"]]
    for what in ("archived", "fields.color.archived", "statuses.waiting_part.archived"):
        assert (what, True, False) in said
    admin.post("/types/4711/restore").expect(404)
    admin.post("/statuses/nothing/restore").expect(404)
    admin.post(f"/types/{top['id']}/fields/nothing/restore").expect(404)
