"""The doctor on a real installation with real faults: what he says, his exit status, his route and his metrics; and the id of
a request from the edge to its events."""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import uuid

import pytest

from api.conftest import UNDER_ROW_SECURITY
from support.rows import Rows
from support.server import PASSWORD
from support.upload import uploaded
from support.waiting import until

ROOM = ["--min-free-mb", "0"]  # however full this machine is
SERVED = ["disk", "data_access", "key_access", "key", "rotation", "database", "queue", "clock", "numbering", "readers", "search",
          "statements"]


@pytest.fixture
def patient(new_server):
    server = new_server(arguments=[*ROOM, "--slow-statement-ms", "600000"]).start()
    server.key = server.data.parent / "data.key"
    server.key.chmod(0o600)
    return server


def doctor(server, *options):
    """{check: (verdict, sentence)}, and the exit status."""
    done = server.command("doctor", *options, check=False)
    lines = [line.split(None, 2) for line in done.stdout.splitlines()]
    return {check: (verdict, sentence) for verdict, check, sentence in lines}, done.returncode


def expect(server, check, verdict, words, *options):
    found, status = doctor(server, *options)
    assert found[check][0] == verdict and words in found[check][1], found[check]
    worst = max(("ok", "warn", "fail").index(each) for each, _ in found.values())
    assert status == worst and worst >= ("ok", "warn", "fail").index(verdict), found


def rename(server, table, to):
    """Past the server, while it runs."""
    statement = f"alter table {table} rename to {to}"
    if server.database_url:
        subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", statement, server.database_url], check=True)
        return
    connection = sqlite3.connect(f"{server.data}/baton.db", timeout=30)
    connection.execute(statement)
    connection.close()


def opened(client):
    return client.post("/tickets", {"subject": "体检", "description": "x", "requester": {"name": "李雷"}}).expect(201).json


def verdicts_in_metrics(client):
    text = client.get("/metrics").expect(200).body.decode()
    return dict(re.findall(r'^baton_doctor_verdict{check="(\w+)"} (\d)', text, re.MULTILINE))


def test_faults_are_named_and_what_to_do(patient):
    admin = patient.sign_in()
    assert admin.get("/healthz").expect(200).body == b"alive\n" and admin.get("/readyz").expect(200).body == b"ready\n"
    found, status = doctor(patient)
    assert status == 0 and list(found) == SERVED, found
    told = admin.get("/doctor").expect(200).json
    assert told["verdict"] == "ok" and [each["check"] for each in told["findings"]] == SERVED and told["slow_statements"] == []
    assert until(lambda: verdicts_in_metrics(admin), "the doctor in /metrics") == dict.fromkeys(SERVED, "0")

    expect(patient, "disk", "fail", "make room", "--min-free-mb", str(1 << 30))
    uploaded(admin, b"x", "a.txt")
    files = patient.data / "files"
    for path, mode, verdict, words in [(patient.data, 0o755, "warn", f"chmod 700 {patient.data}"), (patient.key, 0o640, "warn", "chmod 600"),
                                       (files, 0o000, "fail", f"chmod u+rwx {files}")]:
        before = path.stat().st_mode & 0o777
        path.chmod(mode)
        expect(patient, "key_access" if path == patient.key else "data_access", verdict, words)
        path.chmod(before)
    elsewhere = patient.key.rename(patient.key.with_suffix(".elsewhere"))
    expect(patient, "key", "fail", "is missing. Put it back.")
    elsewhere.rename(patient.key)
    assert doctor(patient)[1] == 0


def test_the_doctor_speaks_chinese_too(patient):
    told = {each["check"]: each["sentence"] for each in patient.sign_in().get("/doctor").expect(200).json["findings"]}
    assert told["database"] == {"en": "The database can be written.", "zh": "数据库可以写入。"}
    assert doctor(patient, "--language", "zh")[0]["database"] == ("ok", "数据库可以写入。")
    for locale, sentence in (("zh_CN.UTF-8", "数据库可以写入。"), ("en_US.UTF-8", "The database can be written.")):
        patient.environment["LC_ALL"] = locale
        assert doctor(patient)[0]["database"] == ("ok", sentence), locale
    assert "--language" in patient.command("doctor", "--language", "fr", check=False).stderr


def test_a_reader_that_cannot_go_on(patient):
    if patient.inspection_url != patient.database_url:
        pytest.skip("the role of the program may not rename what others have rows in")
    admin = patient.sign_in()
    opened(admin)
    rename(patient, "ticket_facts", "hidden")
    opened(admin)
    until(lambda: doctor(patient)[0]["readers"][0] == "fail", "the reader that fails")
    expect(patient, "readers", "fail", "failed at its last try")
    assert 'baton_reader_failing{reader="ticket_facts"} 1' in admin.get("/metrics").body.decode()
    rename(patient, "hidden", "ticket_facts")
    until(lambda: doctor(patient)[1] == 0, "the reader that goes on")


def test_without_a_server(patient, tmp_path):
    patient.stop()
    found, status = doctor(patient, *ROOM)
    assert status == 0 and "No server runs" in found["data"][1] and "readers" not in found and found["clock"][0] == "ok", found
    elsewhere = patient.key.rename(patient.key.with_suffix(".elsewhere"))
    expect(patient, "key", "fail", "baton key restore")
    assert not patient.key.exists(), "who looks makes no key"
    patient.key.write_text("no key\n")
    patient.key.chmod(0o600)
    expect(patient, "database", "fail", "cannot be opened")
    elsewhere.rename(patient.key)
    nowhere = tmp_path / "nowhere"
    done = subprocess.run([patient.binary, "doctor", "--data", nowhere], capture_output=True, text=True, timeout=120)
    assert done.returncode == 2 and "There is no data" in done.stdout and not nowhere.exists()


def test_a_certificate_that_ends_and_slow_statements(patient, tmp_path):
    patient.stop()
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "5", "-subj", "/CN=localhost", "-keyout", key,
                    "-out", certificate], check=True, capture_output=True)
    patient.arguments = [*ROOM, "--slow-statement-ms", "0", "--certificate", str(certificate), "--private-key", str(key)]
    patient.start(wait=False)
    until(lambda: f"serves https://{patient.address}" in patient.log, "the server")
    expect(patient, "certificate", "fail", "days: renew it and restart the server")
    done = patient.command("doctor", "--json", check=False)
    told = json.loads(done.stdout)
    assert done.returncode == 2 and told["verdict"] == "fail" and "warn" in [each["verdict"] for each in told["findings"]]
    slow = told["slow_statements"]
    assert 0 < len(slow) <= 50 and all(each["times"] > 0 for each in slow) and any("$1" in each["sql"] for each in slow)
    assert not any(PASSWORD in each["sql"] for each in slow)


@pytest.mark.whole_installation
def test_only_the_first_tenants_administrators_are_told(server, admin):
    host = f"{uuid.uuid4().hex}.example"
    server.command("tenant", "create", "--name", host, "--host", host)
    other = server.client()
    other.token = other.post("/session", {"login": "admin", "password": PASSWORD}, headers={"Host": host}).expect(200).json["token"]
    other.get("/doctor").expect(403)
    server.client().get("/doctor").expect(401)
    admin.get("/doctor").expect(200)


def test_the_id_of_a_request_is_in_its_log_line_and_in_its_events(server, admin):
    def send(method, path, body):
        """The answer, and the id that the request had."""
        answer = admin.request(method, path, body, headers={"X-Request-Id": f"trace-{uuid.uuid4().hex}"})
        assert answer.status < 300, answer.body
        return answer.json, answer.headers["X-Request-Id"]

    ticket, opening = send("POST", "/tickets", {"subject": "追踪", "description": "x", "requester": {"name": "韩梅梅"}})
    path = f"/tickets/{ticket['id']}"
    _, note = send("POST", f"{path}/messages", {"body": "y", "visibility": "internal"})
    _, bulk = send("POST", "/tickets/bulk", {"ids": [ticket["id"]], "action": {"kind": "tags", "add": ["追踪"]}})
    made_here = admin.post(f"{path}/messages", {"body": "z", "visibility": "internal"}).expect(201)
    events = admin.get(f"{path}/events").expect(200).json["items"]
    assert [event["request_id"] for event in events if event["kind"] in ("ticket_opened", "message", "field_changed")] == [
        opening, note, bulk, made_here.headers["X-Request-Id"]]
    _, department = send("POST", "/departments", {"name": f"追踪 {uuid.uuid4().hex}"})
    newest = next(each for each in admin.get("/audit?kind=department_created&limit=1").expect(200).json["items"])
    assert newest["request_id"] == department
    for request_id in (opening, note, bulk, department):
        assert f'"id":"{request_id}"' in until(lambda: server.log if request_id in server.log else "", "its line in the log")
    viewed = Rows(server).values("select count(*) from events where kind = 'viewed' and request_id is null")
    assert viewed == [["0"]]
    login = f"u{uuid.uuid4().hex[:10]}"
    server.command("user", "add", "--login", login, stdin="correct-horse-battery\n")
    asked_by_none = admin.get("/audit?kind=user_created&limit=1").expect(200).json["items"][0]
    assert "request_id" not in asked_by_none


@pytest.mark.skipif(UNDER_ROW_SECURITY, reason="dumped by another role: test/backup/restore_test.cpp")
def test_backups_and_their_proof(new_server):
    server = new_server(arguments=ROOM)
    place = server.data.parent / "backups"
    server.arguments += ["--backup-to", place, "--backup-prove-every", "7"]
    server.start()
    expect(server, "backup", "warn", "There is no backup in")
    expect(server, "proof", "warn", "No backup was ever proven")
    server.command("backup", "--to", place, "--prove")
    expect(server, "backup", "ok", "The newest backup in")
    expect(server, "proof", "ok", "A backup was last restored and proven")
    made = next(place.glob("baton-*"))
    made.rename(place / "baton-20200101T000000Z")
    expect(server, "backup", "warn", "is planned every 24 hours")
    shutil.rmtree(place)
    expect(server, "backup", "warn", "There is no backup in")
    expect(server, "proof", "ok", "A backup was last restored and proven")  # remembered without the backup
    server.stop()
    expect(server, "proof", "ok", "A backup was last restored and proven")
    note = server.data / "last-proof.json"
    note.write_text(re.sub(r'"proved_at":"\d{4}', '"proved_at":"2020', note.read_text()))
    expect(server, "proof", "warn", "prove one again")
    note.write_text("{")
    expect(server, "proof", "fail", "could not be checked")
