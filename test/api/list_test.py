"""Lists: every filter and order against the same thing computed here, by keyset pages that are complete, have no
duplicates and hold still while others write."""
import itertools
import threading

import pytest

from support.people import add_department, colleague, new_ticket, open_ticket, own_department

PRIORITIES = ["urgent", "high", "normal", "low"]
ORDERS = {
    "-created_at": lambda t: [-int(t["id"])],
    "created_at": lambda t: [int(t["id"])],
    "-updated_at": lambda t: [Descending(t["updated_at"]), -int(t["id"])],
    "due_at": lambda t: [next_due(t), int(t["id"])],
    "priority": lambda t: [PRIORITIES.index(t["priority"]), int(t["id"])],
}


class Descending(str):
    def __lt__(self, other):
        return str.__gt__(self, other)


def next_due(ticket):
    if ticket["status_category"] in ("resolved", "closed"):
        return "9999"
    open_clocks = {"resolution"} | ({"first_response"} if not ticket["first_responded_at"] else set())
    return min(clock["due_at"] for clock in ticket["sla"] if clock["metric"] in open_clocks)


class Desk:
    """Two departments, two people and 60 tickets of all kinds."""

    def __init__(self, server):
        self.admin = server.sign_in()
        self.me = self.admin.get("/me").json["user"]["id"]
        self.service = own_department(self.admin)
        self.returns = add_department(self.admin, "退货组")
        self.lily = colleague(server, self.admin, "lily", [self.returns])
        steps = itertools.cycle([None, "open", "pending", "on_hold", "resolved", "closed", None])
        for number, status in zip(range(60), steps):
            self._open(number, status)
        self.tickets = [self.admin.get(f"/tickets/{t['id']}").json for t in self.admin.pages("/tickets?limit=200")]

    def _open(self, number, status):
        department = [self.service, self.returns][number % 2]
        person = [None, self.lily.user["id"] if number % 2 else self.me][number % 3 == 0]
        ticket = open_ticket(self.admin, f"第{number}件", priority=PRIORITIES[number % 4], department_id=department,
                             tags=[["红", "蓝"], ["红"], []][number % 3], **({"assignee_id": person} if person else {}))
        if status:
            self.admin.post(f"/tickets/{ticket['id']}/status", {"status": status}).expect(200)
        if number % 5 == 0:
            self.admin.post(f"/tickets/{ticket['id']}/messages", {"body": "好", "visibility": "public"}).expect(201)


@pytest.fixture(scope="module")
def desk(server):
    return Desk(server)


def ids(tickets):
    return [ticket["id"] for ticket in tickets]


def assignee(ticket):
    return ticket["assignee"]["id"] if ticket["assignee"] else None


FILTERS = [
    ("status=new", lambda d, t: t["status"] == "new"),
    ("status=resolved&status=closed", lambda d, t: t["status"] in ("resolved", "closed")),
    ("priority=urgent", lambda d, t: t["priority"] == "urgent"),
    ("priority=high&priority=low", lambda d, t: t["priority"] in ("high", "low")),
    ("department_id={returns}", lambda d, t: t["department"]["id"] == d.returns),
    ("department_id={returns}&department_id={service}", lambda d, t: True),
    ("department_id=77", lambda d, t: False),
    ("assignee_id=me", lambda d, t: assignee(t) == d.me),
    ("assignee_id=none", lambda d, t: assignee(t) is None),
    ("assignee_id={lily}", lambda d, t: assignee(t) == d.lily.user["id"]),
    ("assignee_id=me&assignee_id=none", lambda d, t: assignee(t) in (d.me, None)),
    ("assignee_id=me&assignee_id={lily}", lambda d, t: assignee(t) is not None),
    ("tag=红", lambda d, t: "红" in t["tags"]),
    ("tag=红&tag=蓝", lambda d, t: t["tags"] != []),
    ("tag=绿", lambda d, t: False),
    ("type=咨询", lambda d, t: True),
    ("status=open&priority=high&tag=红&assignee_id=none",
     lambda d, t: (t["status"], t["priority"], assignee(t)) == ("open", "high", None) and "红" in t["tags"]),
]


@pytest.mark.parametrize("query,fits", FILTERS, ids=[query for query, _ in FILTERS])
def test_filters(desk, query, fits):
    query = query.format(returns=desk.returns, service=desk.service, lily=desk.lily.user["id"])
    expected = [t["id"] for t in sorted(desk.tickets, key=ORDERS["-created_at"]) if fits(desk, t)]
    for limit in (200, 7):
        assert ids(desk.admin.pages(f"/tickets?{query}&limit={limit}")) == expected


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("limit", [1, 7, 59, 60, 61, 200])
def test_orders_and_pages(desk, order, limit):
    expected = ids(sorted(desk.tickets, key=ORDERS[order]))
    assert ids(desk.admin.pages(f"/tickets?sort={order}&limit={limit}")) == expected


def test_the_last_page_has_no_cursor(desk):
    page = desk.admin.get("/tickets?limit=60").expect(200).json
    assert len(page["items"]) == 60 and page["next_cursor"] is None
    assert len(desk.admin.get("/tickets").json["items"]) == 50, "50 is the usual page"


def test_a_list_shows_what_a_ticket_shows(desk):
    for shown in desk.admin.get("/tickets?limit=200").json["items"]:
        alone = next(t for t in desk.tickets if t["id"] == shown["id"])
        assert {**shown, "sla": 0} == {**alone, "sla": 0}


@pytest.mark.parametrize("order", ["-created_at", "created_at"])
def test_pages_hold_still_while_others_write(new_server, order):
    """A walk sees everything that was there when it began, once."""
    server = new_server().start()
    admin = server.sign_in()
    before = {open_ticket(admin)["id"] for _ in range(60)}
    stop = threading.Event()

    def write():
        client = server.client(admin.token)
        while not stop.is_set():
            client.post("/tickets", new_ticket()).expect(201)

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    try:
        walked = []
        cursor = ""
        for _ in range(60):  # the writers may be faster than an ascending walk
            page = admin.get(f"/tickets?sort={order}&limit=5{cursor}").expect(200).json
            walked += ids(page["items"])
            cursor = f"&cursor={page['next_cursor']}"
            if not page["next_cursor"]:
                break
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert len(set(walked)) == len(walked)
    assert before <= set(walked)


def test_what_was_written_is_listed_at_once(desk, server):
    for _ in range(20):
        ticket = open_ticket(desk.admin, tags=["立刻"])
        assert desk.admin.get("/tickets?limit=1").json["items"][0]["id"] == ticket["id"]
        assert ticket["id"] in ids(desk.admin.get("/tickets?tag=立刻").json["items"])
    desk.tickets = [desk.admin.get(f"/tickets/{t['id']}").json for t in desk.admin.pages("/tickets?limit=200")]


def test_people_come_in_pages(server, admin):
    for name in ("anna", "ben", "carl"):
        colleague(server, admin, name)
    everyone = list(admin.pages("/users?limit=200"))
    for limit in (1, 2, 3):
        assert list(admin.pages(f"/users?limit={limit}")) == everyone
    assert len({user["login"] for user in everyone}) == len(everyone) >= 5
    assert all("password" not in key for user in everyone for key in user)
