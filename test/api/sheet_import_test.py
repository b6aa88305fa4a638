"""Tickets and customers from CSV files: as the mapping says, each row by itself, nothing twice."""
import csv
import io
import json
import pathlib

import pytest

from support.server import ROOT

DATA = ROOT.parent / "shared" / "data"
MAPPING = {
    "source": "desk", "external_id": "No", "zone": "Asia/Shanghai",
    "fields": {
        "subject": {"column": "Title"}, "description": {"column": "Text"},
        "requester.name": {"column": "Name"}, "requester.phone": {"column": "Phone"},
        "priority": {"column": "Level", "values": {"Critical": "urgent", "Minor": "low"}},
        "status": {"column": "State", "values": {"Done": "resolved", "Open": "new"}},
        "created_at": {"column": "Created"}, "resolved_at": {"column": "Solved"},
    },
}
HEAD = ["No", "Title", "Text", "Name", "Phone", "Level", "State", "Created", "Solved"]
ROWS = [
    ["A-1", "洗衣机漏水", "第一行\n第二行, \"引号\"", "李雷", "138 0013 8000", "Critical", "Open", "2025-03-01 09:00:00", ""],
    ["A-2", "微波炉不热", "", "Han Meimei", "13900139000", "Minor", "Done", "2025-02-01 09:00:00", "2025-02-03 10:30:00"],
    ["A-3", "", "no subject", "X", "", "Minor", "Open", "2025-02-01 09:00:00", ""],
    ["A-4", "wrong level", "", "X", "12", "Apocalyptic", "Open", "2025-02-30 09:00:00", ""],
    ["A-5", "又漏水了", "", "Lei Li", "+86 138-0013-8000", "Minor", "Open", "2024-01-01 00:00:00", ""],
    ["A-1", "the same number", "", "李雷", "", "Minor", "Open", "2025-05-01", ""],
]


def sheet(rows, head=HEAD, encoding="utf-8-sig"):
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    return text.getvalue().encode(encoding)


@pytest.fixture
def place(new_server, tmp_path):
    server = new_server()
    server.command("init")
    server.files = tmp_path
    return server


def bring(server, kind, content, mapping, *words, check=True):
    (server.files / "rows.csv").write_bytes(content)
    (server.files / "mapping.json").write_text(json.dumps(mapping))
    report = server.files / "report.csv"
    done = server.command("import", kind, server.files / "rows.csv", "--mapping", server.files / "mapping.json",
                          "--report", report, *words, check=check)
    done.report = sorted(csv.DictReader(report.read_text("utf-8-sig").splitlines()), key=lambda row: int(row["line"])) \
        if report.exists() else []
    return done


def test_rows_become_tickets_and_wrong_ones_are_told(place):
    dry = bring(place, "tickets", sheet(ROWS), MAPPING, "--dry-run", check=False)
    assert dry.returncode == 1 and "3 of 6 tickets would be made" in dry.stdout, dry.stdout + dry.stderr
    done = bring(place, "tickets", sheet(ROWS), MAPPING, check=False)
    assert done.returncode == 1 and "3 of 6 tickets made, 1 were there already, 2 refused" in done.stdout, done.stdout
    told = [(int(row["line"]), row["outcome"], row["column"]) for row in done.report]
    assert told == [(2, "made", ""), (4, "made", ""), (5, "refused", "Title"), (6, "refused", "Created"), (7, "made", ""),
                    (8, "there already", "")]
    wrong = done.report[3]["message"]
    assert "is no time as the mapping says: 2025-02-30" in wrong and "Level: must be one of low" in wrong
    assert "line 5: Title: is required" in done.stderr
    again = bring(place, "tickets", sheet(ROWS), MAPPING, check=False)
    assert "0 of 6 tickets made, 4 were there already, 2 refused" in again.stdout
    admin = place.start().sign_in()
    tickets = {ticket["subject"]: ticket for ticket in admin.pages("/tickets?limit=200")}
    assert set(tickets) == {"洗衣机漏水", "微波炉不热", "又漏水了"}
    first, second, third = tickets["洗衣机漏水"], tickets["微波炉不热"], tickets["又漏水了"]
    assert first["priority"] == "urgent" and first["created_at"] == "2025-03-01T01:00:00Z"
    assert first["description"] == '第一行\n第二行, "引号"'
    assert second["status_category"] == "resolved" and second["resolved_at"] == "2025-02-03T02:30:00Z"
    assert first["requester"]["id"] == third["requester"]["id"] and first["requester"]["name"] == "Lei Li"
    assert first["number"] == done.report[0]["number"] and int(third["id"]) < int(second["id"]) < int(first["id"])
    assert [ticket["id"] for ticket in admin.get("/tickets?sort=created_at").json["items"]] == \
        [third["id"], second["id"], first["id"]]
    assert [ticket["id"] for ticket in admin.get("/tickets?q=漏水").json["items"]] == [first["id"], third["id"]]
    assert admin.get("/tickets?created_to=2025-02-15T00:00:00Z").expect(200).json["items"]
    place.stop()
    verified = place.command("verify").stdout
    assert "chain intact" in verified and "counts agree" in verified and "search agrees: 3 tickets" in verified


def test_two_files_of_the_same_moments_do_not_meet(place):
    """Ids carry the moment; what another import has made there is passed over."""
    rows = [[f"B-{i}", f"早 {i}", "", "李雷", f"137{i:08}", "Minor", "Open", "2023-05-05 00:00:00", ""] for i in range(60)]
    assert "60 of 60 tickets made" in bring(place, "tickets", sheet(rows), MAPPING).stdout
    other = {**MAPPING, "source": "another desk"}
    assert "60 of 60 tickets made" in bring(place, "tickets", sheet(rows), other).stdout
    assert "60 were there already" in bring(place, "tickets", sheet(rows), other).stdout
    assert "search agrees: 120 tickets" in place.command("verify").stdout


def test_rows_become_customers(place):
    head = ["编号", "姓名", "电话", "公司", "等级"]
    rows = [["1", "李雷", "13800138000;010-88886666", "接棒科技", "3"], ["2", "韩梅梅", "13800138000", "", ""],
            ["3", "王芳", "", "接棒科技", "9"], ["4", "赵六", "13700137000", "接棒科技", ""]]
    mapping = {"encoding": "gb18030", "external_id": "编号",
               "fields": {"name": {"column": "姓名"}, "phones": {"column": "电话"}, "organization": {"column": "公司"},
                          "vip": {"column": "等级"}}}
    done = bring(place, "customers", sheet(rows, head, "gb18030"), mapping, check=False)
    told = [(row["outcome"], row["column"]) for row in done.report]
    assert told == [("made", ""), ("refused", "电话"), ("refused", "等级"), ("made", "")], done.stdout + done.stderr
    assert "belongs to 李雷" in done.report[1]["message"]
    admin = place.start().sign_in()
    (found,) = admin.get("/customers?q=13800138000").expect(200).json["items"]
    assert found["name"] == "李雷" and found["vip"] == 3
    organizations = admin.get("/organizations").expect(200).json["items"]
    assert [each["name"] for each in organizations] == ["接棒科技"]


def test_what_does_not_fit_is_told_before_anything_is_made(place):
    unmapped = place.command("import", "tickets", place.files / "none.csv", check=False)
    assert unmapped.returncode == 1 and "external_id: is required" in unmapped.stderr
    other = {**MAPPING, "fields": {**MAPPING["fields"], "subject": {"column": "Betreff"}}}
    done = bring(place, "tickets", sheet(ROWS), other, check=False)
    assert "mapping: fields.subject.column: there is no column Betreff; there are: No, Title" in done.stderr
    assert done.returncode == 1 and done.report == []


def test_a_spectrum_of_csv(place):
    folder = DATA / "security-inputs" / "csv-spectrum"
    if not folder.exists():
        pytest.skip(f"{folder} is not there")
    wanted = []
    for file in sorted(folder.glob("*.csv")):
        rows = json.loads(file.with_suffix(".json").read_text("utf-8"))
        rows = rows if isinstance(rows, list) else [rows]
        columns = list(rows[0])
        mapping = {"source": file.stem, "external_id": columns[0],
                   "fields": {"subject": {"constant": file.stem}, "requester.name": {"constant": "Carrier"},
                              "description": {"column": columns[-1]}}}
        done = bring(place, "tickets", file.read_bytes(), mapping)
        assert f"{len(rows)} of {len(rows)} tickets made" in done.stdout
        wanted += [(file.stem, row[columns[-1]].strip()) for row in rows]
    admin = place.start().sign_in()
    assert sorted((ticket["subject"], ticket["description"]) for ticket in admin.pages("/tickets?limit=200")) == sorted(wanted)


def another_desk():
    """Its mapping, the names of its columns, its rows."""
    folder = DATA / "tickets-en-kaggle-suraj520"
    if not folder.exists():
        pytest.skip(f"{folder} is not there")
    mapping = json.loads((pathlib.Path(__file__).parent / "suraj520.json").read_text())
    with open(folder / "customer_support_tickets.csv", newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    return mapping, head, rows


@pytest.mark.slow
def test_a_whole_file_of_another_desk(place, database):
    mapping, head, rows = another_desk()
    rows = rows if database == "sqlite" else rows[:1000]
    done = bring(place, "tickets", sheet(rows, head), mapping)
    print(done.stdout)
    assert f"{len(rows)} of {len(rows)} tickets made, 0 were there already, 0 refused" in done.stdout
    again = bring(place, "tickets", sheet(rows, head), mapping)
    assert f"0 of {len(rows)} tickets made, {len(rows)} were there already" in again.stdout
    assert f"search agrees: {len(rows)} tickets" in place.command("verify").stdout
