"""A problem and its incidents: announced once, reported by many, and answered with one answer, each in his own name."""
import threading

import pytest

from conftest import Servers
from support.people import add_department, colleague, events_of, new_ticket, open_ticket
from support.portal import PROXY, Customer

NOW = "2020-01-01T00:00:00Z"
LATER = "2040-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def server(database, request):
    servers = Servers(database, request)
    yield servers.make(arguments=PROXY).start()
    servers.close()


@pytest.fixture(scope="module")
def boss(server):
    return server.sign_in()


@pytest.fixture(scope="module")
def agent(server, boss):
    department = add_department(boss, "物业一组")
    client = colleague(server, boss, "steward", [department], name="林涛")
    client.department = department
    boss.post("/types", {"path": "报修", "department_id": department, "is_public": True}).expect(201)
    return client


def incident_of(agent, problem, name="李雷", **more):
    body = new_ticket("没有水", department_id=agent.department, **more)
    body["requester"]["name"] = name
    ticket = agent.post("/tickets", body).expect(201).json
    agent.post(f"/tickets/{ticket['id']}/links", {"kind": "incident", "ticket_id": problem["id"]}).expect(200)
    return ticket


def answer(agent, problem, body="已修好", key=None, expected=200, **more):
    headers = {"Idempotency-Key": key} if key else {}
    path = f"/tickets/{problem['id']}/incident-messages"
    return agent.post(path, {"body": body, **more}, headers=headers).expect(expected)


def told(agent, ticket):
    return [event["body"] for event in events_of(agent, ticket) if event["kind"] == "message"]


def status_of(agent, ticket):
    return agent.get(f"/tickets/{ticket['id']}").expect(200).json["status"]


def test_a_water_outage_answers_forty(server, boss, agent):
    """S7: one announcement, forty residents say "me too", one answer reaches each of them."""
    problem = open_ticket(agent, "三号楼停水", department_id=agent.department)
    announcement = boss.post("/announcements", {
        "title": "三号楼停水", "body": "正在抢修，预计两小时。", "problem_ticket_id": problem["id"]}).expect(201).json
    anyone = Customer(server)
    (shown,) = anyone.request("GET", "/announcements").expect(200).json["items"]
    assert (shown["title"], shown["can_join"], shown["types"]) == ("三号楼停水", True, [])
    assert set(shown) == {"id", "title", "body", "types", "starts_at", "ends_at", "can_join"}
    residents = []
    for number in range(40):
        residents.append(Customer(server).open(f"1370000{number:04}", "没有水", type="报修", announcement_id=announcement["id"],
                                               requester={"name": f"住户{number}", "phone": f"1370000{number:04}"}))
    text = "{{requester.name}}，您的 {{ticket.number}} 已修好。"
    planned = answer(agent, problem, text, dry_run=True, then="resolved").json
    assert planned == {"allowed": 40, "refused": []}
    assert len(residents[0].look()["messages"]) == 1, "nothing was done"
    assert answer(agent, problem, text, then="resolved", key="outage").json == planned
    for number, resident in enumerate(residents):
        look = resident.look()
        assert [message["body"] for message in look["messages"][1:]] == [f"住户{number}，您的 {resident.number} 已修好。"]
        assert look["messages"][1]["author"]["name"] == "林涛" and "confirm" in look["can"]
        assert problem["number"] not in str(look)
    again = answer(agent, problem, text, then="resolved", key="outage")
    assert again.json == planned and again.headers["Idempotency-Replayed"] == "true"
    assert len(residents[0].look()["messages"]) == 2, "nobody was told twice"
    assert answer(agent, problem, "别的", key="outage", expected=422).json["errors"][0]["field"] == "Idempotency-Key"
    (event,) = [event for event in events_of(agent, problem) if event["kind"] == "incidents_answered"]
    assert (event["body"], event["visibility"]) == (text, "internal")
    assert event["data"] == {"allowed": 40, "refused": 0, "then": "resolved"}
    boss.delete(f"/announcements/{announcement['id']}").expect(204)


def test_each_is_answered_whole_or_not(server, boss, agent):
    problem = open_ticket(agent, "登录不了", department_id=agent.department)
    fine, closed, parent, read_only, hidden = (incident_of(agent, problem, name) for name in "甲乙丙丁戊")
    agent.post(f"/tickets/{closed['id']}/status", {"status": "closed"}).expect(200)
    child = open_ticket(agent, department_id=agent.department)
    agent.post(f"/tickets/{parent['id']}/links", {"kind": "parent", "ticket_id": child["id"]}).expect(200)
    member = colleague(server, boss, "member", [add_department(boss, "监控组")])
    away = add_department(boss, "外地组")
    for ticket in (problem, fine, closed, parent):
        agent.put(f"/tickets/{ticket['id']}/collaborators/{member.user['id']}").expect(200)
    agent.put(f"/tickets/{read_only['id']}/followers/{member.user['id']}").expect(200)
    boss.post(f"/tickets/{hidden['id']}/assignment", {"department_id": away, "note": "x"}).expect(200)
    planned = answer(member, problem, then="resolved", dry_run=True).json
    assert planned["allowed"] == 1
    reasons = {refusal["id"]: refusal["reason"] for refusal in planned["refused"]}
    assert set(reasons) == {closed["id"], parent["id"], read_only["id"]}, "what he does not see is not counted"
    assert "closed" in reasons[closed["id"]] and "not finished" in reasons[parent["id"]]
    assert told(agent, fine) == [] and status_of(agent, fine) == "new"
    assert answer(member, problem, then="resolved").json == planned
    assert told(agent, fine) == ["已修好"] and status_of(agent, fine) == "resolved"
    assert told(agent, parent) == told(agent, closed) == [] and status_of(agent, parent) == "new"
    assert answer(member, problem, "再说一次", then="resolved").json["allowed"] == 1, "where it is already it stays"
    assert told(agent, fine) == ["已修好", "再说一次"]


def test_one_key_at_once(server, agent):
    """Two requests with one key at the same moment: everybody is told once."""
    problem = open_ticket(agent, "短信收不到", department_id=agent.department)
    incidents = [incident_of(agent, problem) for _ in range(5)]
    answers = []

    def go():
        path = f"/tickets/{problem['id']}/incident-messages"
        answers.append(server.client(agent.token).post(path, {"body": "好了"}, headers={"Idempotency-Key": "twin"}).json)

    threads = [threading.Thread(target=go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [{"allowed": 5, "refused": []}] * 4
    assert [told(agent, incident) for incident in incidents] == [["好了"]] * 5
    assert [event["kind"] for event in events_of(agent, problem)].count("incidents_answered") == 1


def test_what_was_merged_into_the_problem(agent):
    first, second = (open_ticket(agent, "停电", department_id=agent.department, requester={"name": "值班", "phone": "13966660000"})
                     for _ in range(2))
    incident = incident_of(agent, second)
    agent.post(f"/tickets/{second['id']}/merge", {"into": first["id"]}).expect(200)
    assert answer(agent, first).json == {"allowed": 1, "refused": []} and told(agent, incident) == ["已修好"]


def test_hostile_answers(server, boss, agent):
    problem = open_ticket(agent, department_id=agent.department)
    fields = lambda **body: {error["field"] for error in answer(agent, problem, expected=422, **body).json["errors"]}
    assert fields(body="") == {"body"} and fields(body="x" * 100_001) == {"body"}
    assert fields(body="{{requester.phone}}") == {"body"} and fields(then="nonsense") == {"then"}
    assert fields(key="x" * 129) == {"Idempotency-Key"}
    assert answer(agent, problem).json == {"allowed": 0, "refused": []}
    incident = open_ticket(agent, "水" * 30, department_id=agent.department)
    agent.post(f"/tickets/{problem['id']}/links", {"kind": "problem", "ticket_id": incident["id"]}).expect(200)
    long = answer(agent, problem, "{{ ticket.subject }}" * 5000).json
    assert "too long" in long["refused"][0]["reason"] and told(agent, incident) == []
    stranger = colleague(server, boss, "stranger", [add_department(boss, "别的物业")])
    answer(stranger, problem, expected=404)


def test_announcements(server, boss, agent):
    fields = lambda answer: {error["field"] for error in answer.expect(422).json["errors"]}
    kind = next(kind for kind in boss.get("/types").json["items"] if kind["path"] == "报修")
    body = {"title": "检修", "body": "今晚十点。", "type_ids": [kind["id"]], "starts_at": NOW, "ends_at": LATER}
    agent.post("/announcements", body).expect(403)
    assert fields(boss.post("/announcements", {"starts_at": "x", "x": 1})) == {"title", "body", "starts_at", "x"}
    assert fields(boss.post("/announcements", {**body, "ends_at": NOW})) == {"ends_at"}
    assert fields(boss.post("/announcements", {**body, "type_ids": ["4711"], "problem_ticket_id": "4711"})) == \
        {"type_ids[0]", "problem_ticket_id"}
    made = boss.post("/announcements", body).expect(201).json
    path = f"/announcements/{made['id']}"
    anyone = Customer(server)
    titles = lambda: [each["title"] for each in anyone.request("GET", "/announcements").expect(200).json["items"]]
    (shown,) = anyone.request("GET", "/announcements").expect(200).json["items"]
    assert (shown["types"], shown["can_join"]) == (["报修"], False)
    boss.patch(path, {"title": "停水检修", "version": 1}).expect(200)
    assert boss.patch(path, {"title": "x", "version": 1}).expect(409).json["current"]["title"] == "停水检修"
    agent.patch(path, {"title": "x", "version": 2}).expect(403)
    assert titles() == ["停水检修"] and [each["title"] for each in agent.get("/announcements").json["items"]] == titles()
    boss.patch(path, {"starts_at": LATER, "ends_at": None, "version": 2}).expect(200)
    assert titles() == [] and boss.get("/announcements?limit=1").json["items"][0]["starts_at"] == LATER
    problem, incident = (open_ticket(agent, department_id=agent.department) for _ in range(2))
    agent.post(f"/tickets/{incident['id']}/links", {"kind": "incident", "ticket_id": problem["id"]}).expect(200)
    assert fields(boss.patch(path, {"problem_ticket_id": incident["id"], "version": 3})) == {"problem_ticket_id"}
    boss.patch(path, {"problem_ticket_id": problem["id"], "version": 3}).expect(200)
    outsider = colleague(server, boss, "outsider", [add_department(boss, "外人组")])
    assert outsider.get("/announcements").json["items"][0]["problem_ticket_id"] is None
    joining = {"subject": "我也是", "requester": {"name": "李", "phone": "13955550000"}, "announcement_id": made["id"]}
    assert fields(anyone.request("POST", "/tickets", json=joining)) == {"announcement_id"}, "it is not told yet"
    boss.patch(path, {"starts_at": NOW, "version": 4}).expect(200)
    # What became an incident itself meanwhile takes none, and the customer is let in all the same.
    upper = open_ticket(agent, department_id=agent.department)
    agent.delete(f"/tickets/{incident['id']}/links/{problem['id']}").expect(204)
    agent.post(f"/tickets/{problem['id']}/links", {"kind": "incident", "ticket_id": upper["id"]}).expect(200)
    number = anyone.request("POST", "/tickets", json=joining).expect(201).json["number"]
    assert boss.get(f"/tickets/{number}/links").expect(200).json["items"] == []
    boss.delete(path).expect(204)
    boss.delete(path).expect(409)
    boss.patch(path, {"title": "x", "version": 6}).expect(409)
    assert fields(anyone.request("POST", "/tickets", json=joining)) == {"announcement_id"}
    kinds = [event["kind"] for event in boss.get("/audit").expect(200).json["items"]]
    assert kinds.count("announcement_changed") == 5 and "announcement_archived" in kinds and "announcement_created" in kinds
