#!/usr/bin/env python3
"""Makes the fixture of a schema that is about to be released: BATON_BINARY=… postgres.py run -- make.py NNNN

A real program is asked for one of everything, on both databases, under the key test-only.key; what it stored becomes
sqlite.sql and postgres.sql. A fixture that was committed is never made again: it is what that release has left.
"""
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from support.people import PASSWORD, add_department  # noqa: E402
from support.released import COLLEAGUE, PHONE, WORDS  # noqa: E402
from support.server import Server  # noqa: E402

LATER = "2040-01-01T09:00:00Z"
LEFT_OUT = re.compile(r"^(pragma|analyze|begin transaction|commit|insert into \"?sqlite_)|sqlite_stat", re.IGNORECASE)


def type_with_form(admin, department):
    made = admin.post("/types", {"path": "售后/维修", "department_id": department, "is_public": True}).expect(201).json
    admin.post(f"/types/{made['id']}/fields", {"key": "serial", "kind": "text", "label": "序列号", "filterable": True}).expect(201)
    admin.post("/types", {"path": "病历", "department_id": department, "is_sensitive": True}).expect(201)
    return made["path"]


def fill(server):
    admin = server.sign_in()
    own = admin.get("/me").expect(200).json["departments"][0]["id"]
    logistics = add_department(admin, "物流部")
    lilei = admin.post("/users", {"login": COLLEAGUE, "name": "李雷", "password": PASSWORD, "department_ids": [logistics],
                                  "roles": ["处理人"]}).expect(201).json
    kind = type_with_form(admin, own)
    admin.post("/tags", {"name": "加急", "colour": "#d9480f"}).expect(201)
    customer = {"name": "韩梅梅", "phone": PHONE, "email": "han@example.com"}
    tickets = [admin.post("/tickets", body).expect(201).json for body in (
        {"subject": WORDS, "description": "周一又不加热了。", "type": kind, "tags": ["加急"], "requester": customer,
         "fields": {"serial": "WB-22"}},
        {"subject": "又坏了", "description": "同一台。", "requester": customer},
        {"subject": "复诊", "description": "头疼", "type": "病历", "requester": {"name": "林涛", "phone": "13900139022"}},
        {"subject": "发票抬头", "description": "改一下", "requester": {"name": "吴刚", "email": "wu@example.com"}})]
    first, again, _, invoice = (f"/tickets/{ticket['id']}" for ticket in tickets)
    admin.post(f"{first}/messages", {"body": "已约师傅上门", "visibility": "public"}).expect(201)
    admin.post(f"{first}/messages", {"body": "第三次了", "visibility": "internal"}).expect(201)
    admin.post(f"{again}/merge", {"into": tickets[0]["number"]}).expect(200)
    admin.post(f"{first}/links", {"kind": "related", "ticket_id": tickets[3]["id"]}).expect(200)
    admin.post(f"{first}/assignment", {"department_id": logistics, "assignee_id": lilei["id"], "note": "请联系"}).expect(200)
    admin.post(f"{invoice}/status", {"status": "resolved", "comment": "改好了"}).expect(200)
    admin.post("/canned-responses", {"title": "跟进", "body": "我们在跟进", "shortcut": "gj"}).expect(201)
    admin.post("/organizations", {"name": "接棒商城"}).expect(201)
    admin.put(f"{first}/draft", {"body": "写到一半", "visibility": "public"}).expect(200)
    agent = server.sign_in(COLLEAGUE, PASSWORD)
    agent.post(f"{first}/reminders", {"at": LATER, "note": "回电话"}).expect(201)


def of_sqlite(server):
    connection = sqlite3.connect(server.data / "baton.db")
    lines = [line for line in connection.iterdump() if not LEFT_OUT.search(line)]
    connection.close()
    return "\n".join(["pragma foreign_keys = off;", "begin;", *lines, "commit;"]) + "\n"


def of_postgres(server):
    dump = subprocess.run(["pg_dump", "--inserts", "--no-owner", "--no-privileges", "--exclude-table=search_texts",
                           "--exclude-table=search_places", server.database_url], check=True, capture_output=True, text=True)
    lines = (line for line in dump.stdout.splitlines() if line and not line.startswith(("--", "\\")))  # \\restrict is newer than some psql
    return "\n".join(lines) + "\n"


def make(schema, database_url, write):
    with tempfile.TemporaryDirectory() as directory:
        key = pathlib.Path(directory) / "data.key"
        if (HERE / "test-only.key").exists():
            shutil.copy(HERE / "test-only.key", key)
            key.chmod(0o600)
        server = Server(directory, database_url=database_url).start()
        try:
            fill(server)
            assert "chain intact" in server.command("verify").stdout
        finally:
            server.stop()
        if not (HERE / "test-only.key").exists():
            note = "# TEST ONLY: the key of the fixtures beside it, which hold nobody's data.\n"
            (HERE / "test-only.key").write_text(note + key.read_text())
        text = write(server)
    (HERE / schema).mkdir(exist_ok=True)
    (HERE / schema / ("postgres.sql" if database_url else "sqlite.sql")).write_text(text, "utf-8")


def main():
    admin_url = os.environ["BATON_TEST_POSTGRES"]
    subprocess.run(["psql", "-qX", "-c", "create database released", admin_url], check=True)
    make(sys.argv[1], None, of_sqlite)
    make(sys.argv[1], admin_url.replace("/postgres?", "/released?"), of_postgres)


if __name__ == "__main__":
    main()
