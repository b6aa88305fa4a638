"""Templates of a type: what a new ticket begins with, held to the form of the type as it is now."""
from support.people import colleague, new_ticket, own_department


def fields(refused):
    return {error["field"]: error["message"] for error in refused.json["errors"]}


def test_a_template_from_making_to_deleting(server, admin):
    made = admin.post("/types", {"path": "安装", "department_id": own_department(admin)}).expect(201).json
    at, templates = f"/types/{made['id']}", f"/types/{made['id']}/templates"
    for field in ({"key": "model", "label": "型号", "kind": "choice", "required": True,
                   "options": [{"key": "m1", "label": "一"}, {"key": "m2", "label": "二"}]},
                  {"key": "floor", "label": "楼层", "kind": "number", "default_value": "1"},
                  {"key": "lift", "label": "电梯", "kind": "checkbox", "required": True},
                  {"key": "phone", "label": "电话", "kind": "phone"},
                  {"key": "extra", "label": "补充", "kind": "text", "shown_if": {"all": [{"field": "model", "is": ["m2"]}]}}):
        admin.post(f"{at}/fields", field).expect(201)
    wrong = admin.post(templates, {"name": " ", "tags": ["a", "a"], "priority": "P1", "subject": "x" * 201}).expect(422)
    assert set(fields(wrong)) == {"name", "priority", "subject", "tags[0]", "tags[1]"}
    wrong = admin.post(templates, {"name": "x", "fields": {"model": "m3", "no": 1, "phone": "13900000001", "extra": "只在二"}})
    assert set(fields(wrong.expect(422))) == {"fields.model", "fields.no", "fields.phone", "fields.extra"}
    kept = admin.post(templates, {"name": "二层安装", "subject": "安装", "description": "上门安装", "tags": ["安装"],
                                  "priority": "high", "fields": {"model": "m2", "floor": 2.50, "extra": "带梯子"}}).expect(201).json
    assert (kept["fields"], kept["misfits"], kept["version"]) == ({"model": "m2", "floor": "2.5", "extra": "带梯子"}, [], 1)
    assert "name" in fields(admin.post(templates, {"name": "二层安装"}).expect(422))

    lily = colleague(server, admin, "lily")
    assert lily.get(templates).expect(200).json["items"] == [kept]
    one = f"{templates}/{kept['id']}"
    lily.post(templates, {"name": "x"}).expect(403)
    lily.patch(one, {"version": 1, "name": "x"}).expect(403)
    lily.delete(one).expect(403)
    opened = lily.get(one).expect(200).json
    body = new_ticket(opened["subject"], type="安装", priority=opened["priority"], tags=opened["tags"],
                      fields={**opened["fields"], "lift": True})
    assert lily.post("/tickets", body).expect(201).json["fields"] == {"model": "m2", "floor": "2.5", "extra": "带梯子", "lift": True}

    admin.delete(f"{at}/fields/extra").expect(204)
    assert [misfit["field"] for misfit in lily.get(one).json["misfits"]] == ["fields.extra"]
    admin.patch(one, {"version": 2, "name": "x"}).expect(409)
    changed = admin.patch(one, {"version": 1, "fields": {"model": "m1"}, "priority": None}).expect(200).json
    assert (changed["fields"], changed["priority"], changed["misfits"], changed["version"]) == ({"model": "m1"}, None, [], 2)
    assert admin.patch(one, {"version": 2, "subject": "安装"}).expect(200).json["version"] == 2
    other = admin.post("/types", {"path": "安装二", "department_id": made["department_id"]}).expect(201).json
    admin.get(f"/types/{other['id']}/templates/{kept['id']}").expect(404)
    admin.get("/types/4711/templates").expect(404)
    admin.delete(one).expect(204)
    admin.delete(one).expect(404)
    said = {e["data"]["field"].replace(kept["id"], "*") for e in admin.pages("/audit?kind=type_changed&limit=200")
            if e["data"].get("type_id") == made["id"] and e["data"]["field"].startswith("templates.")}
    assert said == {"templates.*", "templates.*.fields", "templates.*.priority"}
