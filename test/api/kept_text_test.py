"""Canned responses and drafts."""
import pytest

from support.people import add_department, colleague, open_ticket


@pytest.fixture(scope="module")
def people(server):
    boss = server.sign_in()
    returns, finance = add_department(boss, "退货组"), add_department(boss, "财务部")
    return boss, colleague(server, boss, "lily", [returns], name="莉莉"), colleague(server, boss, "tom", [finance]), returns


def test_a_canned_response_is_filled_in_for_the_ticket(people):
    boss, lily, tom, returns = people
    body = "{{requester.name}}您好，{{ ticket.number }}「{{ticket.subject}}」由{{department.name}}{{agent.name}}跟进。{{"
    response = lily.post("/canned-responses", {"title": "跟进", "body": body, "shortcut": "gj"}).expect(201).json
    ticket = open_ticket(boss, "{{today}} 到货", department_id=returns)
    path = f"/canned-responses/{response['id']}"
    text = lily.get(f"{path}/text/{ticket['number']}").expect(200).json["body"]
    assert text == f"李雷您好，{ticket['number']}「{{{{today}}}} 到货」由退货组莉莉跟进。{{{{"
    boss.get(f"{path}/text/{ticket['id']}").expect(404)  # it is hers
    shared = boss.post("/canned-responses", {"title": "a", "body": "{{ticket.type}}", "sharing": "everyone"}).expect(201).json
    assert lily.get(f"/canned-responses/{shared['id']}/text/{ticket['id']}").json["body"] == ticket["type"]
    tom.get(f"/canned-responses/{shared['id']}/text/{ticket['id']}").expect(404)  # he does not see the ticket


def test_whose_they_are_and_what_is_wrong(people):
    boss, lily, tom, returns = people
    unknown = lily.post("/canned-responses", {"title": "x", "body": "{{customer.phone}}"}).expect(422).json
    assert [each["field"] for each in unknown["errors"]] == ["body"]
    tom.post("/canned-responses", {"title": "x", "body": "y", "sharing": "everyone"}).expect(403)
    team = boss.post("/canned-responses", {"title": "组", "body": "好", "sharing": "department",
                                           "department_id": returns}).expect(201).json
    assert team["id"] in [each["id"] for each in lily.pages("/canned-responses?limit=1")]
    assert team["id"] not in [each["id"] for each in tom.pages("/canned-responses?limit=1")]
    lily.patch(f"/canned-responses/{team['id']}", {"body": "不", "version": 1}).expect(403)
    boss.patch(f"/canned-responses/{team['id']}", {"body": "不", "version": 1}).expect(200)
    boss.patch(f"/canned-responses/{team['id']}", {"body": "行", "version": 1}).expect(409)
    tom.delete(f"/canned-responses/{team['id']}").expect(404)
    boss.delete(f"/canned-responses/{team['id']}").expect(204)
    assert team["id"] not in [each["id"] for each in lily.pages("/canned-responses")]


def test_a_draft_is_its_writers_until_it_is_sent(people):
    boss, lily, tom, returns = people
    ticket = open_ticket(boss, department_id=returns)
    path = f"/tickets/{ticket['id']}/draft"
    lily.get(path).expect(404)
    lily.put(path, {"body": "您好，", "visibility": "internal"}).expect(200)
    lily.put(path, {"body": "您好，已经"}).expect(200)
    kept = lily.get(path).expect(200).json
    assert (kept["body"], kept["visibility"]) == ("您好，已经", "public")
    boss.get(path).expect(404)
    tom.put(path, {"body": "x"}).expect(404)
    boss.post(f"/tickets/{ticket['id']}/messages", {"body": "好", "visibility": "public"}).expect(201)
    lily.get(path).expect(200)
    lily.post(f"/tickets/{ticket['id']}/messages", {"body": "好", "visibility": "public"}).expect(201)
    lily.get(path).expect(404)
    lily.put(path, {"body": ""}).expect(200)
    lily.delete(path).expect(204)
    lily.delete(path).expect(204)
    lily.get(path).expect(404)


def test_they_are_found_by_what_is_typed_among_many(people):
    boss, lily, _tom, _returns = people
    for number in range(60):
        boss.post("/canned-responses", {"title": f"模板 {number}", "body": "x", "sharing": "everyone"}).expect(201)
    last = boss.post("/canned-responses", {"title": "发票重开", "body": "x", "shortcut": "FP", "category": "财务 Invoice", "sharing": "everyone"}).expect(201).json
    for typed in ("fp", "发票", "INVOICE"):
        assert [each["id"] for each in lily.get(f"/canned-responses?limit=8&q={typed}").expect(200).json["items"]] == [last["id"]], typed
    assert len(lily.get("/canned-responses?limit=8&q=模板").expect(200).json["items"]) == 8
    assert len(list(lily.pages("/canned-responses?limit=7&q=模板"))) == 60
    assert lily.get("/canned-responses?q=没有的").expect(200).json == {"items": [], "next_cursor": None}
