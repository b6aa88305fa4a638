"""The right to erasure: a person whose data is everywhere, then nowhere: not in any answer, not in any byte of the data;
and the chain still proves itself and every figure is what it was."""
import time
import uuid

import pytest

from support.people import colleague, new_ticket, open_ticket, own_department
from support.rows import pg_dump
from support.upload import uploaded

ID_ROUTES = ["", "/tickets", "/events", "/consents", "/suggestions"]


@pytest.fixture
def admin(fresh_server):
    client = fresh_server.sign_in()
    yield client
    client.close()


def plant(admin, mark):
    """Data of one person in every place there is; each piece carries the mark."""
    admin.post("/customer-attributes", {"key": "note", "label": "备注", "kind": "text"}).expect(201)
    admin.post("/customer-attributes", {"key": "secret", "label": "病史", "kind": "text", "sensitive": True}).expect(201)
    person = {"name": f"李{mark}", "phones": [{"number": "13712345678"}], "emails": [{"address": f"{mark}@example.com"}],
              "identities": [{"channel": "wechat", "external_id": mark}], "address": f"{mark}路1号", "id_number": mark[:20],
              "fields": {"note": f"备注{mark}", "secret": f"病{mark}"}, "care": [mark[:30]],
              "consents": [{"purpose": f"回访{mark}", "channel": "phone", "wording": mark}]}
    replayed = {"Idempotency-Key": "once"}
    customer = admin.post("/customers", person, headers=replayed).expect(201).json
    tickets = []
    for n in range(12):
        file = uploaded(admin, f"content {mark} {n}".encode(), f"{mark}.txt")
        requester = {"name": f"又名{mark}", "phone": "13712345678"}
        ticket = open_ticket(admin, f"标题{mark}", description=f"描述{mark}", requester=requester,
                             attachment_ids=[file["id"]])
        path = f"/tickets/{ticket['id']}"
        admin.post(f"{path}/messages", {"body": f"尊敬的{mark}", "visibility": "public"}).expect(201)
        held = {"body": f"等{mark}", "visibility": "public", "send_after_s": 60}
        admin.post(f"{path}/messages", held).expect(201)
        admin.put(f"{path}/snooze", {"until": "2040-01-01T00:00:00Z", "reason": f"等他{mark}"}).expect(200)
        admin.post(f"{path}/reminders", {"at": "2040-01-01T00:00:00Z", "note": f"打给{mark}"}).expect(201)
        admin.post(f"{path}/assignment", {"department_id": own_department(admin), "note": f"转{mark}"}).expect(200)
        admin.post(f"{path}/status", {"status": "resolved", "comment": f"好了{mark}"}).expect(200)
        version = admin.get(path).json["version"]
        admin.patch(path, {"subject": f"新标题{mark}", "version": version}).expect(200)
        tickets.append(ticket)
    portal = f"/api/v1/portal/tickets/{tickets[-1]['number']}"
    token = admin.get(f"{portal}?phone_tail=5678").expect(200).json["access_token"]
    admin.post(f"{portal}/rating", {"score": 2, "comment": f"慢{mark}"}, headers={"Authorization": f"Bearer {token}"}).expect(200)
    admin.post("/tickets", new_ticket(f"重放{mark}", requester={"id": customer["id"]}), headers=replayed).expect(201)
    return admin.get(f"/customers/{customer['id']}").json, tickets


def merge_another(admin, survivor, mark):
    other = admin.post("/customers", {"name": f"旧{mark}", "phones": [{"number": "13787654321"}]}).expect(201).json
    open_ticket(admin, f"旧标题{mark}", requester={"id": other["id"]})
    admin.post(f"/customers/{other['id']}/merge", {"into": survivor["id"]}).expect(200)
    return other


def figures(admin, tickets):
    """What is counted and timed; nothing that anybody wrote."""
    counts = admin.get("/views/counts").expect(200).json
    times = [{key: ticket[key] for key in ("number", "status", "type", "priority", "department", "created_at",
                                           "resolved_at", "first_responded_at")}
             for ticket in (admin.get(f"/tickets/{t['id']}").expect(200).json for t in tickets)]
    stages = [admin.get(f"/tickets/{t['id']}/stages").expect(200).json for t in tickets]
    return counts, times, [[(s["status"], s["entered_at"], s["left_at"]) for s in each["items"]] for each in stages]


def settled(server, admin):
    for _ in range(200):
        text = admin.get("/metrics").body.decode()
        if not [line for line in text.splitlines() if "lag" in line and not line.startswith("#")
                and float(line.split()[-1]) > 0]:
            return
        time.sleep(0.05)


def answers(admin, customer, tickets):
    """Everything the API says about anything of his."""
    said = [admin.get(f"/customers/{customer['id']}{suffix}").body for suffix in ID_ROUTES]
    for ticket in tickets:
        said += [admin.get(f"/tickets/{ticket['id']}{suffix}").body for suffix in ("", "/events", "/stages")]
    said += [admin.get(path).body for path in ("/tickets?limit=200", "/organizations", "/customer-attributes")]
    return b"\n".join(said).decode()


def bytes_of(server):
    """Every byte of the data directory, and of the database when it is elsewhere."""
    stored = b"".join(path.read_bytes() for path in sorted(server.data.rglob("*")) if path.is_file())
    names = " ".join(str(path) for path in server.data.rglob("*"))
    if server.database_url:
        stored += pg_dump(server)
    return stored + names.encode()


def test_nothing_of_an_erased_person_is_left_and_everything_is_counted_as_before(fresh_server, admin):
    mark = uuid.uuid4().hex
    customer, tickets = plant(admin, mark)
    other = merge_another(admin, customer, mark)
    assert mark in answers(admin, customer, tickets) and mark.encode() in bytes_of(fresh_server)
    document = admin.get(f"/customers/{customer['id']}/export").expect(200).json
    assert len(document["tickets"]) == 14 and document["protected_values"]["address"] == f"{mark}路1号"
    assert document["customer"]["phones"][0]["number"].startswith("137") and len(document["consents"]) == 1
    settled(fresh_server, admin)
    before = figures(admin, tickets)

    done = admin.post(f"/customers/{customer['id']}/erasure", {"reason": "customer asked for it"}).expect(200).json
    assert done["tickets"] == 14
    assert admin.post(f"/customers/{customer['id']}/erasure", {"reason": "and again"}).expect(200).json["tickets"] == 0

    assert figures(admin, tickets) == before
    for gone in (customer, other):
        said = answers(admin, gone, tickets)
        assert mark not in said and "1371234" not in said and "1378765" not in said
        shown = admin.get(f"/customers/{gone['id']}").expect(200).json
        assert shown["name"] == "" and shown["erased_at"] and shown["phones"] == []
        admin.patch(f"/customers/{gone['id']}", {"name": "x", "version": shown["version"]}).expect(404)
        admin.post(f"/customers/{gone['id']}/reveal", {"fields": ["phones"], "reason": "curiosity"}).expect(404)
        admin.get(f"/customers/{gone['id']}/export").expect(404)
        admin.post("/tickets", new_ticket(requester={"id": gone["id"]})).expect(422)
    admin.post("/tickets", new_ticket(f"重放{mark}", requester={"id": customer["id"]}),
               headers={"Idempotency-Key": "once"}).expect(410)
    assert admin.get("/customers?q=13712345678").expect(200).json["items"] == []

    fresh_server.stop()
    assert mark.encode() not in bytes_of(fresh_server)
    fresh_server.command("verify")
    fresh_server.start()
    again = fresh_server.sign_in()
    assert figures(again, tickets) == before
    somebody = open_ticket(again, requester={"name": "新人", "phone": "13712345678"})
    assert somebody["requester"]["id"] != customer["id"], "who comes back is somebody new"


def test_the_log_file_forgets_while_the_server_runs(database, fresh_server, admin):
    if database != "sqlite":
        pytest.skip("its own log is the operator's")
    mark = uuid.uuid4().hex
    customer, _ = plant(admin, mark)
    settled(fresh_server, admin)
    admin.post(f"/customers/{customer['id']}/erasure", {"reason": "customer asked for it"}).expect(200)
    deadline = time.monotonic() + 20
    while mark.encode() in bytes_of(fresh_server) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert mark.encode() not in bytes_of(fresh_server)


def test_only_who_may_erases_and_a_merged_one_goes_with_his_survivor(fresh_server, admin):
    survivor = admin.post("/customers", {"name": "甲"}).expect(201).json
    other = merge_another(admin, survivor, "x")
    admin.post(f"/customers/{other['id']}/erasure", {"reason": "customer asked"}).expect(409)
    admin.post(f"/customers/{survivor['id']}/erasure", {"reason": "asked"[:4]}).expect(422)
    member = colleague(fresh_server, admin, "lily", [own_department(admin)])
    member.post(f"/customers/{survivor['id']}/erasure", {"reason": "customer asked"}).expect(403)
    admin.post("/customers/999/erasure", {"reason": "customer asked"}).expect(404)
