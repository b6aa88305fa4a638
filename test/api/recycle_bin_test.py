"""The recycle bin: what is deleted is nowhere to be met, comes back as it was, and goes for good with its customer."""


from support.people import add_department, colleague, events_of, open_ticket, own_department, wait_for_index
from support.portal import Customer
from support.rows import Rows


def bin_of(client):
    return {ticket["id"]: ticket for ticket in client.pages("/deleted-tickets?limit=2")}


def total(admin):
    return admin.get("/reports/overview").expect(200).json["totals"]["created"]


def open_count(admin):
    return next(view["count"] for view in admin.get("/views/counts").json["items"] if view["id"] == "open")


def test_what_is_deleted_is_nowhere_until_it_is_restored(server, admin):
    ticket = open_ticket(admin, "貔貅摆件碎了", tags=["急"], description="请换一个", requester={"name": "钟离春", "phone": "13611110001"})
    path = f"/tickets/{ticket['id']}"
    admin.post(f"{path}/messages", {"body": "在查了", "visibility": "public"}).expect(201)
    wait_for_index(admin)
    before, stages, counted, opened = admin.get(path).json, admin.get(f"{path}/stages").json, total(admin), open_count(admin)
    admin.delete(f"{path}?reason=重复").expect(204)
    for gone in (path, f"/tickets/{ticket['number']}", f"{path}/events", f"{path}/stages"):
        admin.get(gone).expect(404)
    admin.post(f"{path}/messages", {"body": "x", "visibility": "internal"}).expect(404)
    admin.delete(path).expect(404)
    assert ticket["id"] not in {t["id"] for t in admin.pages("/tickets?tag=急&limit=200")}
    wait_for_index(admin)
    assert admin.get("/tickets?q=貔貅").json["items"] == []
    assert total(admin) == counted - 1 and open_count(admin) == opened - 1
    assert Customer(server).request("GET", f"/tickets/{ticket['number']}?phone_tail=0001").status == 404
    shown = bin_of(admin)[ticket["id"]]
    assert shown["subject"] == "貔貅摆件碎了" and shown["delete_reason"] == "重复" and shown["erased_after"] > shown["deleted_at"]
    assert shown["deleted_by"]["id"] == admin.get("/me").json["user"]["id"]
    restored = admin.post(f"/deleted-tickets/{ticket['id']}/restore").expect(200).json
    changing = ("version", "updated_at", "sla")
    assert {k: v for k, v in restored.items() if k not in changing} == {k: v for k, v in before.items() if k not in changing}
    assert restored["version"] > before["version"] and ticket["id"] not in bin_of(admin)
    assert [stage["entered_at"] for stage in admin.get(f"{path}/stages").json["items"]] == [
        stage["entered_at"] for stage in stages["items"]]
    events = events_of(admin, ticket)
    assert [event["kind"] for event in events[-2:]] == ["deleted", "restored"] and events[-2]["data"] == {"reason": "重复"}
    wait_for_index(admin)
    assert [found["id"] for found in admin.get("/tickets?q=貔貅").json["items"]] == [ticket["id"]]
    assert total(admin) == counted and open_count(admin) == opened
    admin.post(f"/deleted-tickets/{ticket['id']}/restore").expect(404)


def test_is_for_those_who_may_delete_what_they_see(server, admin):
    mine, other = add_department(admin, "仓库", routing="queue"), add_department(admin, "财务", routing="queue")
    head = colleague(server, admin, "head", [mine], ["主管"])
    agent = colleague(server, admin, "agent", [mine])
    own, hidden = open_ticket(admin, department_id=mine), open_ticket(admin, department_id=other)
    agent.delete(f"/tickets/{own['id']}").expect(403)
    head.delete(f"/tickets/{hidden['id']}").expect(404)
    admin.delete(f"/tickets/{hidden['id']}").expect(204)
    head.delete(f"/tickets/{own['id']}").expect(204)
    agent.get("/deleted-tickets").expect(403)
    assert own["id"] in bin_of(head) and hidden["id"] not in bin_of(head)
    head.post(f"/deleted-tickets/{hidden['id']}/restore").expect(404)
    agent.post(f"/deleted-tickets/{own['id']}/restore").expect(403)
    assert set(bin_of(admin)) >= {own["id"], hidden["id"]}
    head.post(f"/deleted-tickets/{own['id']}/restore").expect(200)


def test_merged_tickets_are_taken_apart_first(server, admin):
    customer = {"name": "同一人", "phone": "13611110002"}
    into, merged = open_ticket(admin, requester=customer), open_ticket(admin, requester=customer)
    admin.post(f"/tickets/{merged['id']}/merge", {"into": into["number"]}).expect(200)
    for ticket in (into, merged):
        admin.delete(f"/tickets/{ticket['id']}").expect(409)
    admin.post(f"/tickets/{merged['id']}/unmerge").expect(200)
    for ticket in (into, merged):
        admin.delete(f"/tickets/{ticket['id']}").expect(204)


def test_goes_with_its_customer(server, admin):
    department = own_department(admin)
    ticket = open_ticket(admin, "螭吻zqxjk", department_id=department, requester={"name": "某甲", "phone": "13611110003"})
    kept = open_ticket(admin, "另一件", requester={"id": ticket["requester"]["id"]})
    admin.delete(f"/tickets/{ticket['id']}").expect(204)
    other = admin.post("/customers", {"name": "某乙"}).expect(201).json
    admin.post(f"/customers/{ticket['requester']['id']}/merge", {"into": other["id"]}).expect(200)
    assert bin_of(admin)[ticket["id"]]["requester"]["name"] == "某乙"
    admin.post(f"/customers/{other['id']}/erasure", {"reason": "customer asked for it"}).expect(200)
    assert ticket["id"] not in bin_of(admin)
    admin.post(f"/deleted-tickets/{ticket['id']}/restore").expect(404)
    assert admin.get(f"/tickets/{kept['id']}").expect(200).json["subject"] == "[erased]"
    wait_for_index(admin)
    assert "zqxjk" not in Rows(server).dump()


def test_what_is_marked_stays_encrypted(server, admin):
    admin.post("/types", {"path": "举报", "department_id": own_department(admin), "is_sensitive": True}).expect(201)
    ticket = open_ticket(admin, "sphinxquartz", type="举报", description="vowjudge")
    admin.delete(f"/tickets/{ticket['id']}?reason=zephyrmix").expect(204)
    dump = Rows(server).dump()
    assert [word for word in ("sphinxquartz", "vowjudge", "zephyrmix") if word in dump] == []
    assert bin_of(admin)[ticket["id"]]["subject"] == "sphinxquartz" and bin_of(admin)[ticket["id"]]["delete_reason"] == ""
    assert admin.post(f"/deleted-tickets/{ticket['id']}/restore").expect(200).json["description"] == "vowjudge"
