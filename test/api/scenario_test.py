"""The acceptance scenarios, from the first word to the rating, through the public API; what the customer sees is looked at
after every step."""
import uuid

import pytest

from conftest import Servers
from support.people import add_department, colleague, events_of
from support.portal import PROXY, Customer
from support.upload import uploaded


@pytest.fixture(scope="module")
def server(database, request):
    servers = Servers(database, request)
    yield servers.make(arguments=PROXY).start()
    servers.close()


@pytest.fixture(scope="module")
def boss(server):
    return server.sign_in()


class Watch:
    """The customer, who looks after every step and must never meet what is not for him."""

    def __init__(self, customer, secrets):
        self.customer, self.secrets = customer, secrets

    def sees(self, current, department):
        shown = self.customer.look()
        heard = self.customer.heard[-1].body.decode()
        for secret in self.secrets:
            assert secret not in heard, secret
        step = next((each for each in shown["progress"] if each["state"] == "current"), shown["progress"][-1])
        assert (step["title"], step.get("department")) == (current, department)
        return shown


def add_status(boss, key, name, title, category, **more):
    boss.post("/statuses", {"key": key, "name": name, "portal_title": title, "category": category, **more}).expect(201)
    return key


def people(server, boss, *names):
    """One department and one person in it for each name."""
    made = []
    for name in names:
        department = add_department(boss, name)
        client = colleague(server, boss, "login-" + uuid.uuid4().hex[:6], [department], name=f"{name}的人")
        client.department = department
        made.append(client)
    return made


def hand_over(giver, taker, ticket, note, **more):
    body = {"department_id": taker.department, "note": note, **more}
    giver.post(f"/tickets/{ticket['id']}/assignment", body).expect(200)
    taker.post(f"/tickets/{ticket['id']}/accept").expect(200)


def test_s2_three_departments(server, boss):
    agent, quality, finance = people(server, boss, "客服二组", "质检二部", "财务二部")
    kind = boss.post("/types", {"path": f"假货{uuid.uuid4().hex[:6]}", "department_id": agent.department, "is_public": True}).expect(201).json
    mark = uuid.uuid4().hex[:6]
    inspecting = add_status(boss, f"inspect_{mark}", "待质检", "质检中", "open", type_id=kind["id"], is_default=True)
    material = add_status(boss, f"material_{mark}", "待补充材料", "请补充材料", "pending", type_id=kind["id"])
    approving = add_status(boss, f"approve_{mark}", "待财务审批", "赔付审核中", "open", type_id=kind["id"])
    telling = add_status(boss, f"tell_{mark}", "待告知用户", "即将答复您", "open", type_id=kind["id"])
    secrets = ["内部：疑似职业索赔", "理由：照片不清", "理由：赔五十", agent.user["login"], quality.user["login"], finance.user["id"]]

    customer = Customer(server).open("13955550001", "买到假奶粉", type=kind["path"])
    watch = Watch(customer, secrets)
    watch.sees("已提交", "客服二组")
    ticket = agent.get(f"/tickets/{customer.number}").expect(200).json
    path = f"/tickets/{ticket['id']}"

    hand_over(agent, quality, ticket, secrets[0])
    watch.sees("质检中", "质检二部")
    quality.post(f"{path}/return", {"reason": secrets[1]}).expect(200)
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
    hand_over(quality, finance, ticket, secrets[2])
    watch.sees("赔付审核中", "财务二部")
    assert finance.get(f"/attachments/{report['id']}").expect(200).body == b"report"
    finance.post(f"{path}/status", {"status": telling, "comment": "同意五十元"}).expect(200)
    hand_over(finance, agent, ticket, "请告知")
    watch.sees("即将答复您", "客服二组")
    agent.post(f"{path}/messages", {"body": "赔您五十元", "visibility": "public", "then": "resolved"}).expect(201)
    assert watch.sees("已解决，请您确认", "客服二组")["messages"][-1]["author"]["department"] == "客服二组"
    customer.does("confirmation", {"solved": True})
    customer.does("rating", {"score": 5})
    watch.sees("已完成", "客服二组")

    stages = agent.get(f"{path}/stages").expect(200).json["items"]
    assert all(earlier["left_at"] == later["entered_at"] for earlier, later in zip(stages, stages[1:]))
    assert {stage["department"]["name"] for stage in stages} == {"客服二组", "质检二部", "财务二部"}
    said = str(events_of(agent, ticket))
    assert all(reason in said for reason in secrets[:3]), "every reason is on the timeline"


def test_s4_printer(server, boss):
    first, second = people(server, boss, "一线", "二线")
    customer = Customer(server).open("13955550002", "打印机坏了", type="咨询")
    ticket = boss.get(f"/tickets/{customer.number}").expect(200).json
    boss.post(f"/tickets/{ticket['id']}/assignment", {"department_id": first.department, "assignee_id": first.user["id"], "note": "x"}).expect(200)
    first.post(f"/tickets/{ticket['id']}/accept").expect(200)
    hand_over(first, second, ticket, "要换硒鼓")
    watch = Watch(customer, ["要换硒鼓", first.user["login"], second.user["login"]])
    watch.sees("处理中", "二线")
    second.post(f"/tickets/{ticket['id']}/status", {"status": "resolved"}).expect(200)
    stages = second.get(f"/tickets/{ticket['id']}/stages").expect(200).json["items"]
    his = [stage for stage in stages if stage["assignee"] and stage["assignee"]["name"] == "二线的人"]
    assert [stage["status"] for stage in his] == ["open", "resolved"], "what it took with whom is told apart"
    watch.sees("已解决，请您确认", "二线")
