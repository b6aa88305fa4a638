"""Handing over: given with a card, accepted, bounced or returned with a reason; every holder is on the timeline."""
import pytest

from support.people import add_department, colleague, events_of, open_ticket


class Company:
    """A service desk with an agent, quality assurance with two people, finance with one."""

    def __init__(self, server, admin):
        self.desk, self.quality, self.finance = (add_department(admin, name) for name in ("售后", "质检", "财务"))
        self.agent = colleague(server, admin, "agent", [self.desk], name="小周")
        self.tester = colleague(server, admin, "tester", [self.quality], name="老秦")
        self.second_tester = colleague(server, admin, "tester", [self.quality], name="小秦")
        self.cashier = colleague(server, admin, "cashier", [self.finance], name="钱姐")

    def ticket(self):
        return open_ticket(self.agent, department_id=self.desk, assignee_id=self.agent.user["id"])


@pytest.fixture(scope="module")
def company(server):
    return Company(server, server.sign_in())


def act(client, ticket, word, expected=200, **body):
    return client.post(f"/tickets/{ticket['id']}/{word}", body or None).expect(expected).json


def give(client, ticket, **body):
    return act(client, ticket, "assignment", note="请处理", **body)


def holder(ticket):
    return tuple(part and part["name"] for part in (ticket["department"], ticket["assignee"]))


def states(client, ticket):
    return [each["state"] for each in client.get(f"/tickets/{ticket['id']}/handovers").expect(200).json["items"]]


def test_given_with_a_card_and_accepted(company):
    ticket = company.ticket()
    card = {"problem": "奶粉疑似假货", "done": "已安抚客户", "missing": "批号照片", "promised_at": "2026-12-01T10:00:00Z"}
    given = give(company.agent, ticket, department_id=company.quality, handover=card)
    assert holder(given) == ("质检", None)
    assert states(company.tester, ticket) == ["waiting"]
    accepted = act(company.tester, ticket, "accept")
    assert holder(accepted) == ("质检", "老秦") and accepted["status_category"] == "open"
    assert states(company.tester, ticket) == ["accepted"]
    kinds = [event["kind"] for event in events_of(company.tester, ticket)]
    assert kinds[-2:] == ["transferred", "accepted"]
    shown = next(event for event in events_of(company.tester, ticket) if event["kind"] == "transferred")["data"]["handover"]
    assert {key: shown[key] for key in ("problem", "done", "missing")} == {key: card[key] for key in ("problem", "done", "missing")}


def test_only_one_of_two_gets_it(company):
    ticket = company.ticket()
    give(company.agent, ticket, department_id=company.quality)
    act(company.tester, ticket, "accept")
    refused = act(company.second_tester, ticket, "accept", 409)
    assert "老秦" in refused["detail"] and refused["current"]["assignee"]["name"] == "老秦"
    assert "yours already" in act(company.tester, ticket, "accept", 409)["detail"]


def test_bounced_before_and_returned_after_acceptance(company):
    ticket = company.ticket()
    give(company.agent, ticket, department_id=company.quality)
    bounced = act(company.tester, ticket, "bounce", reason="缺照片")
    assert holder(bounced) == ("售后", "小周")
    assert "Nothing waits" in act(company.agent, ticket, "bounce", 409, reason="还是不行")["detail"]
    give(company.agent, ticket, department_id=company.quality, assignee_id=company.tester.user["id"])
    act(company.tester, ticket, "accept")
    returned = act(company.tester, ticket, "return", reason="照片看不清")
    assert holder(returned) == ("售后", "小周")
    assert states(company.agent, ticket) == ["bounced", "returned"]
    said = [(event["kind"], event["body"], event["actor"]["name"]) for event in events_of(company.agent, ticket)
            if event["kind"] in ("bounced", "returned")]
    assert said == [("bounced", "缺照片", "老秦"), ("returned", "照片看不清", "老秦")]
    assert "Nobody had it before" in act(company.agent, ticket, "return", 409, reason="没有上一位")["detail"]


def test_what_came_back_goes_back_to_where_it_came_from(company):
    ticket = company.ticket()
    give(company.agent, ticket, department_id=company.quality)
    act(company.tester, ticket, "accept")
    give(company.tester, ticket, department_id=company.finance)
    assert holder(act(company.cashier, ticket, "return", reason="金额不对")) == ("质检", "老秦")
    assert holder(act(company.tester, ticket, "return", reason="金额由你改")) == ("售后", "小周")
    stages = company.agent.get(f"/tickets/{ticket['id']}/stages").expect(200).json["items"]
    assert [(each["department"]["name"], each["assignee"] and each["assignee"]["name"]) for each in stages] == [
        ("售后", "小周"), ("质检", None), ("质检", "老秦"), ("财务", None), ("质检", "老秦"), ("售后", "小周")]
    assert all(earlier["left_at"] == later["entered_at"] for earlier, later in zip(stages, stages[1:]))


def test_given_to_the_wrong_one_and_taken_back(company):
    ticket = company.ticket()
    give(company.agent, ticket, department_id=company.quality)
    give(company.agent, ticket, department_id=company.finance)
    assert states(company.agent, ticket) == ["withdrawn", "waiting"]
    assert holder(act(company.cashier, ticket, "bounce", reason="不归财务")) == ("售后", "小周")
    assert holder(give(company.agent, ticket, department_id=company.quality)) == ("质检", None)
    assert holder(give(company.agent, ticket, department_id=company.desk, assignee_id=company.agent.user["id"])) == ("售后", "小周")
    assert states(company.agent, ticket) == ["withdrawn", "bounced", "withdrawn"]


def test_who_did_not_get_it_cannot_give_it_back(company):
    ticket = company.ticket()
    give(company.agent, ticket, department_id=company.quality)
    act(company.cashier, ticket, "bounce", 404, reason="看不到")
    act(company.agent, ticket, "bounce", 403, reason="自己交出去的")
    act(company.agent, ticket, "accept", 403)
    assert states(company.agent, ticket) == ["waiting"]


def test_the_previous_holder_works_there_no_more(server, company):
    admin = server.sign_in()
    leaver = colleague(server, admin, "leaver", [company.desk], name="要走的人")
    ticket = open_ticket(leaver, department_id=company.desk, assignee_id=leaver.user["id"])
    give(leaver, ticket, department_id=company.quality)
    admin.delete(f"/users/{leaver.user['id']}").expect(204)
    assert holder(act(company.tester, ticket, "return", reason="缺照片")) == ("售后", None)


def test_a_finished_ticket_is_not_handed_back(company):
    ticket = company.ticket()
    give(company.agent, ticket, department_id=company.quality)
    act(company.tester, ticket, "accept")
    act(company.tester, ticket, "status", status="resolved")
    for word, body in (("accept", {}), ("return", {"reason": "太晚"})):
        assert "finished" in act(company.tester, ticket, word, 409, **body)["detail"]


def test_a_reason_is_required(company):
    ticket = company.ticket()
    give(company.agent, ticket, department_id=company.quality)
    for reason in ("", "   "):
        errors = act(company.tester, ticket, "bounce", 422, reason=reason)["errors"]
        assert [each["field"] for each in errors] == ["reason"]


def test_a_queue_is_emptied_by_accepting(company):
    ticket = open_ticket(company.agent, department_id=company.quality)
    assert ticket["status_category"] == "new"
    taken = act(company.second_tester, ticket, "accept")
    assert holder(taken) == ("质检", "小秦") and taken["status_category"] == "open"
