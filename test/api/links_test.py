"""Links between tickets: what one is to the other, which there can be, who sees them, and what a parent waits for."""
import threading

import pytest

from support.people import add_department, colleague, events_of, open_ticket


@pytest.fixture(scope="module")
def agent(server):
    admin = server.sign_in()
    department = add_department(admin, "关联组")
    client = colleague(server, admin, "linker", [department])
    client.department = department
    return client


def tickets(agent, count):
    return [open_ticket(agent, f"第{number}件事", department_id=agent.department) for number in range(count)]


def link(agent, ticket, kind, other, expected=200):
    return agent.post(f"/tickets/{ticket['id']}/links", {"kind": kind, "ticket_id": other["number"]}).expect(expected).json


def unlink(agent, ticket, other, expected=204):
    agent.delete(f"/tickets/{ticket['id']}/links/{other['id']}").expect(expected)


def links(agent, ticket, query=""):
    return [(each["kind"], each["ticket"]["number"]) for each in agent.pages(f"/tickets/{ticket['id']}/links{query}")]


def last_event(agent, ticket):
    event = events_of(agent, ticket)[-1]
    return event["kind"], event["data"]


OTHER_END = {"related": "related", "duplicate": "original", "parent": "child", "incident": "problem",
             "follow_up": "preceding"}


def test_both_ends_and_back(agent):
    for kind, other_end in [*OTHER_END.items(), *((b, a) for a, b in OTHER_END.items())]:
        one, other = tickets(agent, 2)
        assert link(agent, one, kind, other)["number"] == one["number"]
        assert links(agent, one) == [(kind, other["number"])]
        assert links(agent, other) == [(other_end, one["number"])]
        count = len(events_of(agent, one))
        link(agent, one, kind, other)
        link(agent, other, other_end, one)
        assert len(events_of(agent, one)) == count, "linked so already: nothing happened"
        stored = kind if kind in OTHER_END else other_end
        event, data = last_event(agent, other)
        assert (event, data["kind"], data["ticket_id"], data["number"]) == ("linked", stored, one["id"], one["number"])
        assert {data["end"], last_event(agent, one)[1]["end"]} == {"from", "to"}
        if kind != "related":
            assert "otherwise" in link(agent, one, "related", other, 409)["detail"]
        unlink(agent, other, one)
        assert links(agent, one) == links(agent, other) == []
        assert [last_event(agent, each)[0] for each in (one, other)] == ["unlinked", "unlinked"]
        unlink(agent, one, other, 404)


def test_which_there_can_be(agent):
    problem, incident, another, third = tickets(agent, 4)
    link(agent, incident, "incident", problem)
    link(agent, problem, "problem", another)
    for kind, ticket, other in (("incident", incident, third), ("incident", problem, third), ("incident", third, incident)):
        refused = link(agent, ticket, kind, other, 409)
        assert refused["current"]["number"] == ticket["number"]
    top, middle, bottom, single = tickets(agent, 4)
    link(agent, top, "parent", middle)
    link(agent, bottom, "child", middle)
    assert "above" in link(agent, bottom, "parent", top, 409)["detail"]
    assert "a parent already" in link(agent, single, "parent", bottom, 409)["detail"]
    chain = tickets(agent, 11)
    for upper, lower in zip(chain[:-2], chain[1:-1]):
        link(agent, upper, "parent", lower)
    assert "10 levels" in link(agent, chain[-1], "child", chain[-2], 409)["detail"]
    assert "10 levels" in link(agent, chain[-1], "parent", chain[0], 409)["detail"]


def test_pages(agent):
    centre, *others = tickets(agent, 6)
    for other in others:
        link(agent, centre, "related", other)
    assert links(agent, centre, "?limit=2") == [("related", other["number"]) for other in others]
    agent.get(f"/tickets/{centre['id']}/links?cursor=x").expect(400)


def test_hostile(agent):
    one, other = tickets(agent, 2)
    path = f"/tickets/{one['id']}/links"
    fields = lambda answer: {error["field"] for error in answer.expect(422).json["errors"]}
    assert fields(agent.post(path, {})) == {"kind", "ticket_id"}
    assert fields(agent.post(path, {"kind": "enemy", "ticket_id": 5, "x": 1})) == {"kind", "ticket_id", "x"}
    for nobody in ("4711", "GD19990101001", "'; drop table tickets", "x" * 100):
        assert fields(agent.post(path, {"kind": "related", "ticket_id": nobody})) == {"ticket_id"}
    assert fields(agent.post(path, {"kind": "related", "ticket_id": one["number"]})) == {"ticket_id"}
    agent.delete(f"{path}/4711").expect(404)
    agent.post("/tickets/4711/links", {"kind": "related", "ticket_id": one["number"]}).expect(404)


def test_only_what_one_sees(server, agent):
    admin = server.sign_in()
    elsewhere = add_department(admin, "看不见组")
    stranger = colleague(server, admin, "stranger", [elsewhere])
    hidden = open_ticket(stranger, department_id=elsewhere)
    own, reader = tickets(agent, 2)
    stranger.get(f"/tickets/{own['id']}/links").expect(404)
    stranger.post(f"/tickets/{hidden['id']}/links", {"kind": "related", "ticket_id": own["number"]}).expect(422)
    admin.post(f"/tickets/{own['id']}/links", {"kind": "parent", "ticket_id": hidden["id"]}).expect(200)
    assert links(agent, own) == [] and links(stranger, hidden) == []
    unlink(agent, own, hidden, 404)
    refused = agent.post(f"/tickets/{own['id']}/status", {"status": "resolved"}).expect(409).json
    assert "1 that you do not see" in refused["detail"] and hidden["number"] not in refused["detail"]
    agent.put(f"/tickets/{reader['id']}/followers/{stranger.user['id']}").expect(200)
    link(stranger, reader, "related", hidden, 403)
    link(stranger, hidden, "related", reader)


def test_what_was_deleted_is_in_the_way_of_nothing(server, agent):
    problem, incident, another = tickets(agent, 3)
    link(agent, incident, "incident", problem)
    server.sign_in().delete(f"/tickets/{problem['id']}").expect(204)
    link(agent, incident, "incident", another)
    assert links(agent, incident) == [("incident", another["number"])]


def test_a_parent_waits_for_its_children(agent):
    parent, first, second = tickets(agent, 3)
    link(agent, parent, "parent", first)
    link(agent, second, "child", parent)
    close = lambda ticket, status: agent.post(f"/tickets/{ticket['id']}/status", {"status": status})
    for status in ("resolved", "closed"):
        refused = close(parent, status).expect(409).json
        assert f"{first['number']}, {second['number']}." in refused["detail"]
        assert refused["current"]["status"] == "new" and refused["current"]["version"] == parent["version"]
    reply = {"body": "好了", "visibility": "public", "then": "resolved"}
    agent.post(f"/tickets/{parent['id']}/messages", reply).expect(409)
    assert len([event for event in events_of(agent, parent) if event["kind"] == "message"]) == 0, "nothing of it is left"
    close(first, "resolved").expect(200)
    unlink(agent, parent, second)
    close(parent, "resolved").expect(200)
    close(parent, "closed").expect(200)
    close(second, "closed").expect(200)


def test_circles_closed_at_once(server, agent):
    """Four tickets, four links at the same moment that would make a circle: one of them at least is refused."""
    for _ in range(5):
        ring = tickets(agent, 4)
        statuses = []

        def go(upper, lower):
            client = server.client(agent.token)
            statuses.append(client.post(f"/tickets/{upper['id']}/links", {"kind": "parent", "ticket_id": lower["id"]}).status)

        threads = [threading.Thread(target=go, args=(ring[i], ring[(i + 1) % 4])) for i in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(statuses) == [200, 200, 200, 409]
