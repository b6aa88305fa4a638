"""Merging tickets: one timeline, nothing moved, and undone as it was."""
import threading

import pytest

from support.people import add_department, colleague, events_of, open_ticket
from support.upload import uploaded


@pytest.fixture(scope="module")
def agent(server):
    admin = server.sign_in()
    department = add_department(admin, "合并组")
    client = colleague(server, admin, "merger", [department])
    client.department = department
    return client


def two(agent):
    """Of one customer."""
    first = open_ticket(agent, department_id=agent.department)
    second = open_ticket(agent, "又坏了", department_id=agent.department, requester={"id": first["requester"]["id"]})
    return first, second


def merge(agent, ticket, into, expected=200, **options):
    return agent.post(f"/tickets/{ticket['id']}/merge", {"into": into["number"], **options}).expect(expected).json


def unmerge(agent, ticket, expected=200):
    return agent.post(f"/tickets/{ticket['id']}/unmerge").expect(expected).json


def show(agent, ticket):
    ticket = agent.get(f"/tickets/{ticket['id']}").expect(200).json
    ticket.pop("sla")
    return ticket


def bodies(agent, ticket):
    return [event["body"] for event in events_of(agent, ticket) if event["kind"] in ("ticket_opened", "message")]


def written(agent, ticket):
    """Without the number an event is given soon after."""
    return [{key: value for key, value in event.items() if key != "seq"} for event in events_of(agent, ticket)]


def note(agent, ticket, body, **more):
    agent.post(f"/tickets/{ticket['id']}/messages", {"body": body, "visibility": "internal", **more}).expect(201)


def test_one_timeline_and_back(agent):
    first, second = two(agent)
    agent.post(f"/tickets/{second['id']}/status", {"status": "pending"}).expect(200)
    note(agent, first, "一")
    note(agent, second, "二")
    before = show(agent, second)
    merged = merge(agent, second, first)
    assert merged["status_category"] == "closed"
    assert merged["merged_into"] == {"id": first["id"], "name": first["number"]}
    assert bodies(agent, first) == ["周一又不加热了。", "周一又不加热了。", "一", "二"]
    kinds = [event["kind"] for event in events_of(agent, first)]
    assert kinds.count("merged") == 2
    restored = unmerge(agent, second)
    assert restored["status"] == "pending" and restored["merged_into"] is None
    after = show(agent, second)
    for volatile in ("version", "updated_at"):
        before.pop(volatile), after.pop(volatile)
    assert after == before
    assert bodies(agent, first) == ["周一又不加热了。", "一"]
    assert bodies(agent, second) == ["周一又不加热了。", "二"]


def test_a_preview_changes_nothing(agent):
    first, second = two(agent)
    before = show(agent, second), written(agent, second)
    assert merge(agent, second, first, dry_run=True)["status_category"] == "closed"
    assert (show(agent, second), written(agent, second)) == before
    assert len(list(events_of(agent, first))) == 1


def test_nothing_is_done_on_a_merged_ticket(agent):
    first, second = two(agent)
    merge(agent, second, first)
    for word, body in (("messages", {"body": "x", "visibility": "internal"}), ("status", {"status": "open"}),
                       ("merge", {"into": first["id"]}), ("accept", None), ("assignment", {"assignee_id": agent.user["id"]})):
        refused = agent.post(f"/tickets/{second['id']}/{word}", body).expect(409).json
        assert first["number"] in refused["detail"], word
    agent.patch(f"/tickets/{second['id']}", {"subject": "x", "version": 2}).expect(409)
    merge(agent, first, second, 409)


def test_what_cannot_be_merged(agent):
    first, second = two(agent)
    other = open_ticket(agent, department_id=agent.department)
    assert "customers" in merge(agent, other, first, 409)["detail"]
    assert [each["field"] for each in merge(agent, first, first, 422)["errors"]] == ["into"]
    assert [each["field"] for each in merge(agent, first, {"number": "GD19000101001"}, 422)["errors"]] == ["into"]
    unmerge(agent, first, 409)
    agent.post(f"/tickets/{first['id']}/status", {"status": "resolved"}).expect(200)
    assert "finished" in merge(agent, second, first, 409)["detail"]
    merge(agent, first, second)  # the other way round
    assert unmerge(agent, first)["status"] == "resolved"


def test_a_chain_is_one_timeline(agent):
    first, second = two(agent)
    third = open_ticket(agent, "第三次", department_id=agent.department, requester={"id": first["requester"]["id"]})
    for ticket, body in ((first, "一"), (second, "二"), (third, "三")):
        note(agent, ticket, body)
    merge(agent, third, second)
    merge(agent, second, first)
    assert [body for body in bodies(agent, first) if len(body) == 1] == ["一", "二", "三"]
    assert [event["id"] for event in agent.pages(f"/tickets/{first['id']}/events?limit=2")] == \
        [event["id"] for event in events_of(agent, first)]
    unmerge(agent, second)
    assert [body for body in bodies(agent, second) if len(body) == 1] == ["二", "三"]


def test_files_are_seen_by_who_sees_where_it_went(server, agent):
    admin = server.sign_in()
    elsewhere = add_department(admin, "仓库合并")
    keeper = colleague(server, admin, "keeper", [elsewhere])
    first, second = two(agent)
    file = uploaded(agent, b"photo", "照片.txt")
    note(agent, second, "照片", attachment_ids=[file["id"]])
    agent.post(f"/tickets/{first['id']}/assignment", {"department_id": elsewhere, "note": "请看"}).expect(200)
    keeper.get(f"/attachments/{file['id']}").expect(404)
    merge(agent, second, first)
    assert keeper.get(f"/attachments/{file['id']}").expect(200).body == b"photo"
    unmerge(agent, second)
    keeper.get(f"/attachments/{file['id']}").expect(404)


def followers(agent, ticket):
    return sorted(person["name"] for person in show(agent, ticket)["followers"])


def test_who_took_part_goes_on_reading_until_it_is_undone(server, agent):
    admin = server.sign_in()
    elsewhere = add_department(admin, "旁听合并")
    worker, reader, both = (colleague(server, admin, login, [elsewhere], name=login) for login in ("m_worker", "m_reader", "m_both"))
    first, second = two(agent)
    third = open_ticket(agent, "第三次", department_id=agent.department, requester={"id": first["requester"]["id"]})
    for person, part, ticket in ((worker, "collaborators", third), (reader, "followers", second), (both, "followers", third),
                                 (both, "followers", first)):
        agent.put(f"/tickets/{ticket['id']}/{part}/{person.user['id']}").expect(200)
    worker.get(f"/tickets/{first['id']}").expect(404)
    assert followers(agent, merge(agent, third, second, dry_run=True)) == ["m_both"]
    merge(agent, third, second)
    assert followers(agent, second) == ["m_both", "m_reader", "m_worker"]
    merge(agent, second, first)
    assert followers(agent, first) == ["m_both", "m_reader", "m_worker"]
    worker.get(f"/tickets/{first['id']}").expect(200)
    unmerge(agent, third)  # out of the middle of the chain
    assert followers(agent, first) == ["m_both", "m_reader"] and followers(agent, second) == ["m_reader"]
    worker.get(f"/tickets/{first['id']}").expect(404)
    assert [person["name"] for person in show(agent, third)["collaborators"]] == ["m_worker"]
    unmerge(agent, second)
    assert followers(agent, first) == ["m_both"]
    reader.get(f"/tickets/{first['id']}").expect(404)
    kinds = [event["kind"] for event in events_of(agent, first)]
    assert kinds.count("follower_added") == 3 and kinds.count("follower_removed") == 2


def test_a_stranger_neither_merges_nor_learns(server, agent):
    stranger = colleague(server, server.sign_in(), "stranger", [])
    first, second = two(agent)
    stranger.post(f"/tickets/{second['id']}/merge", {"into": first["id"]}).expect(404)
    own = open_ticket(stranger)
    assert [each["field"] for each in merge(stranger, own, first, 422)["errors"]] == ["into"]


def test_merged_both_ways_at_once(server, agent):
    """One of them wins; they never vanish into each other."""
    for _ in range(10):
        first, second = two(agent)
        statuses = []

        def go(ticket, into):
            client = server.client(agent.token)
            statuses.append(client.post(f"/tickets/{ticket['id']}/merge", {"into": into["id"]}).status)

        threads = [threading.Thread(target=go, args=pair) for pair in ((first, second), (second, first))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(statuses) == [200, 409]
        assert sorted(show(agent, each)["status_category"] for each in (first, second)) == ["closed", "new"]


def test_figures_follow(agent):
    def open_now():
        return sum(1 for _ in agent.pages(f"/tickets?status=new&department_id={agent.department}"))

    first, second = two(agent)
    counted = open_now()
    merge(agent, second, first)
    assert open_now() == counted - 1
    unmerge(agent, second)
    assert open_now() == counted
    stages = agent.get(f"/tickets/{second['id']}/stages").expect(200).json["items"]
    assert [each["status"] for each in stages] == ["new", "closed", "new"]
    assert all(earlier["left_at"] == later["entered_at"] for earlier, later in zip(stages, stages[1:]))
