"""What a person is told at once, in an open window: whom an event concerns, right after the event, and nobody else."""
import datetime
import uuid

import pytest

from support.live import LiveClient
from support.people import add_department, colleague, open_ticket
from support.portal import Customer

LAST = "到此为止"


class Desk:
    def __init__(self, server):
        self.server = server
        self.boss = server.sign_in()
        self.service, self.quality = add_department(self.boss, "客服一组"), add_department(self.boss, "质检部")
        self.agent = colleague(server, self.boss, "notice-agent", [self.service], name="韩梅梅")
        self.mate = colleague(server, self.boss, "notice-mate", [self.service], name="林涛")
        self.inspector = colleague(server, self.boss, "notice-inspector", [self.quality], name="李明")
        name = f"投诉{uuid.uuid4().hex[:6]}"
        body = {"path": name, "department_id": self.service, "is_public": True}
        self.type = self.boss.post("/types", body).expect(201).json["path"]

    def ticket(self, holder, **more):
        return open_ticket(holder, department_id=self.service, assignee_id=holder.user["id"], **more)


@pytest.fixture(scope="module")
def desk(server):
    return Desk(server)


@pytest.fixture
def window(desk):
    """Opens windows of people, which know what they were told until a last note of the ticket."""
    windows = []

    def open_window(client):
        windows.append(LiveClient(desk.server, client.token))
        windows[-1].send(type="resume", after=windows[-1].expect("ready")["seq"])
        return windows[-1]

    yield open_window
    for each in windows:
        each.close()


def told(window, by, ticket):
    """Everything the window was told until now, by the kind of the event before it; `by` writes a last note."""
    note(by, ticket, LAST)
    notices, event = [], None
    while event is None or event.get("body") != LAST or event["ticket_id"] != ticket["id"]:
        frame = window.frame()
        assert frame["type"] in ("event", "notice"), frame
        if frame["type"] == "event":
            event = frame["event"]
        else:
            assert (frame["seq"], frame["ticket_id"]) == (event["seq"], event["ticket_id"]), "comes with its event"
            notices.append(frame)
    return notices


def next_notice(window):
    while (frame := window.frame(30))["type"] != "notice":
        pass
    return frame


def note(client, ticket, body, **more):
    return client.post(f"/tickets/{ticket['id']}/messages", {"body": body, "visibility": "internal", **more}).expect(201).json


def words(notices):
    return [(each["kind"], each["by"]) for each in notices]


def assign(client, ticket, **body):
    return client.post(f"/tickets/{ticket['id']}/assignment", {"note": "", **body}).expect(200).json


def test_who_is_given_a_ticket_is_told_and_nobody_else(desk, window):
    ticket = desk.ticket(desk.agent)
    mine, theirs, his = window(desk.mate), window(desk.agent), window(desk.boss)
    assign(desk.agent, ticket, assignee_id=desk.mate.user["id"])
    notice, = told(mine, desk.agent, ticket)
    assert notice == {"type": "notice", "kind": "assigned", "seq": notice["seq"], "ticket_id": ticket["id"],
                      "number": ticket["number"], "subject": ticket["subject"], "by": "韩梅梅"}
    assert told(theirs, desk.boss, ticket) == [] and told(his, desk.boss, ticket) == []


def test_every_window_of_the_person_is_told(desk, window):
    ticket = desk.ticket(desk.agent)
    one, other = window(desk.mate), window(desk.mate)
    assign(desk.agent, ticket, assignee_id=desk.mate.user["id"])
    assert words(told(one, desk.agent, ticket)) == words(told(other, desk.agent, ticket)) == [("assigned", "韩梅梅")]


def test_nobody_is_told_what_he_did_himself(desk, window):
    mine = window(desk.mate)
    ticket = desk.ticket(desk.mate)
    assign(desk.mate, ticket, assignee_id=desk.agent.user["id"])
    assign(desk.mate, ticket, assignee_id=desk.mate.user["id"])
    note(desk.mate, ticket, "记一下", mentions=[desk.mate.user["id"]])
    assert told(mine, desk.boss, ticket) == []


def test_a_ticket_opened_for_somebody_tells_him(desk, window):
    mine = window(desk.mate)
    ticket = open_ticket(desk.agent, department_id=desk.service, assignee_id=desk.mate.user["id"])
    assert words(told(mine, desk.agent, ticket)) == [("assigned", "韩梅梅")]


def test_another_department_and_back(desk, window):
    ticket = desk.ticket(desk.agent)
    mine, theirs = window(desk.agent), window(desk.inspector)
    assign(desk.agent, ticket, department_id=desk.quality, assignee_id=desk.inspector.user["id"])
    assert words([next_notice(theirs)]) == [("transferred", "韩梅梅")]
    desk.inspector.post(f"/tickets/{ticket['id']}/bounce", {"reason": "不是质量问题"}).expect(200)
    assert words(told(mine, desk.boss, ticket)) == [("returned", "李明")]


def test_a_mention_tells_who_is_named(desk, window):
    ticket = desk.ticket(desk.agent)
    mine, theirs = window(desk.mate), window(desk.inspector)
    note(desk.agent, ticket, "看一下", mentions=[desk.mate.user["id"], desk.inspector.user["id"]])
    assert words(told(mine, desk.agent, ticket)) == [("mentioned", "韩梅梅")]
    assert words(told(theirs, desk.agent, ticket)) == [("mentioned", "韩梅梅")], "who sees it by this alone"


def test_a_held_reply_tells_when_it_is_released(desk, window):
    ticket = desk.ticket(desk.agent)
    mine = window(desk.mate)
    path = f"/tickets/{ticket['id']}/messages"
    held = {"visibility": "public", "send_after_s": 60, "mentions": [desk.mate.user["id"]]}
    kept = desk.agent.post(path, {"body": "明天给您补发。", **held}).expect(201).json
    gone = desk.agent.post(path, {"body": "说错了。", **held}).expect(201).json
    assert told(mine, desk.agent, ticket) == []
    desk.agent.delete(f"{path}/{gone['id']}").expect(200)
    desk.agent.post(f"{path}/{kept['id']}/release").expect(200)
    assert words(told(mine, desk.boss, ticket)) == [("mentioned", "韩梅梅")]


def test_what_the_customer_writes_tells_who_has_the_ticket(desk, window):
    customer = Customer(desk.server).open(f"139{uuid.uuid4().int % 10**8:08}", type=desk.type)
    ticket = desk.boss.get(f"/tickets/{customer.number}").expect(200).json
    assign(desk.boss, ticket, assignee_id=desk.agent.user["id"])
    mine, theirs = window(desk.agent), window(desk.mate)
    customer.does("messages", {"body": "还没收到。"})
    customer.does("nudge", {"reason": "快一点"})
    assert words(told(mine, desk.boss, ticket)) == [("answered", "李雷"), ("answered", "李雷")]
    assert told(theirs, desk.boss, ticket) == []


def soon():
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=1)).isoformat()


def test_a_reminder_tells_whom_it_is_for(desk, window):
    ticket = desk.ticket(desk.agent)
    mine, theirs, others = window(desk.agent), window(desk.mate), window(desk.boss)
    desk.agent.post(f"/tickets/{ticket['id']}/reminders", {"at": soon(), "note": "问厂家"}).expect(201)
    desk.agent.post(f"/tickets/{ticket['id']}/follow-ups",
                    {"at": soon(), "note": "回访", "department_id": desk.service}).expect(201)
    assert words([next_notice(mine), next_notice(mine)]) == [("reminder", "")] * 2
    assert words(told(theirs, desk.boss, ticket)) == [("reminder", "")], "the department's follow-up"
    assert told(others, desk.boss, ticket) == []


def test_who_no_longer_sees_the_ticket_is_not_told(desk, window):
    ticket = desk.ticket(desk.agent)
    theirs = window(desk.inspector)
    assign(desk.boss, ticket, department_id=desk.quality, assignee_id=desk.inspector.user["id"])
    assign(desk.boss, ticket, department_id=desk.service, assignee_id=desk.agent.user["id"])
    other = open_ticket(desk.inspector, department_id=desk.quality, assignee_id=desk.inspector.user["id"])
    later = [each for each in told(theirs, desk.inspector, other) if each["ticket_id"] == ticket["id"]]
    assert [each["kind"] for each in later] in ([], ["transferred"]), "what he sees when it is delivered"


def test_a_window_that_was_away_is_told_with_what_it_missed(desk, window):
    ticket = desk.ticket(desk.agent)
    before = window(desk.mate)
    assign(desk.agent, ticket, assignee_id=desk.mate.user["id"])
    seq = told(before, desk.agent, ticket)[0]["seq"]
    again = LiveClient(desk.server, desk.mate.token)
    again.expect("ready")
    again.send(type="resume", after=seq - 1)
    assert words(told(again, desk.agent, ticket)) == [("assigned", "韩梅梅")]
    again.close()


def test_the_subject_of_an_encrypted_ticket_is_not_said(desk, window):
    name = f"举报{uuid.uuid4().hex[:6]}"
    desk.boss.post("/types", {"path": name, "department_id": desk.service, "is_sensitive": True}).expect(201)
    ticket = desk.ticket(desk.agent, type=name)
    mine = window(desk.mate)
    assign(desk.agent, ticket, assignee_id=desk.mate.user["id"])
    notice, = told(mine, desk.agent, ticket)
    assert (notice["subject"], notice["number"]) == ("", ticket["number"])
