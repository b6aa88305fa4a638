"""Who sees what: a member sees his departments' tickets and those he takes part in, everywhere the same; for everyone
else a ticket is not there, in lists, counts, live events and files alike."""
import pytest

from support.live import LiveClient
from support.people import add_department, colleague, events_of, new_ticket, open_ticket, own_department

FORBIDDEN = [("GET", "", None), ("GET", "/events", None), ("GET", "/stages", None), ("PATCH", "", {"version": 1}),
             ("POST", "/messages", {"body": "好", "visibility": "public"}), ("POST", "/status", {"status": "open"}),
             ("POST", "/assignment", {"department_id": "1"})]


@pytest.fixture(scope="module")
def boss(server):
    return server.sign_in()


@pytest.fixture(scope="module")
def returns(server, boss):
    department = add_department(boss, "退货组", routing="queue")
    client = colleague(server, boss, "lily", [department], name="莉莉")
    client.department = department
    return client


@pytest.fixture(scope="module")
def finance(server, boss):
    department = add_department(boss, "财务部", routing="queue")
    client = colleague(server, boss, "tom", [department], name="汤姆")
    client.department = department
    return client


def ids(client, query=""):
    return {ticket["id"] for ticket in client.pages(f"/tickets?limit=200{query}")}


def counts(client):
    return {view["id"]: view["count"] for view in client.get("/views/counts").expect(200).json["items"]}


@pytest.mark.parametrize("method,path,body", FORBIDDEN, ids=[f"{m} {p}" for m, p, _ in FORBIDDEN])
def test_a_ticket_of_another_department_is_not_there(boss, returns, finance, method, path, body):
    ticket = open_ticket(boss, department_id=returns.department)
    for reference in (ticket["id"], ticket["number"]):
        absent = finance.request(method, f"/tickets/999{path}", json=body).expect(404)
        answer = finance.request(method, f"/tickets/{reference}{path}", json=body).expect(404)
        assert answer.body == absent.body, "whether it is there must not be told"
    assert boss.get(f"/tickets/{ticket['id']}").json["version"] == 1


def test_lists_and_counts_hold_only_what_one_sees(boss, returns, finance):
    before = counts(finance)
    theirs = {open_ticket(boss, department_id=returns.department)["id"] for _ in range(3)}
    assert theirs <= ids(returns) and not theirs & ids(finance)
    assert not theirs & ids(finance, f"&department_id={returns.department}")
    assert not theirs & ids(finance, "&assignee_id=none")
    assert counts(finance) == before
    assert theirs <= ids(boss)


def test_taking_part_gives_sight(boss, returns, finance):
    opened = open_ticket(finance, department_id=returns.department)
    finance.get(f"/tickets/{opened['id']}").expect(200)
    returns.get(f"/tickets/{opened['id']}").expect(200)
    assert opened["id"] in ids(finance)


def test_a_department_that_opened_a_ticket_keeps_reading_it(server, boss, returns, finance):
    colleague_of_lily = colleague(server, boss, "mei", [returns.department])
    ticket = open_ticket(returns)  # of a type of 客服部, but opened by the people of 退货组
    path = f"/tickets/{ticket['id']}"
    boss.post(f"{path}/assignment", {"department_id": finance.department, "note": "退款"}).expect(200)
    finance.get(path).expect(200)
    for address in (path, f"{path}/events", f"{path}/stages"):
        colleague_of_lily.get(address).expect(200)
    assert ticket["id"] in ids(finance) and ticket["id"] in ids(colleague_of_lily)
    for method, address, body in FORBIDDEN[3:]:
        refused = colleague_of_lily.request(method, path + address, json=body).expect(403)
        assert "read this ticket" in refused.json["detail"]
    boss.post(f"{path}/assignment", {"department_id": returns.department}).expect(200)
    colleague_of_lily.post(f"{path}/status", {"status": "open"}).expect(200)


def test_sight_moves_with_the_ticket(boss, returns, finance):
    """A department it only passed through sees it no more."""
    ticket = open_ticket(boss, department_id=returns.department)
    path = f"/tickets/{ticket['id']}"
    returns.get(path).expect(200)
    boss.post(f"{path}/assignment", {"department_id": finance.department, "note": "退款"}).expect(200)
    finance.get(path).expect(200)
    returns.get(path).expect(404)
    assert ticket["id"] in ids(finance) and ticket["id"] not in ids(returns)


def test_who_leads_sees_what_lies_below(server, boss):
    chief = colleague(server, boss, "chief")
    above = boss.post("/departments", {"name": "大区", "lead_id": chief.user["id"]}).expect(201).json["id"]
    middle = boss.post("/departments", {"name": "上海", "parent_id": above}).expect(201).json["id"]
    below = boss.post("/departments", {"name": "浦东", "parent_id": middle}).expect(201).json["id"]
    member = colleague(server, boss, "member", [middle])
    ticket = open_ticket(boss, department_id=below)
    path = f"/tickets/{ticket['id']}"
    member.get(path).expect(404)  # a member of the one between sees only that one
    chief.get(path).expect(200)
    chief.post(f"{path}/status", {"status": "open"}).expect(200)
    assert ids(chief) == {ticket["id"]} and counts(chief) == {"mine": 0, "unassigned": 1, "open": 1}
    assert ids(chief, "&sort=-updated_at") == {ticket["id"]}


def test_collaborators_work_on_a_ticket_and_followers_read_it(server, boss, returns, finance):
    ticket = open_ticket(boss, department_id=returns.department)
    path, tom = f"/tickets/{ticket['id']}", finance.user["id"]
    finance.put(f"{path}/followers/{tom}").expect(404)
    followed = returns.put(f"{path}/followers/{tom}").expect(200).json
    assert followed["followers"] == [{"id": tom, "name": "汤姆"}] and followed["collaborators"] == []
    finance.get(path).expect(200)
    assert ticket["id"] in ids(finance)
    finance.post(f"{path}/messages", {"body": "好", "visibility": "internal"}).expect(403)
    finance.put(f"{path}/followers/{boss.get('/me').json['user']['id']}").expect(403)
    for _ in range(2):  # the second changes nothing
        assert returns.put(f"{path}/collaborators/{tom}").expect(200).json["collaborators"] == [{"id": tom, "name": "汤姆"}]
    finance.post(f"{path}/messages", {"body": "好", "visibility": "internal"}).expect(201)
    listed = {t["id"]: t for t in finance.pages("/tickets?limit=200")}[ticket["id"]]
    assert listed["collaborators"] == listed["followers"] == [{"id": tom, "name": "汤姆"}]
    finance.delete(f"{path}/collaborators/{tom}").expect(204)
    finance.delete(f"{path}/collaborators/{tom}").expect(404)
    finance.delete(f"{path}/followers/{tom}").expect(204)
    finance.get(path).expect(404)
    kinds = [event["kind"] for event in events_of(boss, ticket)]
    assert kinds[1:] == ["follower_added", "collaborator_added", "message", "collaborator_removed", "follower_removed"]
    unknown = returns.put(f"{path}/collaborators/4711").expect(422)
    assert unknown.json["errors"][0]["field"] == "user_id"


def why(client, ticket, user=None):
    return client.get(f"/tickets/{ticket['id']}/sight" + (f"?user_id={user}" if user else "")).expect(200).json


def test_why_somebody_sees_a_ticket(boss, returns, finance):
    ticket = open_ticket(boss, department_id=returns.department)
    mine = why(returns, ticket)
    assert mine["sees"] and mine["may_change"] and mine["missing"] == []
    assert [reason["kind"] for reason in mine["reasons"]] == ["member"]
    assert mine["reasons"][0]["text"] == "The ticket is with 退货组, where 莉莉 works."
    finance.get(f"/tickets/{ticket['id']}/sight").expect(404)
    finance.get(f"/tickets/{ticket['id']}/sight?user_id={returns.user['id']}").expect(403)
    theirs = why(boss, ticket, finance.user["id"])
    assert not theirs["sees"] and theirs["reasons"] == []
    assert [reason["kind"] for reason in theirs["missing"]] == ["works_elsewhere", "takes_no_part"]
    assert "退货组" in theirs["missing"][0]["text"] and "财务部" in theirs["missing"][0]["text"]
    boss.put(f"/tickets/{ticket['id']}/followers/{finance.user['id']}").expect(200)
    now = why(finance, ticket)
    assert now["sees"] and not now["may_change"] and [reason["kind"] for reason in now["reasons"]] == ["follower"]
    admin = why(boss, ticket)
    assert [reason["kind"] for reason in admin["reasons"]] == ["reads_all", "creator", "opened"]
    assert "管理员" in admin["reasons"][0]["text"]


def test_the_desk_sees_everything(server, boss, returns):
    desk = colleague(server, boss, "desk", roles=("客服台",))
    ticket = open_ticket(boss, department_id=returns.department)
    desk.get(f"/tickets/{ticket['id']}").expect(200)
    assert ids(desk) == ids(boss) and counts(desk)["open"] == counts(boss)["open"]


def test_who_has_no_role_may_nothing(server, boss):
    nobody = colleague(server, boss, "nobody", [own_department(boss)], roles=())
    for method, path, body in [("GET", "/tickets", None), ("POST", "/tickets", new_ticket()), ("GET", "/views/counts", None),
                               ("POST", "/users", {"login": "x", "name": "x", "password": "quiet-river-stone"}),
                               ("POST", "/departments", {"name": "x"})]:
        nobody.request(method, path, json=body).expect(403)
    me = nobody.get("/me").expect(200).json
    assert me["permissions"] == [] and me["user"]["id"] == nobody.user["id"]


def test_members_manage_neither_people_nor_settings(returns):
    returns.post("/users", {"login": "x", "name": "x", "password": "quiet-river-stone"}).expect(403)
    returns.post("/departments", {"name": "x"}).expect(403)


def test_live_events_reach_only_who_sees_the_ticket(server, boss, returns, finance):
    seeing, blind = LiveClient(server, returns.token), LiveClient(server, finance.token)
    seeing.expect("ready")
    blind.expect("ready")
    ticket = open_ticket(boss, department_id=returns.department)
    boss.post(f"/tickets/{ticket['id']}/messages", {"body": "秘密", "visibility": "internal"}).expect(201)
    assert [event["ticket_id"] for event in seeing.events(2)] == [ticket["id"]] * 2
    mine = open_ticket(boss, department_id=finance.department)
    assert blind.events(1)[0]["ticket_id"] == mine["id"], "the first it hears of is its own"
    blind.send(type="watch", ticket_id=ticket["id"], state="looking")
    assert blind.is_silent()
    seeing.close()
    blind.close()


def test_a_resume_gives_only_what_one_sees(server, boss, returns, finance):
    client = LiveClient(server, finance.token)
    start = client.expect("ready")["seq"]
    client.close()
    open_ticket(boss, department_id=returns.department)
    mine = open_ticket(boss, department_id=finance.department)
    again = LiveClient(server, finance.token)
    again.expect("ready")
    again.send(type="resume", after=start)
    assert again.events(1)[0]["ticket_id"] == mine["id"]
    assert again.is_silent()
    again.close()


def test_events_name_only_people(boss, returns):
    """Timelines are for colleagues; nothing of sign-in may be in them."""
    ticket = open_ticket(boss, department_id=returns.department)
    text = str(events_of(returns, ticket))
    assert "password" not in text and "token" not in text
