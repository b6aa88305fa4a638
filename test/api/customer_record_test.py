"""The customer's record: found, changed, merged and back, masked by permission, revealed with a reason; and nothing of it
for those who see none of his tickets."""
import concurrent.futures
import itertools
import uuid

import pytest

from support.people import add_department, colleague, open_ticket, own_department
from support.rows import Rows

_numbers = itertools.count(10_000_000)


def a_phone():
    return f"137{next(_numbers)}"


def add_customer(client, **fields):
    body = {"name": "李雷", "phones": [{"number": a_phone()}], **fields}
    return client.post("/customers", body).expect(201).json


def found(client, q):
    return [customer["id"] for customer in client.pages(f"/customers?q={q}")]


def errors(answer):
    return {error["field"]: error["message"] for error in answer.json["errors"]}


@pytest.fixture(scope="module")
def boss(server):
    return server.sign_in()


@pytest.fixture(scope="module")
def finance(server, boss):
    client = colleague(server, boss, "tom", [add_department(boss, "财务部")])
    client.department = client.get("/me").json["departments"][0]["id"]
    return client


def test_a_customer_is_stored_shown_and_changed(admin):
    phone = a_phone()
    organization = admin.post("/organizations", {"name": f"接棒 {uuid.uuid4()}"}).expect(201).json
    customer = add_customer(admin, phones=[{"number": f"+86 {phone[:3]}-{phone[3:]}"}, {"number": "010-88886666转1"}],
                            emails=[{"address": f"Li{phone}@Example.com"}], vip=2, care=["elderly"],
                            identities=[{"channel": "wechat", "external_id": f"o{phone}"}],
                            organization_id=organization["id"])
    assert customer["phones"] == [{"number": phone}, {"number": "010-88886666 转 1"}] or \
        sorted(p["number"] for p in customer["phones"]) == sorted([phone, "010-88886666 转 1"])
    assert customer["emails"] == [{"address": f"li{phone}@example.com"}]
    assert customer["identities"] == [{"channel": "wechat", "external_id": f"o{phone}"}]
    assert customer["organization"] == {"id": organization["id"], "name": organization["name"]}
    path = f"/customers/{customer['id']}"
    admin.patch(path, {"vip": 3}).expect(428)
    changed = admin.patch(path, {"vip": 5, "care": [], "phones": [{"number": phone}], "version": 1}).expect(200).json
    assert (changed["vip"], changed["care"], changed["phones"]) == (5, [], [{"number": phone}])
    assert changed["version"] == 2 and changed["emails"] == customer["emails"], "what was not named stays"
    stale = admin.patch(path, {"vip": 1, "version": 1}).expect(409).json
    assert stale["current"]["version"] == 2
    assert admin.get(path).expect(200).json == changed
    admin.patch(path, {"phones": [], "emails": [], "identities": [], "organization_id": None, "version": 2}).expect(200)
    assert add_customer(admin, phones=[{"number": "010-88886666-1"}])["id"] != customer["id"], "a contact given up is free"


def test_every_wrong_field_is_told(admin):
    answer = admin.post("/customers", {"phones": [{"number": "abc"}], "emails": [{"address": "x"}], "vip": 9, "x": 1})
    assert set(errors(answer.expect(422))) == {"name", "phones[0].number", "emails[0].address", "vip", "x"}
    customer = add_customer(admin)
    answer = admin.patch(f"/customers/{customer['id']}", {"name": " ", "organization_id": "7", "version": 1})
    assert set(errors(answer.expect(422))) == {"name"}
    answer = admin.patch(f"/customers/{customer['id']}", {"organization_id": "7", "fields": {"no": 1}, "version": 1})
    assert set(errors(answer.expect(422))) == {"organization_id", "fields.no"}
    assert admin.get(f"/customers/{customer['id']}").json["version"] == 1


def test_attributes_are_defined_by_the_tenant_and_checked(admin):
    key = f"size_{uuid.uuid4().hex[:8]}"
    definition = {"key": key, "label": "鞋码", "kind": "choice", "choices": ["42", "43"]}
    attribute = admin.post("/customer-attributes", definition).expect(201).json
    admin.post("/customer-attributes", definition).expect(409)
    secret = admin.post("/customer-attributes", {"key": f"{key}_s", "label": "病史", "kind": "text", "sensitive": True})
    secret.expect(201)
    customer = add_customer(admin, fields={key: "42", f"{key}_s": "哮喘"})
    assert customer["fields"] == {key: "42", f"{key}_s": "****"}
    path = f"/customers/{customer['id']}"
    wrong = admin.patch(path, {"fields": {key: "44", f"{key}_s": 7}, "version": 1}).expect(422)
    assert set(errors(wrong)) == {f"fields.{key}", f"fields.{key}_s"}
    changed = admin.patch(path, {"fields": {key: None, f"{key}_s": "****"}, "version": 1}).expect(200).json
    assert changed["fields"] == {f"{key}_s": "****"}
    revealed = admin.post(f"{path}/reveal", {"fields": [f"fields.{key}_s"], "reason": "核对病史"}).expect(422)
    assert "reason" in errors(revealed), "four characters say nothing"
    revealed = admin.post(f"{path}/reveal", {"fields": [f"fields.{key}_s"], "reason": "回访前核对病史"}).expect(200).json
    assert revealed["values"] == {f"fields.{key}_s": "哮喘"}
    admin.patch(f"/customer-attributes/{attribute['id']}", {"choices": ["44"], "version": 1}).expect(200)
    admin.patch(path, {"fields": {key: "44"}, "version": 2}).expect(200)
    admin.delete(f"/customer-attributes/{attribute['id']}").expect(200)
    admin.patch(path, {"fields": {key: "44"}, "version": 3}).expect(422)


def test_consents_are_kept_and_withdrawn(admin):
    given = {"purpose": "售后回访", "channel": "phone", "wording": "2026-11"}
    customer = add_customer(admin, consents=[given])
    path = f"/customers/{customer['id']}/consents"
    second = admin.post(path, {**given, "purpose": "短信营销"}).expect(201).json
    admin.delete(f"{path}/{second['id']}").expect(204)
    admin.delete(f"{path}/{second['id']}").expect(404)
    kept = admin.get(path).expect(200).json["items"]
    assert [(c["purpose"], c["withdrawn_at"] is None) for c in kept] == [("售后回访", True), ("短信营销", False)]
    ticket = open_ticket(admin, requester={"name": "韩梅梅", "phone": a_phone(), "consents": [given]})
    assert len(admin.get(f"/customers/{ticket['requester']['id']}/consents").expect(200).json["items"]) == 1


def test_found_by_phone_mail_identity_and_words_of_the_name(admin):
    phone, word = a_phone(), f"q{uuid.uuid4().hex[:10]}"
    customer = add_customer(admin, name=f"Li {word}", phones=[{"number": phone}],
                            emails=[{"address": f"{word}@example.com"}],
                            identities=[{"channel": "wechat", "external_id": word}])
    for q in (f"+86 {phone}", f"{phone[:3]} {phone[3:7]} {phone[7:]}", f"{word.upper()}@EXAMPLE.com", f"wechat:{word}",
              word[:6], f"LI  {word[:4]}"):
        assert customer["id"] in found(admin, q.replace("+", "%2B")), q
    assert found(admin, phone[:-1]) == [] and found(admin, phone[-4:]) == [], "a part of a number finds nobody"
    for q in ("", "李", "%20x%20"):
        assert "q" in errors(admin.get(f"/customers?q={q}").expect(422))
    admin.get("/customers").expect(422)
    admin.get("/customers?q=ab&cursor=!").expect(400)


def test_a_search_has_pages(admin):
    word = f"w{uuid.uuid4().hex[:10]}"
    made = {add_customer(admin, name=f"{word} {n}")["id"] for n in range(7)}
    seen = [customer["id"] for customer in admin.pages(f"/customers?q={word}&limit=2")]
    assert len(seen) == 7 and set(seen) == made


def test_the_tickets_show_the_organization_and_the_history_shows_the_tickets(admin):
    organization = admin.post("/organizations", {"name": f"公司 {uuid.uuid4()}"}).expect(201).json
    twin = admin.post("/organizations", {"name": organization["name"].upper()}).expect(409)
    assert twin.json["current"]["id"] == organization["id"]
    customer = add_customer(admin, organization_id=organization["id"])
    tickets = [open_ticket(admin, requester={"id": customer["id"]}) for _ in range(5)]
    reference = {"id": organization["id"], "name": organization["name"]}
    assert all(ticket["organization"] == reference for ticket in tickets)
    assert admin.get(f"/tickets/{tickets[0]['id']}").json["organization"] == reference
    history = list(admin.pages(f"/customers/{customer['id']}/tickets?limit=2"))
    assert [t["id"] for t in history] == [t["id"] for t in reversed(tickets)]
    renamed = admin.patch(f"/organizations/{organization['id']}", {"name": f"新 {uuid.uuid4()}", "version": 1})
    assert admin.get(f"/tickets/{tickets[0]['id']}").json["organization"]["name"] == renamed.expect(200).json["name"]
    admin.delete(f"/organizations/{organization['id']}").expect(200)
    admin.patch(f"/customers/{add_customer(admin)['id']}", {"organization_id": organization["id"], "version": 1}).expect(422)


def test_a_contact_of_another_is_a_conflict_that_says_whose(admin):
    one = add_customer(admin)
    body = {"name": "韩梅梅", "phones": [{"number": a_phone()}, one["phones"][0]]}
    refused = admin.post("/customers", body).expect(409)
    assert list(errors(refused)) == ["phones[1]"] and "merge" in errors(refused)["phones[1]"]
    assert refused.json["current"]["id"] == one["id"]


def test_merge_and_undo(admin):
    one, other = add_customer(admin, name="甲"), add_customer(admin, name="乙")
    ticket = open_ticket(admin, requester={"id": one["id"]})
    merged = admin.post(f"/customers/{one['id']}/merge", {"into": other["id"], "version": 1}).expect(200).json
    assert merged["id"] == other["id"] and len(merged["phones"]) == 2
    gone = admin.get(f"/customers/{one['id']}").expect(200).json
    assert gone["merged_into"] == {"id": other["id"], "name": "乙"} and gone["phones"] == []
    assert admin.get(f"/tickets/{ticket['id']}").json["requester"]["id"] == other["id"]
    admin.patch(f"/customers/{one['id']}", {"vip": 1, "version": gone["version"]}).expect(409)
    admin.post(f"/customers/{one['id']}/merge", {"into": other["id"]}).expect(409)
    admin.post(f"/customers/{other['id']}/merge", {"into": one["id"]}).expect(409)
    back = admin.post(f"/customers/{one['id']}/unmerge").expect(200).json
    assert back["phones"] == one["phones"] and back["merged_into"] is None
    assert admin.get(f"/customers/{other['id']}").json["phones"] == other["phones"]
    assert admin.get(f"/tickets/{ticket['id']}").json["requester"]["id"] == one["id"]
    admin.post(f"/customers/{one['id']}/unmerge").expect(409)
    kinds = [event["kind"] for event in admin.get(f"/customers/{one['id']}/events").expect(200).json["items"]]
    assert kinds == ["customer_created", "merged", "unmerged"]


def test_tickets_that_come_while_customers_are_merged_belong_to_the_survivor(server, admin):
    one, other = add_customer(admin, name="甲"), add_customer(admin, name="乙")

    def ask(n):
        client = server.client(admin.token)
        try:
            requester = {"id": one["id"]} if n % 2 else {"name": "甲", "phone": one["phones"][0]["number"]}
            return open_ticket(client, requester=requester)["id"]
        finally:
            client.close()

    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        asked = [pool.submit(ask, n) for n in range(24)]
        admin.post(f"/customers/{one['id']}/merge", {"into": other["id"]}).expect(200)
        asked += [pool.submit(ask, n) for n in range(12)]
        made = {future.result() for future in asked}
    assert {ticket["id"] for ticket in admin.pages(f"/customers/{other['id']}/tickets")} == made
    assert list(admin.pages(f"/customers/{one['id']}/tickets")) == []


def test_out_of_sight_is_not_there(boss, finance):
    customer = add_customer(boss, emails=[{"address": f"x{a_phone()}@example.com"}])
    open_ticket(boss, requester={"id": customer["id"]}, department_id=own_department(boss))
    path = f"/customers/{customer['id']}"
    for method, suffix, body in [("GET", "", None), ("GET", "/tickets", None), ("GET", "/events", None),
                                 ("GET", "/consents", None), ("GET", "/suggestions", None),
                                 ("PATCH", "", {"vip": 1, "version": 1}),
                                 ("POST", "/consents", {"purpose": "x", "channel": "x", "wording": "x"})]:
        absent = finance.request(method, f"/customers/999{suffix}", json=body).expect(404)
        assert finance.request(method, path + suffix, json=body).expect(404).body == absent.body
    for suffix, body in [("/merge", {"into": "1"}), ("/unmerge", None), ("/erasure", {"reason": "customer asked"}),
                         ("/reveal", {"fields": ["phones"], "reason": "customer asked"})]:
        finance.post(path + suffix, body).expect(403)
    finance.get(f"{path}/export").expect(403)
    by_phone = finance.get(f"/customers?q={customer['phones'][0]['number']}").expect(200).json["items"]
    assert [c["id"] for c in by_phone] == [customer["id"]], "who calls must be found"
    assert by_phone[0]["masked"] and "****" in by_phone[0]["phones"][0]["number"]
    assert finance.get("/customers?q=李雷").expect(200).json["items"] == []
    mine = open_ticket(finance, requester={"id": customer["id"]}, department_id=finance.department)
    seen = finance.get(path).expect(200).json
    assert seen["phones"] == customer["phones"] and not seen["masked"]
    assert [t["id"] for t in finance.pages(f"{path}/tickets")] == [mine["id"]], "of his tickets only those one sees"


def test_contacts_are_masked_without_the_permission(server, boss):
    token = boss.post("/tokens", {"name": "x", "scopes": ["tickets.read", "customers.read_all", "customers.edit"]})
    blind = server.client(token.expect(201).json["token"])
    phone = a_phone()
    customer = add_customer(boss, phones=[{"number": phone}], emails=[{"address": f"zhang{phone}@example.com"}],
                            identities=[{"channel": "wechat", "external_id": f"secret{phone}"}])
    shown = blind.get(f"/customers/{customer['id']}").expect(200).json
    assert shown["phones"] == [{"number": f"{phone[:3]}****{phone[-4:]}"}]
    assert shown["emails"] == [{"address": "z***@example.com"}]
    assert shown["identities"] == [{"channel": "wechat", "external_id": "****"}]
    blind.patch(f"/customers/{customer['id']}", {"phones": shown["phones"], "version": 1}).expect(422)
    blind.patch(f"/customers/{customer['id']}", {"phones": [], "version": 1}).expect(403)
    changed = blind.patch(f"/customers/{customer['id']}", {"vip": 1, "version": 1}).expect(200)
    assert phone not in changed.body.decode()
    stale = blind.patch(f"/customers/{customer['id']}", {"vip": 2, "version": 1}).expect(409)
    assert phone not in stale.body.decode()


def test_a_reveal_is_recorded_without_values_and_not_replayed(admin):
    customer = add_customer(admin, id_number="11010119900101123X", address="北京市朝阳区建国路88号")
    assert customer["id_number"] == "110***********123X" and customer["address"] == "北京市****"
    path = f"/customers/{customer['id']}"
    order = {"fields": ["id_number", "address", "phones"], "reason": "核对退款账户"}
    key = {"Idempotency-Key": str(uuid.uuid4())}
    revealed = admin.post(f"{path}/reveal", order, headers=key).expect(200).json
    assert revealed["values"] == {"id_number": "11010119900101123X", "address": "北京市朝阳区建国路88号",
                                  "phones": [customer["phones"][0]["number"]]}
    again = admin.post(f"{path}/reveal", order, headers=key).expect(200)
    assert again.json["values"] == {} and again.json["until"] == revealed["until"]
    event = admin.get(f"{path}/events").expect(200).json["items"][-1]
    assert event["kind"] == "revealed" and event["data"]["reason"] == "核对退款账户"
    assert event["data"]["fields"] == order["fields"] and "建国路" not in str(event)
    wrong = admin.post(f"{path}/reveal", {"fields": ["name"], "reason": "12345"}).expect(422)
    assert "fields[0]" in errors(wrong)
    twin = admin.post("/customers", {"name": "x", "id_number": "110101 19900101 123x"}).expect(409)
    assert customer["id"] in errors(twin)["id_number"]


def test_nothing_protected_is_stored_in_the_clear(server, admin):
    phone, marker = a_phone(), uuid.uuid4().hex
    customer = add_customer(admin, phones=[{"number": phone}], emails=[{"address": f"{marker}@example.com"}],
                            identities=[{"channel": "wechat", "external_id": f"openid{marker}"}],
                            id_number=f"E{marker[:16]}", address=f"路{marker}号")
    admin.patch(f"/customers/{customer['id']}", {"address": f"街{marker}号", "version": 1}).expect(200)
    open_ticket(admin, requester={"name": "李雷", "phone": phone, "email": f"second{marker}@example.com"})
    stored = Rows(server).dump()
    for secret in (phone, marker, marker[:16].upper()):
        assert secret not in stored
