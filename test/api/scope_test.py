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
    department = add_department(boss, "退货组")
    client = colleague(server, boss, "lily", [department], name="莉莉")
    client.department = department
    return client


@pytest.fixture(scope="module")
def finance(server, boss):
    department = add_department(boss, "财务部")
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


def test_sight_moves_with_the_ticket(boss, returns, finance):
    ticket = open_ticket(boss, department_id=returns.department)
    path = f"/tickets/{ticket['id']}"
    returns.post(f"{path}/assignment", {"department_id": finance.department, "note": "退款"}).expect(200)
    finance.get(path).expect(200)
    returns.get(path).expect(404)
    assert ticket["id"] in ids(finance) and ticket["id"] not in ids(returns)


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
