"""Messages that wait before their customer gets them: nothing of them reaches him until they are released, by the clock or
by hand; taken back they are drafts; what he writes in between stops them."""
import threading
import uuid

import pytest

from support.live import LiveClient
from support.people import add_department, colleague, events_of, open_ticket
from support.portal import Customer
from support.stored_bytes import Entered, found_in
from support.upload import uploaded
from support.waiting import until

HOLD = 60  # never released while a test runs


class Desk:
    def __init__(self, server):
        self.boss = server.sign_in()
        self.service = add_department(self.boss, "客服一组")
        self.agent = colleague(server, self.boss, "held-agent", [self.service], name="韩梅梅")
        self.mate = colleague(server, self.boss, "held-mate", [self.service], name="林涛")
        name = f"投诉{uuid.uuid4().hex[:6]}"
        self.type = self.boss.post("/types", {"path": name, "department_id": self.service, "is_public": True}).expect(201).json["path"]


@pytest.fixture(scope="module")
def desk(server):
    return Desk(server)


@pytest.fixture
def customer(server, desk):
    return Customer(server).open(f"139{uuid.uuid4().int % 10**8:08}", type=desk.type)


def say(client, number, body, hold=HOLD, expected=201, **more):
    return client.post(f"/tickets/{number}/messages",
                       {"body": body, "visibility": "public", "send_after_s": hold, **more}).expect(expected).json


def ticket(client, number):
    return client.get(f"/tickets/{number}").expect(200).json


def told(client, number, kind):
    return [event for event in events_of(client, ticket(client, number)) if event["kind"] == kind]


def heard(customer):
    return [message["body"] for message in customer.look()["messages"]]


def message(client, number, event):
    return next(each for each in told(client, number, "message") if each["id"] == event["id"])


def test_a_message_waits_and_is_released_by_the_clock(desk, customer):
    number = customer.number
    held = say(desk.agent, number, "明天给您补发。", 1, mentions=["customer", desk.mate.user["id"]], then="pending")
    assert held["state"] == "held" and held["data"]["then"] == "pending" and held["data"]["send_at"] > held["at"]
    before = ticket(desk.agent, number)
    assert desk.agent.get(f"/tickets/{number}/draft").status == 404
    if before["first_responded_at"] is None:  # not yet released: seen by colleagues, by the customer not at all
        assert before["status_category"] == "new" and before["followers"] == []
    until(lambda: told(desk.agent, number, "message_released"), "released")
    after = ticket(desk.agent, number)
    assert message(desk.agent, number, held)["state"] == "sent"
    assert after["status"] == "pending" and [each["id"] for each in after["followers"]] == [desk.mate.user["id"]]
    released, = told(desk.agent, number, "message_released")
    assert released["data"] == {"event_id": held["id"]} and released["visibility"] == "internal"
    assert after["first_responded_at"] == released["at"] > held["at"]
    shown = customer.look()
    assert shown["messages"][-1]["body"] == "明天给您补发。" and shown["messages"][-1]["at"] == released["at"]
    assert [each["body"] for each in shown["missing"]] == ["明天给您补发。"]
    assert desk.agent.delete(f"/tickets/{number}/messages/{held['id']}").expect(409).json["detail"] == "The message was sent already."
    assert desk.agent.post(f"/tickets/{number}/messages/{held['id']}/release").status == 409


def test_what_waits_is_not_there_for_the_customer_and_comes_back_as_a_draft(desk, customer):
    number = customer.number
    file = uploaded(desk.agent, b"wrong photo", "错的照片.txt")
    desk.agent.put(f"/tickets/{number}/draft", {"body": "before"}).expect(200)
    held = say(desk.agent, number, "写错人了", mentions=["customer", desk.mate.user["id"]], attachment_ids=[file["id"]], then="resolved")
    path = f"/tickets/{number}/messages/{held['id']}"
    shown = customer.look()
    assert "写错人了" not in str(shown) and shown["missing"] == []
    assert customer.request("GET", f"/tickets/{number}/attachments/{file['id']}").status == 404
    row = ticket(desk.agent, number)
    assert (row["status"], row["first_responded_at"], row["followers"]) == ("new", None, [])
    assert message(desk.mate, number, held)["body"] == "写错人了"
    assert "写错人了" not in desk.boss.get(f"/customers/{row['requester']['id']}/export").expect(200).body.decode()
    assert desk.mate.delete(path).status == 403 and desk.mate.post(f"{path}/release").status == 403
    desk.agent.put(f"/tickets/{number}/draft", {"body": "since"}).expect(200)
    draft = desk.agent.delete(path).expect(200).json
    assert draft["body"] == "写错人了\n\nsince" and draft["attachment_ids"] == [file["id"]] and draft["then"] == "resolved"
    assert draft["mentions"] == ["customer", desk.mate.user["id"]] and draft["visibility"] == "public"
    assert desk.agent.get(f"/tickets/{number}/draft").expect(200).json == draft
    gone = message(desk.agent, number, held)
    assert gone["state"] == "withdrawn" and "body" not in gone and "attachments" not in gone
    assert told(desk.agent, number, "message_withdrawn")[0]["data"] == {"event_id": held["id"]}
    assert desk.agent.delete(path).expect(409).json["detail"] == "The message was taken back already."
    assert desk.mate.get(f"/attachments/{file['id']}").status == 404
    # Sent again, with its file, at once.
    again = {key: draft[key] for key in ("body", "visibility", "mentions", "attachment_ids", "then")}
    desk.agent.post(f"/tickets/{number}/messages", again).expect(201)
    assert customer.look()["messages"][-1]["attachments"][0]["name"] == "错的照片.txt"


def test_what_the_customer_writes_stops_it_and_its_author_decides(server, desk, customer):
    number = customer.number
    first, second = say(desk.agent, number, "您要红色的吗"), say(desk.agent, number, "红色没有货")
    live = LiveClient(server, desk.agent.token)
    live.expect("ready")
    customer.does("messages", {"body": "要蓝色的"})
    frame = live.frame(60)
    while frame["type"] != "event" or frame["event"]["kind"] != "message_stopped":
        frame = live.frame(60)
    assert frame["event"]["data"]["event_id"] == first["id"]
    live.close()
    stopped = told(desk.agent, number, "message_stopped")
    assert [event["data"]["event_id"] for event in stopped] == [first["id"], second["id"]]
    assert stopped[0]["data"]["author_id"] == desk.agent.user["id"] and stopped[0]["data"]["reason"] == "customer_wrote"
    assert heard(customer)[-1] == "要蓝色的"
    # It is sent after what he wrote, though it was written before.
    sent = desk.agent.post(f"/tickets/{number}/messages/{second['id']}/release").expect(200).json
    assert sent["state"] == "sent"
    assert heard(customer)[-2:] == ["要蓝色的", "红色没有货"]
    assert desk.agent.delete(f"/tickets/{number}/messages/{first['id']}").expect(200).json["body"] == "您要红色的吗"


def test_a_move_that_is_forbidden_by_then_is_dropped_and_said_why(desk, customer):
    number = customer.number
    held = say(desk.agent, number, "我们查一下", then="on_hold")
    desk.mate.post(f"/tickets/{number}/status", {"status": "closed"}).expect(200)
    desk.mate.post(f"/tickets/{number}/status", {"status": "on_hold"}).expect(409)
    desk.agent.post(f"/tickets/{number}/messages/{held['id']}/release").expect(200)
    released, = told(desk.agent, number, "message_released")
    assert released["data"]["not_moved"]["then"] == "on_hold" and "cannot become" in released["data"]["not_moved"]["reason"]
    assert ticket(desk.agent, number)["status"] == "closed"
    assert heard(customer)[-1] == "我们查一下"


def test_merging_stops_it_and_the_draft_goes_on_where_the_work_does(desk, server):
    phone = f"139{uuid.uuid4().int % 10**8:08}"
    one, other = (Customer(server).open(phone, type=desk.type) for _ in range(2))
    held = say(desk.agent, one.number, "这边处理")
    desk.agent.post(f"/tickets/{one.number}/merge", {"into": other.number}).expect(200)
    stopped, = told(desk.agent, one.number, "message_stopped")
    assert stopped["data"]["reason"] == "merged"
    path = f"/tickets/{one.number}/messages/{held['id']}"
    assert desk.agent.post(f"{path}/release").status == 409
    desk.agent.delete(path).expect(200)
    assert desk.agent.get(f"/tickets/{other.number}/draft").expect(200).json["body"] == "这边处理"
    assert desk.agent.get(f"/tickets/{one.number}/draft").status == 404


def test_deleting_stops_it_and_wakes_the_ticket(desk, customer):
    number, row = customer.number, ticket(desk.agent, customer.number)
    held = say(desk.agent, number, "已经处理")
    desk.agent.put(f"/tickets/{number}/snooze", {"until": "2040-01-01T00:00:00Z"}).expect(200)
    desk.boss.delete(f"/tickets/{number}").expect(204)
    desk.agent.post(f"/tickets/{number}/messages/{held['id']}/release").expect(404)
    desk.boss.post(f"/deleted-tickets/{row['id']}/restore").expect(200)
    assert ticket(desk.agent, number)["snoozed_until"] is None
    assert [told(desk.agent, number, kind)[0]["data"]["reason"] for kind in ("message_stopped", "woken")] == ["deleted"] * 2
    assert heard(customer) == ["昨天刚买的。"]
    desk.agent.post(f"/tickets/{number}/messages/{held['id']}/release").expect(200)
    assert heard(customer)[-1] == "已经处理"


def test_a_marked_ticket_hides_it_too(server, desk):
    name = f"病历{uuid.uuid4().hex[:6]}"
    kind = desk.boss.post("/types", {"path": name, "department_id": desk.service, "is_sensitive": True}).expect(201).json
    row = open_ticket(desk.agent, type=kind["path"])
    word = Entered().words("病情")
    held = say(desk.agent, row["id"], word)
    desk.agent.put(f"/tickets/{row['id']}/snooze", {"until": "2040-01-01T00:00:00Z", "reason": word}).expect(200)
    desk.agent.post(f"/tickets/{row['id']}/reminders", {"at": "2040-01-01T00:00:00Z", "note": word}).expect(201)
    assert found_in(server, [word]) == []
    desk.agent.delete(f"/tickets/{row['id']}/messages/{held['id']}").expect(200)
    assert desk.agent.get(f"/tickets/{row['id']}/draft").expect(200).json["body"] == word
    assert found_in(server, [word]) == []


@pytest.mark.parametrize("wrong, field", [
    ({"send_after_s": 61}, "send_after_s"), ({"send_after_s": -1}, "send_after_s"), ({"send_after_s": "5"}, "send_after_s"),
    ({"send_after_s": 5, "visibility": "internal"}, "send_after_s"), ({"send_after_s": 5, "mentions": ["4711"]}, "mentions[0]"),
    ({"send_after_s": 5, "then": "没有"}, "then")])
def test_what_is_wrong_is_said_at_once(desk, customer, wrong, field):
    answer = desk.agent.post(f"/tickets/{customer.number}/messages", {"body": "x", "visibility": "public", **wrong}).expect(422).json
    assert [each["field"] for each in answer["errors"]] == [field]
    assert told(desk.agent, customer.number, "message") == []


def test_taking_back_and_sending_at_once_only_one_wins(server, desk, customer):
    number = customer.number
    other = server.client(desk.agent.token)
    for turn in range(8):
        held = say(desk.agent, number, f"第{turn}条")
        path, answers = f"/tickets/{number}/messages/{held['id']}", {}
        release = threading.Thread(target=lambda: answers.update(release=other.post(f"{path}/release").status))
        release.start()
        answers["withdraw"] = desk.agent.delete(path).status
        release.join()
        assert sorted(answers.values()) == [200, 409], answers
        state = message(desk.agent, number, held)["state"]
        assert state == ("sent" if answers["release"] == 200 else "withdrawn")
        assert (f"第{turn}条" in heard(customer)) == (state == "sent")


def test_nothing_is_lost_when_the_server_dies(new_server):
    server = new_server().start()
    admin = server.sign_in()
    row = open_ticket(admin)
    held = say(admin, row["id"], "马上到", 2)
    server.kill()
    server.start()
    admin = server.sign_in()
    until(lambda: told(admin, row["id"], "message_released"), "released after the restart")
    assert message(admin, row["id"], held)["state"] == "sent"
    assert len(told(admin, row["id"], "message_released")) == 1
    assert server.command("verify").returncode == 0
