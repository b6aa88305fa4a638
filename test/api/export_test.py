"""Lists and the overview as files for spreadsheet programs: nothing is missing, nothing out of sight is there, and no cell is
a formula."""
import csv
import io
import json
import pathlib
import re
import uuid

import pytest

from support.people import add_department, colleague, open_ticket, own_department, wait_for_index
from support.server import ROOT
from support.workbook import MEDIA_TYPE, sheets

NAUGHTY = pathlib.Path(ROOT / "../shared/data/security-inputs/blns.json").resolve()
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://evil")', "＝1+1", "＋1", "－1a", "＠a",
            '"=1+1', "=1,2\r\n=3", "'=1"]
DANGEROUS = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def table(answer):
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8" and answer.headers["Cache-Control"] == "no-store"
    assert answer.body.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


def exported(client, **query):
    words = "&".join(f"{key}={value}" for key, value in {"lang": "en", **query}.items())
    header, *rows = table(client.get(f"/tickets.csv?{words}").expect(200))
    return [dict(zip(header, row, strict=True)) for row in rows]


def trimmed(rows):
    """Without the empty cells at the end of a row, which a workbook has not."""
    return [row[:max((n + 1 for n, cell in enumerate(row) if cell != ""), default=0)] for row in rows]


def workbook(answer):
    assert answer.headers["Content-Type"] == MEDIA_TYPE and answer.headers["Cache-Control"] == "no-store"
    [rows] = sheets(answer.body)
    return rows


def new_type(admin, department):
    return admin.post("/types", {"path": f"t{uuid.uuid4().hex[:12]}", "department_id": department}).expect(201).json


def test_holds_all_of_a_list_whatever_its_length(server, admin):
    kind = new_type(admin, own_department(admin))
    for n in range(430):
        open_ticket(admin, f"第{n}件", type=kind["path"])
    listed = list(admin.pages(f"/tickets?type={kind['path']}&limit=200"))
    answer = admin.get(f"/tickets.csv?type={kind['path']}").expect(200)
    assert answer.headers["Transfer-Encoding"] == "chunked" and "tickets.csv" in answer.headers["Content-Disposition"]
    assert table(answer)[0][:3] == ["工单号", "标题", "类型"]
    assert [row["number"] for row in exported(admin, type=kind["path"])] == [ticket["number"] for ticket in listed]
    assert [row["number"] for row in exported(admin, type=kind["path"], sort="created_at")] == [
        ticket["number"] for ticket in reversed(listed)]
    assert [row["number"] for row in exported(admin, type=kind["path"], q="件")] == [ticket["number"] for ticket in listed]
    assert workbook(admin.get(f"/tickets.xlsx?type={kind['path']}").expect(200)) == trimmed(table(answer))
    refused = admin.get("/tickets.csv?sort=priority").expect(422)
    assert refused.json["errors"][0]["field"] == "sort"


def test_shows_what_a_list_shows(server, admin):
    department = own_department(admin)
    kind = new_type(admin, department)
    fields = f"/types/{kind['id']}/fields"
    options = [{"key": "a", "label": "漏粉"}, {"key": "b", "label": "破损"}]
    for field in ({"key": "model", "label": "型号", "kind": "text"}, {"key": "phone", "label": "电话", "kind": "phone"},
                  {"key": "faults", "label": "问题", "kind": "multi_choice", "options": options}):
        admin.post(fields, field).expect(201)
    ticket = open_ticket(admin, "罐子坏了", type=kind["path"], tags=["急", "vip"], priority="urgent",
                         fields={"model": "Z-1", "phone": "13700001234", "faults": ["a", "b"]},
                         requester={"name": "韩梅梅", "phone": "13700001111"})
    admin.post(f"/tickets/{ticket['id']}/messages", {"body": "在看", "visibility": "public"}).expect(201)
    [row] = exported(admin, type=kind["path"])
    assert row["number"] == ticket["number"] and row["subject"] == "罐子坏了" and row["type"] == kind["path"]
    assert row["status"] == "处理中" and row["priority"] == "urgent" and row["requester"] == "韩梅梅"
    assert row["tags"] == "急; vip" and row["型号"] == "Z-1" and row["问题"] == "漏粉; 破损"
    assert "13700001234" not in str(row) and "13700001111" not in str(row)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", row["first_responded_at"]) and row["resolved_at"] == ""
    assert "型号" not in exported(admin)[0]


@pytest.mark.exhaustive
def test_no_text_becomes_a_formula(server, admin):
    kind = new_type(admin, own_department(admin))
    admin.post(f"/types/{kind['id']}/fields", {"key": "any", "label": "=label", "kind": "text"}).expect(201)
    texts = FORMULAS + [text for text in json.loads(NAUGHTY.read_text()) if text.strip()]
    subjects = {}
    for text in texts:
        answer = admin.post("/tickets", {"subject": text, "description": "x", "type": kind["path"], "fields": {"any": text},
                                         "tags": [text], "requester": {"name": text}})
        if answer.status == 422:  # too long, or with a control character where none may be
            answer = admin.post("/tickets", {"subject": text[:100], "description": "x", "type": kind["path"],
                                             "requester": {"name": "x"}})
        if answer.status == 201:
            subjects[answer.json["number"]] = answer.json["subject"]
    assert len(subjects) > 300
    header, *rows = table(admin.get(f"/tickets.csv?type={kind['path']}").expect(200))
    for row in [header, *rows]:
        assert len(row) == len(header)
        assert [cell for cell in row if DANGEROUS.match(cell) and not NUMBER.fullmatch(cell)] == []
    shown = {row[0]: row[1] for row in rows}
    in_workbook = {row[0]: row[1] for row in workbook(admin.get(f"/tickets.xlsx?type={kind['path']}").expect(200))[1:]}
    assert in_workbook == subjects
    assert shown.keys() == subjects.keys()
    for number, subject in subjects.items():
        guarded = DANGEROUS.match(subject) and not NUMBER.fullmatch(subject)
        assert shown[number] == ("'" + subject if guarded else subject)


def test_shows_nobody_more_than_he_sees(server, admin):
    mine, other = add_department(admin, f"d{uuid.uuid4().hex[:8]}"), add_department(admin, f"d{uuid.uuid4().hex[:8]}")
    role = admin.post("/roles", {"name": f"r{uuid.uuid4().hex[:8]}",
                                 "permissions": ["tickets.read", "tickets.export"]}).expect(201).json["name"]
    seer = colleague(server, admin, "seer", [mine], [role])
    seen = open_ticket(admin, "看得到", department_id=mine)
    hidden = open_ticket(admin, "看不到", department_id=other)
    assert [row["number"] for row in exported(seer)] == [seen["number"]]
    wait_for_index(seer)
    assert exported(seer, q="看不到") == [] and hidden["number"] not in str(exported(seer, department_id=other))
    assert len(exported(admin, department_id=other)) == 1
    assert [row[0] for row in workbook(seer.get("/tickets.xlsx?lang=en").expect(200))] == ["number", seen["number"]]
    agent = colleague(server, admin, "agent", [mine])
    agent.get("/tickets.csv").expect(403)
    agent.get("/tickets.xlsx").expect(403)


def test_says_in_the_audit_log_who_took_a_list_but_not_the_words(server, admin):
    admin.get("/tickets.csv?q=13812345678&status=open").expect(200)
    event = next(event for event in admin.pages("/audit?kind=tickets_exported"))
    assert event["kind"] == "tickets_exported" and sorted(event["data"]["filters"]) == ["q", "status"]
    assert event["actor"]["id"] == admin.get("/me").json["user"]["id"]


def test_the_overview_is_the_same_in_a_table(server, admin):
    open_ticket(admin)
    told = admin.get("/reports/overview").expect(200).json
    header, *rows = table(admin.get(f"/reports/overview.csv?from={told['from']}&to={told['to']}").expect(200))
    sections = {}
    for row in rows:
        row = dict(zip(header, row, strict=True))
        sections.setdefault(row["section"], []).append(row)
    assert int(sections["totals"][0]["created"]) == told["totals"]["created"] > 0
    assert {row["key"]: int(row["created"]) for row in sections["by_status"]} == {
        status["status"]: status["tickets"] for status in told["by_status"]}
    assert {row["name"]: int(row["open"]) for row in sections["by_department"]} == {
        department["department"]["name"]: department["open"] for department in told["by_department"]}
    assert [(row["key"], int(row["created"]), int(row["resolved"])) for row in sections["by_day"]] == [
        (day["day"], day["created"], day["resolved"]) for day in told["by_day"]]
    in_workbook = workbook(admin.get(f"/reports/overview.xlsx?from={told['from']}&to={told['to']}").expect(200))
    assert in_workbook == trimmed([row[:3] + [float(cell) if NUMBER.fullmatch(cell) else cell for cell in row[3:]]
                                   for row in [header, *rows]])
    admin.get("/reports/overview.csv?from=2026-11-22&to=2026-11-21").expect(422)
    admin.get("/reports/overview.xlsx?from=2026-11-22&to=2026-11-21").expect(422)
