"""The acceptance scenarios, from the first word to the rating, through the public API; what the customer sees is looked at
after every step."""
import time
import uuid

import pytest

from conftest import Servers
from support.customer_view import Watch
from support.live import LiveClient
from support.people import add_department, colleague, events_of
from support.portal import PROXY, Customer
from support.timeline import assert_events_in_order, assert_stages_tile
from support.upload import uploaded

PROMISE = "2040-01-01T09:00:00Z"


@pytest.fixture(scope="module")
def server(database, request):
    servers = Servers(database, request)
    yield servers.make(arguments=PROXY).start()
    servers.close()


@pytest.fixture(scope="module")
def boss(server):
    return server.sign_in()


def add_status(boss, key, name, title, category, **more):
    boss.post("/statuses", {"key": key, "name": name, "portal_title": title, "category": category, **more}).expect(201)
    return key


def add_type(boss, name, department, **more):
    path = f"{name}{uuid.uuid4().hex[:6]}"
    return boss.post("/types", {"path": path, "department_id": department, "is_public": True, **more}).expect(201).json


def person(server, boss, name, department, **more):
    client = colleague(server, boss, "login-" + uuid.uuid4().hex[:6], [department], name=name, **more)
    client.department = department
    return client


def people(server, boss, *names):
    """One department and one person in it for each name."""
    return [person(server, boss, f"{name}的人", add_department(boss, name)) for name in names]


def be_online(boss, who, **fields):
    who.put("/me/presence", {"state": "online"}).expect(200)
    shown = boss.get(f"/users/{who.user['id']}").expect(200).json
    boss.patch(f"/users/{who.user['id']}", {"version": shown["version"], **fields}).expect(200)


def hand_over(giver, taker, ticket, note, **more):
    body = {"department_id": taker.department, "note": note, **more}
    giver.post(f"/tickets/{ticket['id']}/assignment", body).expect(200)
    taker.post(f"/tickets/{ticket['id']}/accept").expect(200)


def calling(server, ticket, phone):
    """The customer of a ticket an agent wrote down, at the portal with its number and the end of his phone."""
    customer = Customer(server)
    customer.number = ticket["number"]
    shown = customer.request("GET", f"/tickets/{ticket['number']}?phone_tail={phone[-4:]}").expect(200).json
    customer.token = shown["access_token"]
    return customer


def said_in(client, ticket):
    events = events_of(client, ticket)
    assert_events_in_order(events)
    return str(events)


def looked_up(client, asked):
    """What the lookup box finds; asked again while the index is behind, on a busy machine."""
    deadline = time.monotonic() + 20
    while (answer := client.get(f"/lookup?q={asked}").expect(200)).headers["Baton-Search-Incomplete"]:
        assert time.monotonic() < deadline
    return answer.json


def test_s1_exchange(server, boss):
    desk, sales = add_department(boss, "一线客服"), add_department(boss, "售后专家组")
    agent, colleague_of_his = (person(server, boss, name, desk, roles=("客服台",)) for name in ("小周", "小吴"))
    expert, novice = person(server, boss, "老郑", sales), person(server, boss, "小钱", sales)
    be_online(boss, novice)
    be_online(boss, expert, skills=[{"skill": "微波炉换货", "level": 3}])
    kind = add_type(boss, "售后/换货申请", desk, required_skills=[{"skill": "微波炉换货", "level": 2}])
    order = {"key": "order_no", "label": "订单", "kind": "business_object", "required": True, "filterable": True}
    boss.post(f"/types/{kind['id']}/fields", order).expect(201)
    boss.post(f"/types/{kind['id']}/fields", {"key": "paid", "label": "金额", "kind": "money"}).expect(201)
    phone = f"137{uuid.uuid4().int % 10**8:08}"
    bought = agent.post("/tickets", {"subject": "第一次维修", "type": kind["path"], "fields": {"order_no": "SO-88231"},
                                     "requester": {"name": "何女士", "phone": phone}}).expect(201).json
    agent.post(f"/tickets/{bought['id']}/status", {"status": "resolved"}).expect(200)

    caller = looked_up(agent, phone)  # he calls: who he is and what he bought are there
    assert [each["name"] for each in caller["customers"]] == ["何女士"] and phone not in str(caller)
    known = agent.get(f"/tickets/{caller['tickets'][0]['id']}").expect(200).json
    ticket = agent.post("/tickets", {
        "subject": "微波炉修了两次还是坏的", "description": "要求换新。", "type": kind["path"], "priority": "high", "channel": "phone",
        "requester": {"id": caller["customers"][0]["id"]},
        "fields": {"order_no": known["fields"]["order_no"], "paid": {"amount": "699", "currency": "CNY"}}}).expect(201).json
    assert (ticket["requester"]["name"], ticket["fields"]["order_no"], ticket["priority"]) == ("何女士", "SO-88231", "high")
    path = f"/tickets/{ticket['id']}"
    customer = calling(server, ticket, phone)
    watch = Watch(customer, boss)
    watch.sees("已提交", "一线客服")

    live = LiveClient(server, expert.token)
    live.expect("ready")
    card = {"problem": "同一故障第三次", "done": "已查保修期内", "missing": "库存确认", "promised_at": PROMISE}
    given = agent.post(f"{path}/assignment", {"department_id": sales, "note": "常客，请直接换新", "handover": card}).expect(200).json
    assert given["assignee"]["name"] == "老郑", "by skill"
    notified = live.expect("event")["event"]
    assert (notified["kind"], notified["data"]["note"]) == ("transferred", "常客，请直接换新"), "he is told at once"
    live.close()
    why = agent.get(f"{path}/routing").expect(200).json["last"]["why"]
    assert {each["user_name"]: each["verdict"] for each in why["candidates"]} == {"老郑": "chosen", "小钱": "lacks_skill"}
    step = next(each for each in watch.sees("已提交", "售后专家组")["progress"] if each["state"] == "current")
    assert step["promise_at"] == PROMISE
    expert.post(f"{path}/accept").expect(200)
    watch.sees("处理中", "售后专家组")
    novice.post(f"{path}/messages", {"body": "我查过，仓库还有三台", "visibility": "internal"}).expect(201)
    expert.post(f"{path}/messages", {"body": "已为您申请换新。", "visibility": "public"}).expect(201)
    watch.sees("处理中", "售后专家组")

    customer.does("messages", {"body": "换新到哪一步了？"})  # the next day
    found = looked_up(colleague_of_his, phone)["tickets"][0]["id"]
    assert found == ticket["id"]
    told = said_in(colleague_of_his, ticket)
    assert all(word in told for word in ("仓库还有三台", "已为您申请换新", "同一故障第三次", "换新到哪一步了"))
    colleague_of_his.post(f"{path}/messages", {"body": "仓库有货，明天发出。", "visibility": "public"}).expect(201)
    shown = watch.sees("处理中", "售后专家组")
    assert shown["messages"][-1]["author"] == {"kind": "staff", "name": "小吴", "department": "一线客服"}
    customer.does("nudge", {"reason": "请今天发"})
    assert expert.get(path).json["assignee"]["name"] == "老郑", "who answers does not take it away"

    expert.post(f"{path}/messages", {"body": "新机已寄出，单号 SF100。", "visibility": "public", "then": "resolved"}).expect(201)
    assert watch.sees("已解决，请您确认", "售后专家组")["can"] == ["message", "confirm", "rate", "reopen"]
    customer.does("confirmation", {"solved": True, "comment": "收到了"})
    rating = customer.does("rating", {"score": 5, "comment": "换得很快", "tags": ["快"]})["rating"]
    shown = watch.sees("已完成", "售后专家组")
    assert shown["rating"] == rating and shown["can"] == ["rate", "reopen"]
    done = agent.get(path).expect(200).json
    assert done["status_category"] == "closed" and done["rating"]["score"] == 5 and done["nudges"] == 1
    stages = assert_stages_tile(agent, ticket)
    assert [(each["status"], each["department"]["name"], each["assignee"] and each["assignee"]["name"]) for each in stages] == [
        ("new", "一线客服", None), ("new", "售后专家组", "老郑"), ("open", "售后专家组", "老郑"), ("resolved", "售后专家组", "老郑"),
        ("closed", "售后专家组", "老郑")]
    assert watch.looks == 7


def test_s2_three_departments(server, boss):
    agent, quality, finance = people(server, boss, "客服二组", "质检二部", "财务二部")
    kind = add_type(boss, "假货", agent.department)
    mark = uuid.uuid4().hex[:6]
    inspecting = add_status(boss, f"inspect_{mark}", "待质检", "质检中", "open", type_id=kind["id"], is_default=True)
    material = add_status(boss, f"material_{mark}", "待补充材料", "请补充材料", "pending", type_id=kind["id"])
    approving = add_status(boss, f"approve_{mark}", "待财务审批", "赔付审核中", "open", type_id=kind["id"])
    telling = add_status(boss, f"tell_{mark}", "待告知用户", "即将答复您", "open", type_id=kind["id"])
    paid = {"key": "paid", "label": "赔付", "kind": "money", "agents_only": True,
            "required_if": {"all": [{"field": "status", "is": [telling]}]}}
    boss.post(f"/types/{kind['id']}/fields", paid).expect(201)
    reasons = ["内部：疑似职业索赔", "理由：照片不清", "理由：赔五十"]

    customer = Customer(server).open("13955550001", "买到假奶粉", type=kind["path"])
    watch = Watch(customer, boss, reasons)
    watch.sees("已提交", "客服二组")
    ticket = agent.get(f"/tickets/{customer.number}").expect(200).json
    path = f"/tickets/{ticket['id']}"

    hand_over(agent, quality, ticket, reasons[0])
    watch.sees("质检中", "质检二部")
    quality.post(f"{path}/return", {"reason": reasons[1]}).expect(200)
    watch.sees("质检中", "客服二组")
    ask = {"body": "请补充罐底照片", "visibility": "public", "mentions": ["customer"], "then": material}
    agent.post(f"{path}/messages", ask).expect(201)
    assert [each["body"] for each in watch.sees("请补充材料", "客服二组")["missing"]] == ["请补充罐底照片"]
    photo = customer.upload()
    customer.does("messages", {"body": "给您", "attachment_ids": [photo["id"]]})
    assert watch.sees("质检中", "客服二组")["missing"] == []

    hand_over(agent, quality, ticket, "照片有了")
    files = [file for event in events_of(quality, ticket) for file in event.get("attachments", [])]
    assert quality.get(f"/attachments/{files[0]['id']}").expect(200).body == b"photo", "files travel with the ticket"
    report = uploaded(quality, b"report", "质检报告.txt")
    quality.post(f"{path}/messages", {"body": "确认为假货", "visibility": "internal", "attachment_ids": [report["id"]]}).expect(201)
    quality.post(f"{path}/status", {"status": approving}).expect(200)
    hand_over(quality, finance, ticket, reasons[2])
    watch.sees("赔付审核中", "财务二部")
    for file, content in ((files[0]["id"], b"photo"), (report["id"], b"report")):
        for who in (agent, finance):
            assert who.get(f"/attachments/{file}").expect(200).body == content
    to_tell = {"status": telling, "comment": "同意五十元"}
    assert [each["field"] for each in finance.post(f"{path}/status", to_tell).expect(422).json["errors"]] == ["fields.paid"]
    version = finance.get(path).expect(200).json["version"]
    finance.patch(path, {"fields": {"paid": {"amount": "50", "currency": "CNY"}}, "version": version}).expect(200)
    finance.post(f"{path}/status", to_tell).expect(200)
    watch.sees("即将答复您", "财务二部")
    hand_over(finance, agent, ticket, "请告知")
    watch.sees("即将答复您", "客服二组")
    agent.post(f"{path}/messages", {"body": "赔您五十元", "visibility": "public", "then": "resolved"}).expect(201)
    assert watch.sees("已解决，请您确认", "客服二组")["messages"][-1]["author"]["department"] == "客服二组"
    customer.does("confirmation", {"solved": True})
    customer.does("rating", {"score": 5})
    watch.sees("已完成", "客服二组")

    stages = assert_stages_tile(agent, ticket)
    assert [(each["status"], each["department"]["name"], each["assignee"] and each["assignee"]["name"]) for each in stages] == [
        ("new", "客服二组", None), ("new", "质检二部", None), (inspecting, "质检二部", "质检二部的人"), (inspecting, "客服二组", None),
        (material, "客服二组", None), (inspecting, "客服二组", "客服二组的人"), (inspecting, "质检二部", None),
        (inspecting, "质检二部", "质检二部的人"), (approving, "质检二部", "质检二部的人"), (approving, "财务二部", None),
        (approving, "财务二部", "财务二部的人"), (telling, "财务二部", "财务二部的人"), (telling, "客服二组", None),
        (telling, "客服二组", "客服二组的人"), ("resolved", "客服二组", "客服二组的人"), ("closed", "客服二组", "客服二组的人")]
    said = said_in(agent, ticket)
    assert all(reason in said for reason in [*reasons, "照片有了", "同意五十元", "请告知"]), "every reason is on the timeline"
    assert [each["state"] for each in agent.get(f"{path}/handovers").expect(200).json["items"]] == [
        "returned", "accepted", "accepted", "accepted"]


def test_s4_printer(server, boss):
    first, second = people(server, boss, "一线", "二线")
    customer = Customer(server).open("13955550002", "打印机坏了", type="咨询")
    watch = Watch(customer, boss)
    watch.sees("已提交", "客服部")
    ticket = boss.get(f"/tickets/{customer.number}").expect(200).json
    given = {"department_id": first.department, "assignee_id": first.user["id"], "note": "请上门看看"}
    boss.post(f"/tickets/{ticket['id']}/assignment", given).expect(200)
    first.post(f"/tickets/{ticket['id']}/accept").expect(200)
    watch.sees("处理中", "一线")
    hand_over(first, second, ticket, "要换硒鼓，我没有")
    watch.sees("处理中", "二线")
    time.sleep(1.1)
    second.post(f"/tickets/{ticket['id']}/status", {"status": "resolved"}).expect(200)
    watch.sees("已解决，请您确认", "二线")
    stages = assert_stages_tile(second, ticket)
    his = [stage for stage in stages if stage["assignee"] and stage["assignee"]["name"] == "二线的人"]
    assert [stage["status"] for stage in his] == ["open", "resolved"], "what it took with whom is told apart"
    assert his[0]["seconds"] >= 1, "the delay was his"
    assert "要换硒鼓，我没有" in said_in(second, ticket), "and why he got it"
    customer.does("confirmation", {"solved": True})
    watch.sees("已完成", "二线")
