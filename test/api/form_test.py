"""Forms: fields are made, changed and archived, inherited along the tree of types, and the server holds every ticket to them."""
import json
import pathlib
import threading
import uuid

import pytest

from support.people import colleague, events_of, new_ticket, open_ticket, own_department, wait_for_index
from support.rows import Rows
from support.server import ROOT

NAUGHTY = pathlib.Path(ROOT / "../shared/data/security-inputs/blns.json").resolve()


def fields(refused):
    return {error["field"]: error["message"] for error in refused.json["errors"]}


def add_type(admin, path=None, **more):
    path = path or f"类型{uuid.uuid4().hex[:8]}"
    return admin.post("/types", {"path": path, "department_id": own_department(admin), **more}).expect(201).json


def add_field(admin, kind_of_ticket, key, kind="text", **more):
    body = {"key": key, "label": key, "kind": kind, **more}
    return admin.post(f"/types/{kind_of_ticket['id']}/fields", body).expect(201).json


def options(*keys):
    return [{"key": key, "label": key} for key in keys]


def open_with(client, kind_of_ticket, **values):
    return open_ticket(client, type=kind_of_ticket["path"], fields=values)


def refused_with(client, kind_of_ticket, **values):
    body = new_ticket(type=kind_of_ticket["path"], fields=values)
    return fields(client.post("/tickets", body).expect(422))


def change(client, path, /, **changes):
    version = client.get(path).expect(200).json["version"]
    return client.patch(path, {"version": version, **changes})


def found(client, query):
    return {ticket["id"] for ticket in client.get(f"/tickets?{query}").expect(200).json["items"]}


def test_every_kind_goes_in_and_comes_back(admin):
    kind = add_type(admin)
    customer = open_ticket(admin)["requester"]["id"]
    tree = [{"key": "home", "label": "家电"}, {"key": "micro", "label": "微波炉", "parent": "home"}]
    given = {"text": ("单行", "单行"), "long_text": ("多\n行", "多\n行"), "number": (12.50, "12.5"),
             "money": ({"amount": "99.90", "currency": "CNY"}, {"amount": "99.9", "currency": "CNY"}),
             "date": ("2026-11-21", "2026-11-21"), "datetime": ("2026-11-21T08:00:00+08:00", "2026-11-21T00:00:00Z"),
             "choice": ("a", "a"), "multi_choice": (["b", "a"], ["a", "b"]), "cascade": ("micro", "micro"),
             "checkbox": (True, True), "phone": ("139 1234 5678", "139****5678"), "customer": (customer, customer),
             "business_object": ("订单 1", "订单 1"), "asset": ("SN-1", "SN-1")}
    for name in given:
        more = {"options": tree} if name == "cascade" else {"options": options("a", "b")} if "choice" in name else {}
        add_field(admin, kind, f"f_{name}", name, filterable=True, **more)
    ticket = open_with(admin, kind, **{f"f_{name}": value for name, (value, _) in given.items()})
    stored = admin.get(f"/tickets/{ticket['id']}").expect(200).json
    assert stored["fields"] == ticket["fields"] == {f"f_{name}": value for name, (_, value) in given.items()}
    assert stored["form_version"] == len(given)
    for word in ("f_number=12.50", "f_money=99.90 CNY", "f_choice=a", "f_multi_choice=b", "f_cascade=home", "f_checkbox=true",
                 "f_phone=13912345678", f"f_customer={customer}", "f_text=单行", "f_datetime=2026-11-21T08:00:00%2B08:00"):
        assert ticket["id"] in found(admin, f"field.{word.replace(' ', '%20')}"), word
    for word in ("f_choice=b", "f_text=单", "f_phone=13912345679", "f_cascade=other"):
        assert ticket["id"] not in found(admin, f"field.{word}"), word
    wrong = {f"f_{name}": value for name, value in {
        "text": 5, "number": "x", "money": "5", "date": "today", "choice": "z", "multi_choice": ["z"], "cascade": "home",
        "checkbox": "yes", "phone": "x", "customer": "4711"}.items()}
    assert set(refused_with(admin, kind, nothing=1, **wrong)) == {"fields.nothing"} | {f"fields.{key}" for key in wrong} - {
        "fields.f_customer"} | {"fields.f_customer"}


def test_a_type_without_fields_takes_none(admin):
    assert refused_with(admin, add_type(admin), x="y") == {"fields.x": "this type has no such field"}


def test_rules_hold_on_creation_edit_and_move(admin):
    kind = add_type(admin)
    add_field(admin, kind, "reason", "choice", options=options("broken", "other"), required=True)
    add_field(admin, kind, "what", shown_if={"all": [{"field": "reason", "is": ["broken"]}]}, required=True)
    add_field(admin, kind, "code", read_only_if={"any": [{"field": "priority", "is": ["urgent"]}]})
    add_field(admin, kind, "result", required_if={"all": [{"field": "status", "is": ["resolved"]}]})
    add_field(admin, kind, "source", default_value="门店")
    assert refused_with(admin, kind) == {"fields.reason": "is required"}
    assert refused_with(admin, kind, reason="broken") == {"fields.what": "is required"}
    assert set(refused_with(admin, kind, reason="other", what="x")) == {"fields.what"}
    both = new_ticket(type=kind["path"], department_id="4711", fields={"reason": "x"})
    assert set(fields(admin.post("/tickets", both).expect(422))) == {"fields.reason", "department_id"}
    ticket = open_with(admin, kind, reason="other")
    assert ticket["fields"] == {"reason": "other", "source": "门店"}
    path = f"/tickets/{ticket['id']}"
    assert set(fields(change(admin, path, fields={"reason": "broken"}).expect(422))) == {"fields.what"}
    edited = change(admin, path, fields={"reason": "broken", "what": "灯"}).expect(200).json
    assert edited["fields"] == {"reason": "broken", "what": "灯", "source": "门店"}
    assert set(fields(change(admin, path, priority="urgent", fields={"code": "x"}).expect(422))) == {"fields.code"}
    refused = admin.post(f"{path}/status", {"status": "resolved"}).expect(422)
    assert set(fields(refused)) == {"fields.result"} and admin.get(path).json["status"] == "new"
    admin.post(f"{path}/messages", {"body": "x", "visibility": "public", "then": "resolved"}).expect(422)
    change(admin, path, fields={"result": "换新"}).expect(200)
    admin.post(f"{path}/status", {"status": "resolved"}).expect(200)
    changes = [e["data"] for e in events_of(admin, ticket) if e["kind"] == "field_changed"]
    assert {"field": "fields.reason", "before": "other", "after": "broken"} in changes
    assert {"field": "fields.what", "before": None, "after": "灯"} in changes
    assert not [each for each in changes if each["field"] == "fields"]


def test_children_inherit_and_follow_when_they_move(admin):
    name = uuid.uuid4().hex[:8]
    top = add_type(admin, f"甲{name}")
    leaf = add_type(admin, f"甲{name}/乙/丙")
    add_field(admin, top, "order")
    add_field(admin, leaf, "colour")
    late = add_type(admin, f"甲{name}/丁")

    def keys(kind):
        return [each["key"] for each in admin.get(f"/types/{kind['id']}/form").expect(200).json["fields"]]
    assert keys(leaf) == ["order", "colour"] and keys(late) == ["order"] and keys(top) == ["order"]
    assert open_with(admin, leaf, order="1", colour="红")["fields"] == {"order": "1", "colour": "红"}
    assert "key" in fields(admin.post(f"/types/{top['id']}/fields", {"key": "colour", "label": "x", "kind": "text"}).expect(422))
    admin.patch(f"/types/{leaf['id']}/fields/order", {"version": 2, "label": "x"}).expect(409)
    change(admin, f"/types/{top['id']}/fields/order", required=True).expect(200)
    assert refused_with(admin, leaf) == {"fields.order": "is required"}
    other = add_type(admin, f"戊{name}")
    add_field(admin, other, "colour")
    assert "path" in fields(change(admin, f"/types/{leaf['id']}", path=f"戊{name}/丙").expect(422))
    change(admin, f"/types/{leaf['id']}", path=f"己{name}/丙").expect(200)
    assert keys(leaf) == ["colour"]
    versions = admin.get(f"/types/{leaf['id']}").json["form_version"]
    assert [each["key"] for each in admin.get(f"/types/{leaf['id']}/form?version={versions - 1}").json["fields"]] == [
        "order", "colour"]
    admin.get(f"/types/{leaf['id']}/form?version=99").expect(404)


def test_definitions_are_versioned_and_keep_what_stands(admin):
    kind = add_type(admin)
    field = add_field(admin, kind, "size", "choice", options=options("s", "m"), filterable=True)
    path = f"/types/{kind['id']}/fields/size"
    ticket = open_with(admin, kind, size="s")
    refused = change(admin, path, kind="text", filterable=False).expect(422)
    assert "archive this one" in fields(refused)["kind"] and "filterable" in fields(refused)
    assert "archived" in fields(change(admin, path, options=options("m")).expect(422))["options"]
    renamed = change(admin, path, label="尺码", options=[
        {"key": "s", "label": "小", "archived": True}, {"key": "m", "label": "中"}, {"key": "l", "label": "大"}]).expect(200)
    assert renamed.json["version"] == field["version"] + 1
    assert admin.get(f"/types/{kind['id']}/form?version=1").json["fields"][0]["label"] == "size"
    assert set(refused_with(admin, kind, size="s")) == {"fields.size"}
    assert change(admin, f"/tickets/{ticket['id']}", subject="旧值还在", fields={"size": "s"}).json["fields"] == {"size": "s"}
    assert admin.get(path).json["usage"] == {"tickets": 1, "or_more": False}
    asking = add_field(admin, kind, "why", shown_if={"all": [{"field": "size", "is": ["m"]}]})
    admin.delete(path).expect(409)
    admin.delete(f"/types/{kind['id']}/fields/{asking['key']}").expect(204)
    admin.delete(path).expect(204)
    admin.delete(path).expect(409)
    assert admin.get(path).json["archived"]
    assert set(refused_with(admin, kind, size="m")) == {"fields.size"}
    assert admin.get(f"/tickets/{ticket['id']}").json["fields"] == {"size": "s"}
    assert found(admin, "field.size=s") == {ticket["id"]}
    assert "key" in fields(admin.post(f"/types/{kind['id']}/fields", {"key": "size", "label": "x", "kind": "text"}).expect(422))
    events = [e["data"]["field"] for e in admin.pages("/audit?limit=200&kind=type_changed")
              if e["data"].get("type_id") == kind["id"]]
    assert {"fields.size", "fields.size.label", "fields.size.options", "fields.size.archived"} <= set(events)


def test_two_administrators_edit_one_field(server, admin):
    kind = add_type(admin)
    field = add_field(admin, kind, "x")
    path, statuses = f"/types/{kind['id']}/fields/x", []
    admin.patch(path, {"label": "y"}).expect(428)

    def edit(label):
        statuses.append(server.client(admin.token).patch(path, {"version": field["version"], "label": label}).status)
    both = [threading.Thread(target=edit, args=(f"y{n}",)) for n in range(2)]
    [each.start() for each in both], [each.join() for each in both]
    assert sorted(statuses) == [200, 409]
    lily = colleague(server, admin, "lily")
    lily.get(path).expect(200)
    lily.patch(path, {"version": 2, "label": "z"}).expect(403)
    lily.delete(path).expect(403)
    lily.post(f"/types/{kind['id']}/fields", {"key": "z", "label": "z", "kind": "text"}).expect(403)


def test_a_change_of_type_keeps_what_both_have(admin):
    name = uuid.uuid4().hex[:8]
    top, one, two = (add_type(admin, path) for path in (f"总{name}", f"总{name}/一", f"总{name}/二"))
    add_field(admin, top, "common")
    add_field(admin, one, "only_one", filterable=True)
    add_field(admin, one, "number", "phone", filterable=True)
    add_field(admin, two, "only_two", default_value="缺省")
    add_field(admin, two, "must", required=True)
    ticket = open_with(admin, one, common="留", only_one="走", number="13912340000")
    path = f"/tickets/{ticket['id']}"
    assert set(fields(change(admin, path, type=two["path"]).expect(422))) == {"fields.must"}
    moved = change(admin, path, type=two["path"], fields={"must": "有"}).expect(200).json
    assert moved["fields"] == {"common": "留", "only_two": "缺省", "must": "有"}
    assert found(admin, "field.only_one=走") == set() and found(admin, "field.number=13912340000") == set()
    changes = [e["data"] for e in events_of(admin, ticket) if e["kind"] == "field_changed"]
    assert {"field": "fields.only_one", "before": "走", "after": None} in changes


def test_an_archived_type_still_holds_its_tickets_to_the_form(admin):
    kind = add_type(admin)
    add_field(admin, kind, "x", required=True)
    ticket = open_with(admin, kind, x="1")
    admin.delete(f"/types/{kind['id']}").expect(204)
    path = f"/tickets/{ticket['id']}"
    assert admin.get(path).expect(200).json["fields"] == {"x": "1"}
    assert change(admin, path, fields={"x": "2"}).expect(200).json["fields"] == {"x": "2"}
    assert set(fields(change(admin, path, fields={"x": None}).expect(422))) == {"fields.x"}
    admin.post(f"/types/{kind['id']}/fields", {"key": "y", "label": "y", "kind": "text"}).expect(409)


def test_a_phone_is_masked_encrypted_and_found(server, admin):
    kind = add_type(admin)
    add_field(admin, kind, "callback", "phone", filterable=True)
    ticket = open_with(admin, kind, callback="+86 137-6543-2109")
    path = f"/tickets/{ticket['id']}"
    assert ticket["fields"] == {"callback": "137****2109"}
    change(admin, path, fields={"callback": "137****2109"}).expect(200)  # what was shown comes back
    assert found(admin, "field.callback=13765432109") == {ticket["id"]}
    order = {"fields": ["fields.callback"], "reason": "回电确认地址"}
    assert admin.post(f"{path}/reveal", order).expect(200).json["values"] == {"fields.callback": "13765432109"}
    assert "fields[0]" in fields(admin.post(f"{path}/reveal", dict(order, fields=["fields.x"])).expect(422))
    colleague(server, admin, "lily", [ticket["department"]["id"]]).post(f"{path}/reveal", order).expect(403)
    change(admin, path, fields={"callback": "13700002109"}).expect(200)
    assert found(admin, "field.callback=13765432109") == set()
    assert found(admin, "field.callback=13700002109") == {ticket["id"]}
    dump = Rows(server).dump()
    assert "13765432109" not in dump and "13700002109" not in dump
    assert "13765432109" not in str(events_of(admin, ticket)) and "13765432109" not in server.log


def test_a_customer_out_of_sight_is_none(server, admin):
    kind = add_type(admin)
    add_field(admin, kind, "partner", "customer")
    department = own_department(admin)
    stranger = admin.post("/customers", {"name": "别人"}).expect(201).json["id"]
    lily = colleague(server, admin, "lily", [department])
    assert refused_with(lily, kind, partner=stranger) == {"fields.partner": "There is no such customer."}
    assert open_with(admin, kind, partner=stranger)["fields"] == {"partner": stranger}


def test_filters_work_together_with_scope_and_pages(server, admin):
    kind = add_type(admin)
    add_field(admin, kind, "colour", "choice", options=options("red", "green", "blue"), filterable=True)
    add_field(admin, kind, "plain")
    colours = ["red", "green", "blue"] * 4
    tickets = [open_with(admin, kind, colour=colour) for colour in colours]
    want = {t["id"] for t, colour in zip(tickets, colours) if colour != "blue"}
    pages = [t["id"] for t in admin.pages("/tickets?limit=3&field.colour=red&field.colour=green")]
    assert set(pages) == want and len(pages) == len(want)
    assert found(admin, "field.colour=red&status=resolved") == set()
    outsider = colleague(server, admin, "outsider")
    assert found(outsider, "field.colour=red") == set()
    insider = colleague(server, admin, "insider", [tickets[0]["department"]["id"]])
    assert found(insider, "limit=200&field.colour=red&field.colour=green") == want
    assert "field.nothing" in fields(admin.get("/tickets?field.nothing=x").expect(422))
    assert "field.plain" in fields(admin.get("/tickets?field.plain=x").expect(422))


def test_limits_are_refused_cleanly(admin):
    kind = add_type(admin)
    path = f"/types/{kind['id']}/fields"
    many = {"key": "a", "label": "a", "kind": "choice", "options": options(*(f"o{n}" for n in range(1001)))}
    assert "options" in fields(admin.post(path, many).expect(422))
    many["options"].pop()
    for n in range(5):
        admin.post(path, dict(many, key=f"a{n}")).expect(201)
    assert "5,000" in fields(admin.post(path, dict(many, key="a6")).expect(422))["options"]
    other = add_type(admin)
    for n in range(200):
        add_field(admin, other, f"f{n}")
    assert "200" in fields(admin.post(f"/types/{other['id']}/fields", {"key": "x", "label": "x", "kind": "text"}).expect(422))["key"]
    values = {f"f{n}": f"{n}" for n in range(200)}
    assert open_with(admin, other, **values)["fields"] == values
    for key in ("", "A", "1a", "a-b", "priority", "x" * 51):
        assert "key" in fields(admin.post(path, {"key": key, "label": "x", "kind": "text"}).expect(422)), key
    assert set(fields(admin.post(path, {}).expect(422))) == {"key", "label", "kind"}


@pytest.mark.skipif(not NAUGHTY.exists(), reason="../shared/data/security-inputs/blns.json is not there")
@pytest.mark.exhaustive
def test_naughty_strings_come_back_as_sent(admin):
    kind = add_type(admin)
    add_field(admin, kind, "line", filterable=True)
    add_field(admin, kind, "block", "long_text")
    ticket = open_with(admin, kind)
    path = f"/tickets/{ticket['id']}"
    for text in json.loads(NAUGHTY.read_text("utf-8")):
        if not text.strip() or "\0" in text or len(text) > 1000:
            continue
        stored = change(admin, path, fields={"line": text, "block": text}).expect(200).json["fields"]
        assert stored == {"line": text, "block": text}
        assert admin.get(path).json["fields"] == stored


def test_erasing_a_person_reaches_his_fields(server, admin):
    kind = add_type(admin)
    add_field(admin, kind, "secret_word", filterable=True)
    add_field(admin, kind, "callback", "phone", filterable=True)
    word = f"w{uuid.uuid4().hex}"
    ticket = open_with(admin, kind, secret_word=word, callback="13512345678")
    assert word in Rows(server).dump()
    admin.post(f"/customers/{ticket['requester']['id']}/erasure", {"reason": "customer asked for it"}).expect(200)
    wait_for_index(admin)  # a store of words in the database itself
    assert word not in Rows(server).dump() and found(admin, "field.callback=13512345678") == set()
    assert admin.get(f"/tickets/{ticket['id']}").expect(200).json["fields"] == {}
    assert admin.get(f"/types/{kind['id']}/fields/callback").json["usage"]["tickets"] == 0
