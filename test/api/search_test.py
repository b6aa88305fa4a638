"""Finding tickets: what was just stored, in every spelling, by whoever may see it and by nobody else; through kill -9, without
its file, and no longer once it was erased."""
import json
import pathlib
import time

import pytest

from support.people import add_department, colleague, open_ticket, own_department, wait_for_index
from support.server import ROOT

NAUGHTY = pathlib.Path(ROOT / "../shared/data/security-inputs/blns.json").resolve()
OPERATORS = ['"', '奶粉"', "a AND", "OR", "NOT x", "NEAR(a b, 2)", "subject:x", "keys:v_1", "v_1", "u_1 OR a_0", "{a b}:c", "a*",
             "^a", "(", ")", "a + b", "-a", "'a':*", "a & !b", "a <-> b", "a | b", "\\", "' or 1=1 --", "%", "n_1234", "*", "a\u0000b"]


def found(client, asked, **more):
    """Subjects, newest first."""
    query = "&".join(f"{key}={value}" for key, value in {"q": asked, **more}.items())
    answer, deadline = client.get(f"/tickets?{query}").expect(200), time.monotonic() + 20
    while answer.headers["Baton-Search-Incomplete"] and time.monotonic() < deadline:  # a busy machine
        answer = client.get(f"/tickets?{query}").expect(200)
    assert answer.headers["Baton-Search-Incomplete"] is None
    return [ticket["subject"] for ticket in answer.json["items"]]


def edit(client, ticket, **fields):
    path = f"/tickets/{ticket['id']}"
    return client.patch(path, {**fields, "version": client.get(path).json["version"]}).expect(200)


def test_what_is_meant_is_found_at_once_wherever_it_stands(server, admin):
    kind = admin.post("/types", {"path": "退换", "department_id": own_department(admin)}).expect(201).json
    admin.post(f"/types/{kind['id']}/fields", {"key": "model", "label": "型号", "kind": "text"}).expect(201)
    ticket = open_ticket(admin, "收到的奶粉罐破了", description="請退貨，ＯＲＤＥＲ A17", type="退换", tags=["漏粉"],
                         fields={"model": "Zephyr-9000"}, requester={"name": "欧阳娜娜", "phone": "13911110001"})
    for asked in ("奶粉", "奶粉罐", "粉罐", "罐", "退货", "退貨", "order", "ＯＲＤＥＲ", "a17", "漏粉", "zephyr", "ZEPH", "9000", "欧阳",
                  "歐陽", "奶粉 退货", "order 罐", ticket["number"], ticket["number"][-5:], ticket["number"][:6].lower()):
        assert found(admin, asked) == ["收到的奶粉罐破了"], asked
    for asked in ("粉奶", "奶粉 不在", "rder", "13911110001", "ZZZZ", "!?", ticket["number"][-3:] + "x"):
        assert found(admin, asked) == [], asked
    path = f"/tickets/{ticket['id']}"
    admin.post(f"{path}/messages", {"body": "已寄出顺丰", "visibility": "public"}).expect(201)
    assert found(admin, "顺丰") == ["收到的奶粉罐破了"]
    admin.post(f"{path}/messages", {"body": "仓库说缺货", "visibility": "internal"}).expect(201)
    assert found(admin, "缺货") == ["收到的奶粉罐破了"]
    edit(admin, ticket, subject="换了题目", tags=[])
    assert found(admin, "换了题目") == ["换了题目"] and found(admin, "漏粉") == [] and found(admin, "罐破") == []
    customer = admin.get(f"/customers/{ticket['requester']['id']}").json
    admin.patch(f"/customers/{customer['id']}", {"name": "诸葛亮", "version": customer["version"]}).expect(200)
    assert found(admin, "诸葛") == ["换了题目"] and found(admin, "欧阳") == []
    other = admin.post("/customers", {"name": "司马懿"}).expect(201).json
    admin.post(f"/customers/{customer['id']}/merge", {"into": other["id"]}).expect(200)
    assert found(admin, "司马") == ["换了题目"] and found(admin, "诸葛") == []


def test_filters_orders_and_pages_go_together_with_words(server, admin):
    made = [open_ticket(admin, f"电饭煲{n}", priority=["low", "high"][n % 2], tags=["x"] if n % 3 else ["y"]) for n in range(12)]
    admin.post(f"/tickets/{made[3]['id']}/status", {"status": "resolved"}).expect(200)
    all_of_them = [f"电饭煲{n}" for n in reversed(range(12))]
    assert found(admin, "电饭煲") == all_of_them
    assert found(admin, "电饭煲", sort="created_at") == all_of_them[::-1]
    assert found(admin, "电饭煲", status="resolved") == ["电饭煲3"]
    assert found(admin, "电饭煲", priority="high", tag="y") == ["电饭煲9", "电饭煲3"]
    assert found(admin, "电饭煲", assignee_id="none", department_id=own_department(admin))[-1] == "电饭煲0"
    for sort in ("-created_at", "created_at", "-updated_at", "due_at", "priority"):
        pages = list(admin.pages(f"/tickets?q=电饭煲&limit=5&sort={sort}"))
        everything = list(admin.pages(f"/tickets?limit=200&sort={sort}"))
        assert [t["id"] for t in pages] == [t["id"] for t in everything if t["subject"].startswith("电饭煲")], sort
    one, two = open_ticket(admin, "蒸箱不热"), open_ticket(admin, "别的事", description="蒸箱和烤箱")
    assert found(admin, "蒸箱") == ["别的事", "蒸箱不热"] and found(admin, "蒸箱", sort="relevance") == ["蒸箱不热", "别的事"]
    assert [t["id"] for t in admin.pages("/tickets?q=蒸箱&limit=1&sort=relevance")] == [one["id"], two["id"]]
    assert sorted(found(admin, "电饭煲", sort="relevance", tag="y")) == sorted(found(admin, "电饭煲", tag="y"))
    refused = admin.get("/tickets?sort=relevance").expect(422).json
    assert [error["field"] for error in refused["errors"]] == ["sort"]
    admin.get("/tickets?q=").expect(422)
    admin.get("/tickets?q=" + "长" * 201).expect(422)


def test_nobody_finds_what_he_does_not_see_and_moves_are_followed(server, admin):
    near, far = add_department(admin, "近组"), add_department(admin, "远组")
    lily, tom = colleague(server, admin, "lily", [near]), colleague(server, admin, "tom", [far])
    ticket = open_ticket(admin, "机密的洗衣机", department_id=near, requester={"name": "张三丰", "phone": "13911110002"})
    assert found(lily, "洗衣机") == ["机密的洗衣机"]
    assert found(tom, "洗衣机") == [] and found(tom, ticket["number"]) == []
    hidden = tom.get(f"/lookup?q={ticket['number'][-4:]}").expect(200).json
    assert hidden == {"tickets": [], "customers": []}
    assert tom.get("/lookup?q=张三").json["customers"] == []
    admin.put(f"/tickets/{ticket['id']}/followers/{tom.user['id']}").expect(200)
    assert found(tom, "洗衣机") == ["机密的洗衣机"]
    admin.delete(f"/tickets/{ticket['id']}/followers/{tom.user['id']}").expect(204)
    assert found(tom, "洗衣机") == []
    admin.post(f"/tickets/{ticket['id']}/assignment", {"department_id": far, "note": "转"}).expect(200)
    assert found(tom, "洗衣机") == ["机密的洗衣机"] and found(lily, "洗衣机") == []


def test_the_lookup_box(server, admin):
    ticket = open_ticket(admin, "空调不制冷", requester={"name": "上官婉儿", "phone": "13911110003"})
    hit = {"id": ticket["id"], "number": ticket["number"], "subject": "空调不制冷", "status_category": ticket["status_category"]}
    for asked in (ticket["number"], "空调", "13911110003", "婉儿", "上官"):
        seen = admin.get(f"/lookup?q={asked}").expect(200).json
        assert hit in seen["tickets"], asked
    by_phone = admin.get("/lookup?q=139 1111 0003".replace(" ", "%20")).expect(200).json
    assert [c["name"] for c in by_phone["customers"]] == ["上官婉儿"] and "11110003" not in json.dumps(by_phone)
    assert admin.get("/lookup?q=上官").json["customers"][0]["id"] == ticket["requester"]["id"]
    assert admin.get("/lookup?q=w").json == {"tickets": [], "customers": []}
    admin.get("/lookup").expect(422)
    server.client().get("/lookup?q=x").expect(401)


def test_no_question_breaks_anything(server, admin):
    texts = OPERATORS + (json.loads(NAUGHTY.read_text("utf-8"))[::3] if NAUGHTY.exists() else [])
    for text in texts:
        for path in ("/tickets", "/lookup"):
            answer = admin.request("GET", path + "?q=" + escaped(text[:200]))
            assert answer.status in (200, 400, 422), (text, answer.status, answer.body)
    open_ticket(admin, "a_0 u_1 v_1 keys words_1")
    assert found(admin, "v_1") == ["a_0 u_1 v_1 keys words_1"], "keys of the index are no words"


def escaped(text):
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


def test_it_survives_a_crash_and_a_lost_file_and_forgets_marked_types(database, fresh_server):
    admin = fresh_server.sign_in()
    kind = admin.post("/types", {"path": "体检", "department_id": own_department(admin), "is_sensitive": True}).expect(201).json
    sealed = open_ticket(admin, "隐秘的病情", type=kind["path"], description="青霉素过敏")
    later = open_ticket(admin, "原先公开的鼻炎")
    assert found(admin, "鼻炎") == ["原先公开的鼻炎"]
    edit(admin, later, type=kind["path"])
    for asked in ("病情", "青霉素", "鼻炎"):
        assert found(admin, asked) == []
    assert found(admin, sealed["number"]) == ["隐秘的病情"], "by its number only"
    for n in range(3):
        open_ticket(admin, f"断电{n}")
        fresh_server.kill()
        fresh_server.start()
        admin = fresh_server.sign_in()
        wait_for_index(admin)  # on PostgreSQL nobody numbers events while the dead one's lease lasts
        assert sorted(found(admin, "断电")) == [f"断电{i}" for i in range(n + 1)]
    fresh_server.stop()
    stored = b"".join(path.read_bytes() for path in fresh_server.data.rglob("search.db*"))
    for word in ("病情", "青霉", "鼻炎"):
        assert word.encode() not in stored
    if database == "sqlite":
        assert "断电".encode() in stored
        (fresh_server.data / "search.db").unlink()
    fresh_server.start()
    admin = fresh_server.sign_in()
    wait_for_index(admin)
    assert len(found(admin, "断电")) == 3


def test_erased_words_are_in_no_byte_of_the_index(database, fresh_server):
    if database != "sqlite":
        pytest.skip("deleted rows are the operator's there, as in every table")
    admin = fresh_server.sign_in()
    gone = [open_ticket(admin, "鼹鼠搬家", description="獬豸zyzzyva", requester={"name": "尉迟恭", "phone": "13911110009"})
            for _ in range(3)]
    for n in range(30):
        open_ticket(admin, f"留下的{n}")
    assert len(found(admin, "鼹鼠")) == 3
    admin.post(f"/customers/{gone[0]['requester']['id']}/erasure", {"reason": "customer asked for it"}).expect(200)
    assert found(admin, "鼹鼠") == []

    def stored():
        return b"".join(path.read_bytes() for path in fresh_server.data.rglob("search.db*"))
    words = [word.encode() for word in ("鼹鼠", "獬豸", "zyzzyva", "尉迟")]
    deadline = time.monotonic() + 20
    while any(word in stored() for word in words) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [word.decode() for word in words if word in stored()] == []
    assert "留下".encode() in stored() and len(found(admin, "留下的")) == 30
