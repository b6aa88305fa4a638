"""Views: whose they are, who may keep them, what they may ask for."""
import pytest

from support.people import add_department, colleague, new_ticket, open_ticket


@pytest.fixture(scope="module")
def people(server):
    boss = server.sign_in()
    returns, finance = add_department(boss, "退货组"), add_department(boss, "财务部")
    lily, tom = colleague(server, boss, "lily", [returns]), colleague(server, boss, "tom", [finance])
    for department, lead in ((returns, lily), (finance, tom)):
        stored = next(d for d in boss.get("/departments").json["items"] if d["id"] == department)
        boss.patch(f"/departments/{department}", {"lead_id": lead.user["id"], "version": stored["version"]}).expect(200)
    return boss, lily, tom, returns, finance


def names(client):
    return [view["name"] for view in client.get("/views").expect(200).json["items"]]


def fields_of(answer):
    return sorted(error["field"] for error in answer.expect(422).json["errors"])


def test_a_view_is_for_whom_it_was_made(people):
    boss, lily, tom, returns, finance = people
    view = {"name": "紧急退货", "filter": {"priority": ["urgent"], "status": ["open"]}, "sort": "due_at"}
    own = lily.post("/views", view).expect(201).json
    assert own["sharing"] == "personal" and own["query"] == "status=open&priority=urgent&sort=due_at"
    team = lily.post("/views", {**view, "name": "本组", "sharing": "department", "department_id": returns,
                                "position": 1}).expect(201).json
    boss.post("/views", {"name": "大家", "sharing": "everyone", "position": 2}).expect(201)
    assert names(lily) == ["紧急退货", "本组", "大家"]
    assert names(tom) == ["大家"]
    for stranger in (tom, boss):
        stranger.patch(f"/views/{own['id']}", {"name": "x", "version": 1}).expect(404)
        stranger.delete(f"/views/{own['id']}").expect(404)
    tom.delete(f"/views/{team['id']}").expect(404)
    tom.post("/views", {**view, "sharing": "everyone"}).expect(403)
    tom.post("/views", {**view, "sharing": "department", "department_id": returns}).expect(403)
    boss.patch(f"/views/{team['id']}", {"name": "退货组紧急", "version": 1}).expect(200)
    assert lily.patch(f"/views/{team['id']}", {"name": "y", "version": 1}).expect(409).json["current"]["name"] == "退货组紧急"
    lily.delete(f"/views/{own['id']}").expect(204)
    lily.delete(f"/views/{own['id']}").expect(404)
    assert names(lily) == ["退货组紧急", "大家"]
    assert [each["kind"] for each in boss.get("/audit?limit=3").json["items"]] == ["view_archived", "view_changed", "view_created"]


def test_a_view_says_all_that_is_wrong_with_it(people):
    boss, lily, _, returns, _ = people
    wrong = {"name": " ", "sort": "x", "filter": {"assignee_id": ["lily"]}, "sharing": "department"}
    assert fields_of(lily.post("/views", wrong)) == ["department_id", "filter.assignee_id", "name", "sort"]
    unknown = {"name": "x", "filter": {"status": ["nowhere"], "type_id": ["4711"], "department_id": ["4711"], "field": {"x": ["y"]}}}
    assert fields_of(lily.post("/views", unknown)) == [
        "filter.department_id", "filter.field.x", "filter.status", "filter.type_id"]
    assert fields_of(lily.post("/views", {"name": "x", "department_id": returns})) == ["department_id"]
    assert fields_of(lily.post("/views", {"name": "x", "filter": {"q": ["x"]}})) == ["filter.q"]


def test_who_sees_another_department_in_part_is_counted_what_he_sees(people):
    boss, lily, tom, returns, finance = people
    view = boss.post("/views", {"name": "财务", "sharing": "everyone", "filter": {"department_id": [finance]}}).expect(201).json
    for _ in range(3):
        ticket = open_ticket(boss, department_id=finance)
    boss.put(f"/tickets/{ticket['id']}/followers/{lily.user['id']}").expect(200)

    def count(client):
        return next(each for each in client.get("/views/counts").expect(200).json["items"] if each["id"] == view["id"])["count"]

    assert (count(boss), count(tom), count(lily)) == (3, 3, 1)


def test_a_view_whose_status_is_gone_is_left_out_of_the_counts(people):
    boss = people[0]
    boss.post("/statuses", {"key": "await_parts", "name": "待配件", "category": "on_hold"}).expect(201)
    view = boss.post("/views", {"name": "等", "filter": {"status": ["await_parts"]}}).expect(201).json
    boss.delete("/statuses/await_parts").expect(204)
    counts = boss.get("/views/counts").expect(200).json["items"]
    assert [each["count"] for each in counts if each["id"] == view["id"]] in ([], [0])


def test_more_than_a_thousand_tickets_with_a_tag_are_a_thousand_and_more(people):
    boss = people[0]
    view = boss.post("/views", {"name": "批次", "filter": {"tag": ["批次 7"]}}).expect(201).json
    ticket = open_ticket(boss, tags=["批次 7"])
    count = next(each for each in boss.get("/views/counts").json["items"] if each["id"] == view["id"])
    assert (count["count"], count["is_more"]) == (1, False)
    listed = boss.get(f"/tickets?{count['filter']}").expect(200).json["items"]
    assert [each["id"] for each in listed] == [ticket["id"]]
