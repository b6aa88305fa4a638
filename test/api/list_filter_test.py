"""Lists by any combination of filters, page by page, hold what their filters say and no more, for who sees all and for who
sees some."""
import random

import pytest

from support.people import add_colleague, add_department, colleague, open_ticket

PRIORITIES = ["low", "normal", "high", "urgent"]
STATUSES = ["new", "open", "pending", "resolved", "closed"]


class Desk:
    """Tickets of every sort, each as it was opened and moved."""

    def __init__(self, server, admin, chance):
        self.departments = [add_department(admin, name, routing="queue") for name in ("甲", "乙", "丙")]
        self.people = [add_colleague(admin, "agent", [d])["id"] for d in self.departments]
        self.member = colleague(server, admin, "member", self.departments[:1])
        top = admin.post("/types", {"path": "家电", "department_id": self.departments[0]}).expect(201).json
        field = {"key": "colour", "label": "颜色", "kind": "text", "filterable": True}
        admin.post(f"/types/{top['id']}/fields", field).expect(201)
        below = [admin.post("/types", {"path": f"家电/{name}", "department_id": self.departments[0]}).expect(201).json
                 for name in ("冰箱", "风扇")]
        own = {"key": "parts", "name": "待配件", "category": "open", "type_id": top["id"]}
        admin.post("/statuses", own).expect(201)
        self.types = [kind["path"] for kind in (top, *below)]
        self.tickets = [self.open(admin, chance) for _ in range(90)]

    def open(self, admin, chance):
        n = chance.randrange(3)
        fields = {"colour": chance.choice(["red", "green"])} if chance.random() < 0.5 else {}
        body = {"type": chance.choice(self.types), "priority": chance.choice(PRIORITIES), "department_id": self.departments[n],
                "tags": chance.sample(["急", "退款", "vip"], chance.randrange(3)), "fields": fields}
        if chance.random() < 0.5:
            body["assignee_id"] = self.people[n]
        ticket = open_ticket(admin, **body)
        status = chance.choice([*STATUSES, "parts"] if body["type"] == self.types[0] else STATUSES)
        if status != "new":
            admin.post(f"/tickets/{ticket['id']}/status", {"status": status, "comment": "好了"}).expect(200)
        return admin.get(f"/tickets/{ticket['id']}").json

    def asked(self, chance):
        """Some filters, with the rule each stands for."""
        def some(of):
            return chance.sample(of, chance.choice([1, 1, 2]))
        offers = {
            "tag": (["急", "退款", "vip", "没有"], lambda t, words: set(t["tags"]) & set(words)),
            "field.colour": (["red", "green"], lambda t, words: t["fields"].get("colour") in words),
            "type": (self.types, lambda t, words: any(t["type"] == w or t["type"].startswith(w + "/") for w in words)),
            "department_id": (self.departments, lambda t, words: t["department"]["id"] in words),
            "assignee_id": ([*self.people, "none"], lambda t, words: (t["assignee"] or {"id": "none"})["id"] in words),
            "priority": (PRIORITIES, lambda t, words: t["priority"] in words),
            "status": ([*STATUSES, "parts"],
                       lambda t, words: t["status"] in words or t["status_category"] in set(words) - {"parts"}),
        }
        chosen = chance.sample(sorted(offers), chance.choice([0, 1, 1, 2, 3]))
        return {name: (some(offers[name][0]), offers[name][1]) for name in chosen}


@pytest.mark.exhaustive
def test_lists_hold_what_their_filters_say(server, admin):
    chance = random.Random(4)
    desk = Desk(server, admin, chance)
    mine = {ticket["id"] for ticket in desk.tickets}
    seen = {ticket["id"] for ticket in desk.member.pages("/tickets?limit=200")}
    assert 0 < len(seen & mine) < len(mine)
    for _ in range(40):
        asked = desk.asked(chance)
        words = "&".join(f"{name}={word}" for name, (some, _) in asked.items() for word in some)
        expected = [t["id"] for t in desk.tickets if all(rule(t, some) for some, rule in asked.values())]
        for client, sees in ((admin, mine), (desk.member, seen)):
            for sort in ("-created_at", "created_at", "due_at"):
                found = [t["id"] for t in client.pages(f"/tickets?limit={chance.choice([5, 40])}&sort={sort}&{words}")
                         if t["id"] in mine]
                inside = [i for i in expected if i in sees]
                if sort == "-created_at":
                    inside.reverse()
                if sort == "due_at":
                    found, inside = sorted(found), sorted(inside)
                assert found == inside, (words, sort)
