"""What must hold for the timeline and the stages of any ticket."""
import datetime


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def stages_of(client, ticket):
    return client.get(f"/tickets/{ticket['id']}/stages").expect(200).json["items"]


def assert_stages_tile(client, ticket):
    """No gap, no overlap, nothing backwards, one open end, and the last one is where the ticket stands."""
    ticket = client.get(f"/tickets/{ticket['id']}").expect(200).json
    stages = stages_of(client, ticket)
    assert stages[0]["entered_at"] == ticket["created_at"]
    for before, after in zip(stages, stages[1:]):
        assert before["left_at"] == after["entered_at"]
    for stage in stages[:-1]:
        length = moment(stage["left_at"]) - moment(stage["entered_at"])
        assert length >= datetime.timedelta(0) and stage["seconds"] == int(length.total_seconds())
    last = stages[-1]
    assert last["left_at"] is None and last["seconds"] >= 0
    assert [last[name] for name in ("status", "department", "assignee")] == [
        ticket[name] for name in ("status", "department", "assignee")]
    return stages


def assert_events_in_order(events):
    assert len({event["id"] for event in events}) == len(events)
    assert [event["at"] for event in events] == sorted((event["at"] for event in events), key=moment)
    numbers = [event["seq"] for event in events if event["seq"] is not None]
    assert numbers == sorted(set(numbers))
