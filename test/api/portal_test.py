"""The portal: a customer opens, follows, supplies, hurries, confirms, rates and reopens his ticket without an account, and
never learns what is not his."""
import json
import pathlib
import statistics
import threading
import time
import uuid

import pytest

from conftest import Servers
from support.people import add_department, colleague, events_of, open_ticket
from support.portal import PROXY, Customer, answer_to
from support.server import ROOT
from support.upload import uploaded

SOON = "2040-01-01T09:00:00Z"


@pytest.fixture(scope="module")
def server(database, request):
    servers = Servers(database, request)
    yield servers.make(arguments=PROXY).start()
    servers.close()


@pytest.fixture(scope="module")
def boss(server):
    return server.sign_in()


@pytest.fixture(scope="module")
def desk(server, boss):
    """Two departments, somebody in each, and a public type whose tickets come to the first."""
    service, quality = add_department(boss, "客服一组"), add_department(boss, "质检部")
    agent = colleague(server, boss, "login-agent", [service], name="韩梅梅")
    inspector = colleague(server, boss, "login-inspector", [quality], name="林涛")
    kind = boss.post("/types", {"path": f"投诉{uuid.uuid4().hex[:6]}", "department_id": service, "is_public": True}).expect(201).json
    add = f"/types/{kind['id']}/fields"
    boss.post(add, {"key": "batch", "label": "批号", "kind": "text", "required": True}).expect(201)
    boss.post(add, {"key": "cost", "label": "内部成本", "kind": "text", "required": True, "agents_only": True,
                    "default_value": "成本未定"}).expect(201)
    return type("Desk", (), dict(agent=agent, inspector=inspector, service=service, quality=quality, type=kind["path"]))


def phone():
    return f"139{uuid.uuid4().int % 10**8:08}"


def opened(server, desk, number=None, **more):
    return Customer(server).open(number or phone(), type=desk.type, fields={"batch": "B7"}, **more)


def ticket_of(agent, customer):
    return agent.get(f"/tickets/{customer.number}").expect(200).json


def resolve(agent, customer):
    agent.post(f"/tickets/{customer.number}/status", {"status": "resolved"}).expect(200)


def assert_hears_nothing_of(customer, secrets):
    heard = b"\n".join(answer.body + str(answer.headers).encode() for answer in customer.heard).decode(errors="replace")
    for name, secret in secrets.items():
        assert secret not in heard, f"the customer was told {name}"


def refused_fields(answer):
    return {error["field"] for error in answer.json["errors"]}


def test_what_is_offered(server, desk):
    offered = {each["path"]: each for each in Customer(server).request("GET", "/types").expect(200).json["items"]}
    assert [field["key"] for field in offered[desk.type]["fields"]] == ["batch"], "what agents fill in is not shown"
    customer = Customer(server)
    wrong = {"subject": "x", "type": desk.type, "requester": {"name": "李雷", "phone": phone()}, "fields": {"cost": "1"}}
    assert refused_fields(customer.request("POST", "/tickets", json=wrong).expect(422)) == {"fields.cost", "fields.batch"}
    for more, field in (({"type": "没有"}, "type"), ({"requester": {"name": "x"}}, "requester.phone"), ({"requester": {"phone": "13900000000"}}, "requester.name"),
                        ({"requester": {"id": "4711"}}, "requester.id"), ({"attachment_ids": ["4711"]}, "attachment_ids[0]"),
                        ({"assignee_id": "1"}, "assignee_id")):
        body = {"subject": "x", "requester": {"name": "李雷", "phone": phone()}, **more}
        assert field in refused_fields(customer.request("POST", "/tickets", json=body).expect(422)), field


def test_the_whole_way(server, boss, desk):
    number = phone()
    customer = Customer(server)
    photo = customer.upload()
    customer.open(number, type=desk.type, fields={"batch": "B7"}, attachment_ids=[photo["id"]])
    assert refused_fields(Customer(server).request("POST", "/tickets", json={
        "subject": "x", "requester": {"name": "李雷", "phone": number}, "attachment_ids": [photo["id"].split(".")[0] + ".x"]}).expect(422)) == {
            "attachment_ids[0]"}
    first = customer.look()
    assert first["subject"] == "奶粉罐里有虫" and first["can"] == ["message", "nudge"] and first["rating"] is None
    assert [step["state"] for step in first["progress"]] == ["current", "next", "next", "next"]
    assert first["progress"][0]["department"] == "客服一组" and first["progress"][0]["promise_at"]
    file = first["messages"][0]["attachments"][0]
    assert first["messages"][0]["author"] == {"kind": "customer"} and file["name"] == "照片.png"
    assert customer.request("GET", f"/tickets/{customer.number}/attachments/{file['id']}").expect(200).body == b"photo"

    ticket = ticket_of(desk.agent, customer)
    path = f"/tickets/{ticket['id']}"
    assert ticket["channel"] == "portal" and ticket["fields"] == {"batch": "B7", "cost": "成本未定"}
    opening = events_of(desk.agent, ticket)[0]
    assert (opening["actor"]["kind"], opening["actor"]["id"]) == ("customer", ticket["requester"]["id"])
    secret_file = uploaded(desk.agent, b"internal", "内部.txt")
    desk.agent.post(f"{path}/messages", {"body": "此人常投诉", "visibility": "internal", "attachment_ids": [secret_file["id"]]}).expect(201)
    desk.agent.patch(path, {"tags": ["难缠客户"], "version": ticket_of(desk.agent, customer)["version"]}).expect(200)
    desk.agent.post(f"{path}/assignment", {"department_id": desk.quality, "note": "转派理由", "handover": {
        "problem": "交接问题", "promised_at": SOON}}).expect(200)
    desk.inspector.post(f"{path}/accept").expect(200)
    secrets = {"a note": "此人常投诉", "a tag": "难缠客户", "why it was handed over": "转派理由", "a handover card": "交接问题",
               "an agent's login": desk.agent.user["login"], "an inspector's login": desk.inspector.user["login"],
               "an agent's id": desk.agent.user["id"], "an inspector's id": desk.inspector.user["id"],
               "his own phone": number, "what only agents fill in": "成本未定", "an internal file": "内部.txt",
               "his customer id": ticket["requester"]["id"]}
    customer.request("GET", f"/tickets/{customer.number}/attachments/{secret_file['id']}").expect(404)

    ask = {"body": "请补充罐底照片。", "visibility": "internal", "mentions": ["customer", "x", "customer"]}
    assert refused_fields(desk.inspector.post(f"{path}/messages", ask).expect(422)) == {"mentions[0]", "mentions[1]", "mentions[2]"}
    ask.update(visibility="public", mentions=["customer", desk.agent.user["id"]], then="pending")
    desk.inspector.post(f"{path}/messages", ask).expect(201)
    desk.agent.get(path).expect(200)
    shown = customer.look()
    asked = shown["missing"][0]
    assert asked["body"] == "请补充罐底照片。" and asked["author"] == {"kind": "staff", "name": "林涛", "department": "质检部"}
    current = next(step for step in shown["progress"] if step["state"] == "current")
    assert (current["title"], current["department"], current["promise_at"]) == ("待您补充", "质检部", SOON)

    bottom = customer.upload(b"bottom", "罐底.png")
    answered = customer.does("messages", {"body": "照片来了", "attachment_ids": [bottom["id"]]})
    assert answered["missing"] == [] and answered["messages"][-1]["attachments"][0]["name"] == "罐底.png"
    now = ticket_of(desk.inspector, customer)
    assert now["status"] == "open" and now["assignee"]["name"] == "林涛"

    assert customer.does("nudge", {"reason": "请快一点"})["nudge_after"]
    assert int(customer.request("POST", f"/tickets/{customer.number}/nudge", json={}).expect(429).headers["Retry-After"]) > 60
    assert ticket_of(desk.inspector, customer)["nudges"] == 1 and ticket_of(desk.inspector, customer)["nudged_at"]
    assert "confirm" in customer.does("confirmation", {"solved": True}, 409)["detail"]
    customer.does("rating", {"score": 5}, 409)

    resolve(desk.inspector, customer)
    assert customer.look()["can"] == ["message", "confirm", "rate", "reopen"]
    assert customer.does("confirmation", {"solved": False, "comment": "还有一罐"})["messages"][-1]["body"] == "还有一罐"
    assert ticket_of(desk.inspector, customer)["resolved_at"] is None
    resolve(desk.inspector, customer)
    customer.does("messages", {"body": "等等"})
    assert ticket_of(desk.inspector, customer)["status_category"] == "open", "a message reopens what is only resolved"
    resolve(desk.inspector, customer)
    closed = customer.does("confirmation", {"solved": True})
    assert closed["progress"][-1]["state"] == "done" and closed["can"] == ["rate", "reopen"]
    assert ticket_of(desk.inspector, customer)["status_category"] == "closed"
    assert customer.does("messages", {"body": "还有"}, 409)["current"]["can"] == ["rate", "reopen"]
    rate(boss, customer, desk)
    assert customer.does("reopen", {"reason": "又有虫"})["number"] == customer.number
    kinds = [event["kind"] for event in events_of(desk.inspector, ticket)]
    for kind, times in (("nudged", 1), ("confirmed", 1), ("reopened", 3), ("rated", 2), ("follower_added", 1)):
        assert kinds.count(kind) == times, kind
    assert_stages_tile(desk.inspector, ticket)
    assert_hears_nothing_of(customer, secrets)
    follow_up(boss, desk, customer)
    assert_hears_nothing_of(customer, secrets)


def rate(boss, customer, desk):
    question = boss.post("/rating-questions", {"text": "态度如何"}).expect(201).json
    boss.patch(f"/rating-questions/{question['id']}", {"text": "态度怎么样", "version": 1}).expect(200)
    boss.patch(f"/rating-questions/{question['id']}", {"text": "x", "version": 1}).expect(409)
    assert customer.look()["rating_questions"] == [{"id": question["id"], "text": "态度怎么样"}]
    wrong = {"score": 6, "answers": [{"question": "4711", "score": 0}]}
    refused = customer.request("POST", f"/tickets/{customer.number}/rating", json=wrong).expect(422)
    assert refused_fields(refused) == {"score", "answers[0].score"}
    customer.does("rating", {"score": 2, "comment": "慢"})
    answers = [{"question": question["id"], "score": 4}]
    shown = customer.does("rating", {"score": 3, "comment": "还行", "tags": ["态度好"], "answers": answers})["rating"]
    assert (shown["score"], shown["comment"], shown["tags"], shown["answers"][0]["text"]) == (3, "还行", ["态度好"], "态度怎么样")
    assert ticket_of(desk.inspector, customer)["rating"] == shown
    boss.delete(f"/rating-questions/{question['id']}").expect(204)
    assert boss.get("/rating-questions").expect(200).json["items"] == []


def assert_stages_tile(agent, ticket):
    stages = agent.get(f"/tickets/{ticket['id']}/stages").expect(200).json["items"]
    assert stages[0]["entered_at"] == ticket["created_at"] and stages[-1]["left_at"] is None
    assert all(earlier["left_at"] == later["entered_at"] for earlier, later in zip(stages, stages[1:]))


def follow_up(boss, desk, customer):
    """After the window a new ticket is opened, whose token opens that one."""
    resolve(desk.inspector, customer)
    boss.put("/settings/portal", {"reopen_days": 400, "nudge_minutes": 5}).expect(422)
    boss.put("/settings/portal", {"reopen_days": 0, "nudge_minutes": 30}).expect(200)
    assert "new_ticket" in customer.look()["can"]
    assert customer.does("messages", {"body": "x"}, 409)["current"]["can"][-1] == "new_ticket"
    fresh = customer.does("reopen", {"reason": "还是有虫"}, 201)
    boss.put("/settings/portal", {"reopen_days": 7, "nudge_minutes": 30}).expect(200)
    assert fresh["number"] != customer.number and fresh["messages"][0]["body"] == "还是有虫"
    customer.request("GET", f"/tickets/{fresh['number']}").expect(404)
    customer.request("GET", f"/tickets/{fresh['number']}", token=fresh["access_token"]).expect(200)
    new = desk.agent.get(f"/tickets/{fresh['number']}").expect(200).json
    linked = next(event for event in events_of(desk.agent, new) if event["kind"] == "linked")
    assert (linked["data"]["kind"], linked["data"]["number"]) == ("follow_up", customer.number)


def test_statuses_in_the_customers_words(server, boss, desk):
    customer = opened(server, desk)
    key = f"s{uuid.uuid4().hex[:8]}"
    status = {"key": key, "name": "待质检", "category": "open", "portal_title": "正在为您检测"}
    boss.post("/statuses", status).expect(201)
    desk.agent.post(f"/tickets/{customer.number}/status", {"status": key}).expect(200)
    titles = [step["title"] for step in customer.look()["progress"]]
    assert titles == ["已提交", "正在为您检测", "已解决，请您确认", "已完成"]
    boss.patch(f"/statuses/{key}", {"portal_title": "检测中", "version": 1}).expect(200)
    assert customer.look()["progress"][1]["title"] == "检测中"


def test_merged_tickets_are_one_as_far_as_they_are_his(server, desk):
    number = phone()
    first, second = opened(server, desk, number), opened(server, desk, number, subject="又有虫")
    desk.agent.post(f"/tickets/{second.number}/merge", {"into": first.number}).expect(200)
    shown = second.look()
    assert shown["number"] == first.number and len(shown["messages"]) == 2
    assert second.does("messages", {"body": "合并后"})["messages"][-1]["body"] == "合并后"
    desk.agent.post(f"/tickets/{second.number}/unmerge").expect(200)
    assert second.look()["number"] == second.number and len(second.look()["messages"]) == 1


def test_a_stranger_gains_nothing_by_giving_anothers_mail(server, desk):
    """Who gives another's contact with his own phone is not thereby let in to the other's tickets."""
    mail, victim, own = f"{uuid.uuid4().hex}@example.cn", phone(), "13900009999"
    his = Customer(server).open(victim, requester={"name": "李雷", "phone": victim, "email": mail})
    Customer(server).open(own, requester={"phone": own, "email": mail, "name": "冒充"})
    Customer(server).open(own, requester={"phone": own, "name": "冒充"})
    Customer(server).request("GET", f"/tickets/{his.number}?phone_tail=9999").expect(404)
    assert Customer(server).request("GET", f"/tickets/{his.number}?phone_tail={victim[-4:]}").expect(200).json["access_token"]


def test_looking_up_counts_failures_only(server, desk):
    number = phone()
    customer = opened(server, desk, number)
    address = f"/tickets/{customer.number}?phone_tail="
    right, wrong = number[-4:], f"{(int(number[-4:]) + 1) % 10_000:04}"
    stranger = Customer(server)
    for _ in range(8):
        shown = stranger.request("GET", address + right).expect(200).json
    assert Customer(server).request("GET", f"/tickets/{customer.number}", token=shown["access_token"]).expect(200)
    refusals = [stranger.request("GET", address + wrong).expect(404).json]
    refusals.append(stranger.request("GET", f"/tickets/GD19990101001?phone_tail={right}").expect(404).json)
    refusals.append(stranger.request("GET", f"/tickets/{customer.number}").expect(404).json)
    refusals.append(stranger.request("GET", f"/tickets/{customer.number}", token=customer.token + "A").expect(404).json)
    refusals.append(stranger.request("GET", address + number).expect(404).json)
    refusals.append(stranger.request("GET", f"/tickets/{ticket_of(desk.agent, customer)['id']}?phone_tail={right}").expect(404).json)
    assert all(each == refusals[0] for each in refusals)
    stranger.request("GET", address + "").expect(404)
    refused = Customer(server).request("GET", address + right).expect(429)
    assert 0 < int(refused.headers["Retry-After"]) <= 900
    assert customer.look(), "his token is not throttled"
    other = opened(server, desk)
    other.request("GET", f"/tickets/{customer.number}").expect(429)  # another's ticket
    for n in range(40):
        answer = stranger.request("GET", f"/tickets/GD1999010{n:04}?phone_tail=0000")
        if answer.status == 429:
            break
    assert 15 < n < 35, "thirty failures an address"


def test_wrong_and_unknown_take_as_long(server, desk):
    """Loosely: neither is several times as quick as the other."""
    times = {"known": [], "unknown": []}
    for _ in range(4):
        customer = opened(server, desk)
        for kind, number in (("known", customer.number), ("unknown", f"GD1998{uuid.uuid4().hex[:8]}")):
            stranger = Customer(server)
            for _ in range(4):
                began = time.perf_counter()
                stranger.request("GET", f"/tickets/{number}?phone_tail=xxxx").expect(404)
                times[kind].append(time.perf_counter() - began)
    known, unknown = (statistics.median(times[kind]) for kind in ("known", "unknown"))
    assert max(known, unknown) < 4 * min(known, unknown) + 0.005, (known, unknown)


def test_a_flood_must_work_and_programs_fill_in_what_nobody_sees(server, boss, desk):
    flood = Customer(server)
    spam = f"spam {uuid.uuid4().hex}"
    flood.open(phone(), spam, website="https://spam.example")
    assert spam not in [ticket["subject"] for ticket in boss.pages("/tickets?limit=200")]
    flood.request("GET", f"/tickets/{flood.number}").expect(404)
    flood.token = None
    body = {"subject": "x", "requester": {"name": "李雷", "phone": phone()}}
    for _ in range(19):
        flood.request("POST", "/tickets", json=body).expect(201)
    asked = flood.request("POST", "/tickets", json=body).expect(428).json
    assert asked["type"] == "urn:baton:problem:proof_required"
    proof = answer_to(asked["challenge"])
    wrong = dict(proof, nonce="x" + proof["nonce"])
    for bad in (wrong, {"salt": "1.1.x.y", "nonce": "1"}, {"salt": "x", "nonce": "1"}):
        flood.request("POST", "/tickets", json=dict(body, proof=bad)).expect(428)
    key = {"Idempotency-Key": uuid.uuid4().hex}
    receipt = flood.request("POST", "/tickets", json=dict(body, proof=proof), headers=key).expect(201).json
    again = flood.request("POST", "/tickets", json=dict(body, proof=proof), headers=key).expect(201)
    assert again.json == receipt and again.headers["Idempotency-Replayed"] == "true"
    flood.request("POST", "/tickets", json=dict(body, proof=proof)).expect(428)
    Customer(server).request("POST", "/tickets", json=body).expect(201)


def test_a_replay_is_for_who_asked(server, desk):
    customer = opened(server, desk)
    key = {"Idempotency-Key": "1"}
    path = f"/tickets/{customer.number}/nudge"
    first = customer.request("POST", path, json={}, headers=key).expect(200)
    again = customer.request("POST", path, json={}, headers=key).expect(200)
    assert again.headers["Idempotency-Replayed"] == "true" and again.json["can"] == first.json["can"]
    assert first.json["messages"] and again.json["messages"] == [], "what was written is not kept for replays"
    Customer(server).request("POST", path, json={}, headers=key).expect(404)


def test_customer_and_agent_at_once(server, desk):
    """Nothing anybody wrote is lost, and every change is a version."""
    customer, times = opened(server, desk), 10
    before = ticket_of(desk.agent, customer)
    client = server.client(desk.agent.token)
    answers = []

    def write():
        for n in range(times):
            body = {"body": f"agent {n}", "visibility": "public", "then": "pending"}
            answers.append(client.post(f"/tickets/{customer.number}/messages", body).status)

    thread = threading.Thread(target=write)
    thread.start()
    for n in range(times):
        customer.does("messages", {"body": f"customer {n}"})
    thread.join()
    after = ticket_of(desk.agent, customer)
    refused = [status for status in answers if status != 201]
    assert set(refused) <= {409}, refused  # pending already
    assert after["version"] == before["version"] + 2 * times - len(refused)
    bodies = [message["body"] for message in customer.look()["messages"]]
    assert {f"customer {n}" for n in range(times)} <= set(bodies) and len(bodies) == 1 + 2 * times - len(refused)
    assert_stages_tile(desk.agent, before)


def test_naughty_strings_come_back_as_sent(server, desk):
    source = pathlib.Path(ROOT / "../shared/data/security-inputs/blns.json").resolve()
    if not source.exists():
        pytest.skip("../shared/data/security-inputs/blns.json is not there")
    talk, rated = opened(server, desk), opened(server, desk)
    resolve(desk.agent, rated)
    strings = [text for text in json.loads(source.read_text("utf-8")) if text.strip() and "\0" not in text]
    for text in strings[::8]:
        assert talk.does("messages", {"body": text})["messages"][-1]["body"] == text
        tags = [text[:30]] if text[:30].strip() else []
        shown = rated.does("rating", {"score": 4, "comment": text[:5000], "tags": tags})["rating"]
        assert (shown["comment"], shown["tags"]) == (text[:5000], tags)
    assert open_ticket(desk.agent, department_id=desk.service)["rating"] is None
