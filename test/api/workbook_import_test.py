"""Tickets and customers from workbooks that real programs wrote: what comes of them is what comes of the same rows as CSV."""
import datetime
import io
import json
import os
import zipfile

import openpyxl
import pytest

from api.sheet_import_test import HEAD, MAPPING, ROWS, another_desk, bring, place, sheet  # noqa: F401 (a fixture)
from support.people import open_ticket

KEPT = ["subject", "description", "type", "priority", "channel", "status", "tags", "fields", "created_at", "resolved_at"]


def book(rows, head=HEAD, more=()):
    workbook = openpyxl.Workbook()
    workbook.active.title = "Rows"
    for row in [head, *rows]:
        workbook.active.append(row)
    for name in more:
        workbook.create_sheet(name, 0)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def typed(row):
    """As a person's spreadsheet has it: moments as dates, phone numbers as numbers."""
    def value(cell):
        if not cell:
            return None
        try:
            return datetime.datetime.fromisoformat(cell)
        except ValueError:
            return int(cell) if cell.isdigit() else cell
    return [value(cell) for cell in row]


def tickets(server):
    """All of them with who asked, without what another installation gives another id, and another moment when the row names none."""
    begin = datetime.date.today().isoformat()
    admin = server.start().sign_in()
    found = [{**{name: ticket[name] for name in KEPT}, "requester": ticket["requester"]["name"],
              "created_at": min(ticket["created_at"], begin)}
             for ticket in admin.pages("/tickets?limit=200&sort=created_at")]
    server.stop()
    return sorted(found, key=json.dumps)


def same_outcome(one, other):
    def lines(done):
        return [(row["outcome"], row["column"], row["message"]) for row in done.report]
    assert lines(one) == lines(other), one.stderr + other.stderr


def twin(place, new_server):  # noqa: F811
    other = new_server()
    other.command("init")
    other.files = place.files
    return other


def test_a_workbook_gives_what_its_csv_gives(place, new_server):  # noqa: F811
    other = twin(place, new_server)
    from_csv = bring(other, "tickets", sheet(ROWS), MAPPING, check=False)
    dry = bring(place, "tickets", book(map(typed, ROWS)), MAPPING, "--dry-run", check=False)
    assert dry.returncode == 1 and "3 of 6 tickets would be made" in dry.stdout, dry.stdout + dry.stderr
    from_book = bring(place, "tickets", book(map(typed, ROWS)), MAPPING, check=False)  # the file is called rows.csv
    same_outcome(from_csv, from_book)
    assert [int(row["line"]) for row in from_book.report] == [2, 3, 4, 5, 6, 7]  # the numbers of the rows
    assert "4 were there already" in bring(place, "tickets", book(map(typed, ROWS)), MAPPING, check=False).stdout
    made = tickets(place)
    assert made == tickets(other) and len(made) == 3
    found = place.start().sign_in().get("/customers?q=13900139000").expect(200).json["items"]
    assert [customer["name"] for customer in found] == ["Han Meimei"]


def test_a_sheet_is_named(place):  # noqa: F811
    mapping = {"external_id": "编号", "encoding": "gb18030", "fields": {"name": {"column": "姓名"}, "phones": {"column": "电话"}}}
    content = book([[1, "李雷", 13800138000], [None, None, None], ["2", "韩梅梅", "010-88886666"]], ["编号", "姓名", "电话"], ["封面"])
    unnamed = bring(place, "customers", content, mapping, check=False)
    assert unnamed.returncode == 1 and "rows.csv is empty" in unnamed.stderr
    unknown = bring(place, "customers", content, mapping, "--sheet", "Rose", check=False)
    assert unknown.returncode == 1 and "It has no sheet Rose; there are: 封面, Rows." in unknown.stderr
    done = bring(place, "customers", content, mapping, "--sheet", "Rows")
    assert "2 of 2 customers made" in done.stdout and [row["line"] for row in done.report] == ["2", "4"]
    admin = place.start().sign_in()
    assert [each["name"] for each in admin.get("/customers?q=13800138000").expect(200).json["items"]] == ["李雷"]
    place.stop()
    of_csv = bring(place, "customers", "编号,姓名\n".encode(), mapping, "--sheet", "Rows", check=False)
    assert of_csv.returncode == 1 and "is no workbook" in of_csv.stderr


def test_what_this_program_exports_it_reads(place, new_server):  # noqa: F811
    admin = place.start().sign_in()
    for number in range(30):
        open_ticket(admin, f"第{number}件 _x000D_ =1+1", requester={"name": f"客户{number}", "phone": f"139{number:08}"})
    exported = admin.get("/tickets.xlsx").expect(200).body
    place.stop()
    head = next(openpyxl.load_workbook(io.BytesIO(exported)).active.values)
    columns = {"subject": "标题", "requester.name": "客户", "created_at": "创建时间"}
    assert {"工单号", *columns.values()} <= set(head), head
    mapping = {"external_id": "工单号", "source": "other", "fields": {field: {"column": column} for field, column in columns.items()}}
    other = twin(place, new_server)
    assert "30 of 30 tickets made" in bring(other, "tickets", exported, mapping).stdout
    def kept(server):
        return sorted((ticket["subject"], ticket["requester"], ticket["created_at"][:16]) for ticket in tickets(server))
    assert kept(other) == kept(place)


def bomb():
    """Styles of 64 MB in a few kilobytes."""
    parts = zipfile.ZipFile(io.BytesIO(book([])))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            if name != "xl/styles.xml":
                archive.writestr(name, parts.read(name))
        with archive.open("xl/styles.xml", "w") as styles:
            styles.write(b"<styleSheet>")
            for _ in range(64):
                styles.write(b" " * (1 << 20))
    return made.getvalue()


def test_a_broken_file_is_told_and_nothing_stored(place):  # noqa: F811
    whole = book(map(typed, ROWS))

    def refused(content):
        done = bring(place, "tickets", content, MAPPING, check=False)
        assert done.returncode == 1 and done.report == [] and "Traceback" not in done.stderr
        return done.stderr
    assert "was not read. It is damaged or cut off" in refused(whole[:len(whole) // 2])
    assert "is a workbook of the old format (.xls) or protected by a password" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as other:
        other.writestr("rows.csv", sheet(ROWS))
    assert "It is an archive and no workbook" in refused(archive.getvalue())
    small = bomb()
    assert len(small) < 100_000 and "has more than 16 MB unpacked" in refused(small)
    assert tickets(place) == []


@pytest.mark.slow
def test_a_whole_file_of_another_desk(place, new_server, database):  # noqa: F811
    mapping, head, rows = another_desk()
    rows = rows if os.environ.get("BATON_LONG") == "1" and database == "sqlite" else rows[:1000]
    content = book(map(typed, rows), head)
    other = twin(place, new_server)
    from_csv, from_book = bring(other, "tickets", sheet(rows, head), mapping), bring(place, "tickets", content, mapping)
    same_outcome(from_csv, from_book)
    assert f"{len(rows)} of {len(rows)} tickets made" in from_book.stdout
    print(from_csv.stdout, from_book.stdout)
    assert tickets(place) == tickets(other)
