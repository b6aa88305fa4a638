"""Every move between statuses: allowed or refused as the six categories say."""
import pytest

from support.people import open_ticket

STATUSES = ["new", "open", "pending", "on_hold", "resolved", "closed"]
WAYS = {"new": [], "open": ["open"], "pending": ["pending"], "on_hold": ["on_hold"], "resolved": ["resolved"],
        "closed": ["closed"]}


def is_allowed(before, after):
    if before == after or after == "new":
        return False
    return {"resolved": after in ("open", "closed"), "closed": after == "open"}.get(before, True)


@pytest.mark.parametrize("before", STATUSES)
@pytest.mark.parametrize("after", STATUSES)
def test_moves(admin, before, after):
    ticket = open_ticket(admin)
    path = f"/tickets/{ticket['id']}"
    for status in WAYS[before]:
        ticket = admin.post(f"{path}/status", {"status": status}).expect(200).json
    answer = admin.post(f"{path}/status", {"status": after})
    if is_allowed(before, after):
        moved = answer.expect(200).json
        assert moved["status"] == after and moved["version"] == ticket["version"] + 1
        assert bool(moved["resolved_at"]) == (after in ("resolved", "closed"))
        assert bool(moved["closed_at"]) == (after == "closed")
    else:
        current = answer.expect(409).json["current"]
        assert (current["status"], current["version"]) == (before, ticket["version"])
        assert admin.get(path).json["version"] == ticket["version"]
