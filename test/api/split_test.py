"""Splitting: a ticket about two things becomes two, and every copied word keeps its author, time and secrecy."""
import itertools

import pytest

from conftest import Servers
from support.people import add_department, colleague, events_of, new_ticket, open_ticket
from support.portal import PROXY, Customer
from support.rows import Rows
from support.upload import uploaded

_types = itertools.count(1)


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
    department = add_department(boss, "拆分组")
    client = colleague(server, boss, "splitter", [department], name="韩梅梅")
    client.department = department
    return client


def make_type(boss, agent, **more):
    return boss.post("/types", {"path": f"拆分{next(_types)}", "department_id": agent.department, **more}).expect(201).json


def say(agent, ticket, body, visibility="public", **more):
    message = {"body": body, "visibility": visibility, **more}
    return agent.post(f"/tickets/{ticket['id']}/messages", message).expect(201).json


def split(agent, ticket, events, expected=201, **more):
    body = {"event_ids": [event["id"] for event in events], "subject": "另一件事", **more}
    return agent.post(f"/tickets/{ticket['id']}/split", body).expect(expected).json


def of_kind(agent, ticket, kind):
    return [event for event in events_of(agent, ticket) if event["kind"] == kind]


def test_the_customer_reads_his_words_in_the_new_one(server, boss, agent):
    """From his portal ticket; his words stay his, those of others theirs, and a note stays inside."""
    kind = make_type(boss, agent, is_public=True)
    customer = Customer(server).open("13911110001", type=kind["path"])
    customer.does("messages", {"body": "还有，发票也开错了", "attachment_ids": [customer.upload(b"invoice", "发票.txt", "text/plain")["id"]]})
    ticket = agent.get(f"/tickets/{customer.number}").expect(200).json
    answer = say(agent, ticket, "发票我们另外处理")
    note = say(agent, ticket, "转财务，勿告诉客户", "internal")
    asked = of_kind(agent, ticket, "message")[0]
    fresh = split(agent, ticket, [note, asked, answer], type=kind["path"], priority="high", description="发票抬头有误")
    assert (fresh["type"], fresh["priority"], fresh["requester"]) == (kind["path"], "high", ticket["requester"])
    copies = of_kind(agent, fresh, "copied")
    assert [copy["body"] for copy in copies] == ["还有，发票也开错了", "发票我们另外处理", "转财务，勿告诉客户"]
    assert [copy["visibility"] for copy in copies] == ["public", "public", "internal"]
    assert {copy["actor"]["name"] for copy in copies} == {"韩梅梅"}, "who copied"
    assert [copy["author"]["kind"] for copy in copies] == ["customer", "agent", "agent"]
    assert copies[0]["author"]["name"] == ticket["requester"]["name"] and copies[1]["author"]["name"] == "韩梅梅"
    origin = copies[0]["data"]["split_from"]
    assert (origin["ticket_id"], origin["number"], origin["event_id"], origin["at"]) == \
        (ticket["id"], ticket["number"], asked["id"], asked["at"])
    assert agent.get(f"/attachments/{copies[0]['attachments'][0]['id']}").expect(200).body == b"invoice"
    (told,), (came,) = of_kind(agent, ticket, "split"), of_kind(agent, fresh, "split")
    assert told["data"]["number"] == fresh["number"] and came["data"]["number"] == ticket["number"]
    assert agent.get(f"/tickets/{ticket['id']}/links").json["items"][0]["ticket"]["number"] == fresh["number"]
    assert fresh["first_responded_at"] is None, "nobody answered it yet"
    follower = Customer(server)
    follower.number = fresh["number"]
    shown = follower.request("GET", f"/tickets/{fresh['number']}?phone_tail=0001").expect(200).json
    said = [(message["author"]["kind"], message["body"], message["at"]) for message in shown["messages"]]
    assert said == [("staff", "发票抬头有误", said[0][2]), ("customer", "还有，发票也开错了", asked["at"]),
                    ("staff", "发票我们另外处理", answer["at"])]
    file = f"/tickets/{fresh['number']}/attachments/{shown['messages'][1]['attachments'][0]['id']}"
    assert follower.request("GET", file, token=shown["access_token"]).expect(200).body == b"invoice"
    again = split(agent, fresh, copies[:1])
    (copy,) = of_kind(agent, again, "copied")
    assert copy["data"]["split_from"] == origin and copy["author"]["kind"] == "customer", "the first origin is kept"


def test_what_it_asks_for(server, boss, agent):
    ticket, other = open_ticket(agent, department_id=agent.department), open_ticket(agent, department_id=agent.department)
    own, foreign = say(agent, ticket, "一"), say(agent, other, "二")
    status = of_kind(agent, ticket, "status_changed")[0]
    path = f"/tickets/{ticket['id']}/split"
    fields = lambda body: {error["field"] for error in agent.post(path, body).expect(422).json["errors"]}
    assert fields({}) == {"event_ids", "subject"}
    assert fields({"subject": "x", "event_ids": ["x"], "y": 1}) == {"event_ids[0]", "y"}
    assert fields({"subject": "x", "event_ids": [own["id"], own["id"]]}) >= {"event_ids[0]"}
    assert fields({"subject": "x", "event_ids": [str(number) for number in range(1, 102)]}) == {"event_ids"}
    assert fields({"subject": "x", "event_ids": [own["id"], foreign["id"], status["id"], "4711"], "type": "没有"}) == \
        {"event_ids[1]", "event_ids[2]", "event_ids[3]", "type"}
    assert fields({"subject": "x", "event_ids": [own["id"]], "department_id": "4711"}) == {"department_id"}
    held = [say(agent, ticket, body, send_after_s=60) for body in ("还没发", "收回的")]
    agent.delete(f"/tickets/{ticket['id']}/messages/{held[1]['id']}").expect(200)
    assert fields({"subject": "x", "event_ids": [each["id"] for each in held]}) == {"event_ids[0]", "event_ids[1]"}
    kind = make_type(boss, agent)
    boss.post(f"/types/{kind['id']}/fields", {"key": "batch", "label": "批号", "kind": "text", "required": True}).expect(201)
    wanted = {"subject": "x", "event_ids": [own["id"]], "type": kind["path"]}
    assert fields({**wanted, "fields": {}}) == {"fields.batch"}
    assert agent.post(path, {**wanted, "fields": {"batch": "B7"}}).expect(201).json["fields"] == {"batch": "B7"}
    assert agent.post(path, wanted).expect(201).json["fields"] == {}, "it goes on with what was asked for already"
    stranger = colleague(server, boss, "stranger", [add_department(boss, "别的组")])
    stranger.post(path, {"subject": "x", "event_ids": [own["id"]]}).expect(404)
    agent.put(f"/tickets/{ticket['id']}/followers/{stranger.user['id']}").expect(200)
    stranger.post(path, {"subject": "x", "event_ids": [own["id"]]}).expect(403)


def test_what_is_marked_stays_encrypted(server, boss, agent):
    marked, plain = make_type(boss, agent, is_sensitive=True), make_type(boss, agent)
    secret, opened = "对青霉素过敏的病人", "普通的一句话"
    ticket = agent.post("/tickets", new_ticket(type=marked["path"], department_id=agent.department)).expect(201).json
    said = say(agent, ticket, secret, attachment_ids=[uploaded(agent, b"photo", "片子.txt")["id"]])
    refused = split(agent, ticket, [said], 422, type=plain["path"])
    assert [error["field"] for error in refused["errors"]] == ["type"]
    fresh = split(agent, ticket, [said], subject=secret + "的事")
    assert of_kind(agent, fresh, "copied")[0]["body"] == secret
    other = open_ticket(agent, type=plain["path"])
    into = split(agent, other, [say(agent, other, opened)], type=marked["path"], subject=secret)
    assert of_kind(agent, into, "copied")[0]["body"] == opened
    assert secret not in Rows(server).dump()
    customer = ticket["requester"]["id"]
    boss.post(f"/customers/{customer}/erasure", {"reason": "客户要求删除"}).expect(200)
    assert secret not in str(events_of(agent, fresh))
