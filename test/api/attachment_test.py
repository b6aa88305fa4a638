"""Files: what goes in comes out to the byte, as a download and nothing else; only its owner uses it, once; a broken upload
leaves nothing behind; size costs no memory."""
import concurrent.futures
import hashlib
import http.client
import os
import pathlib
import re
import time
import urllib.parse

import pytest

from support.people import add_department, colleague, events_of, new_ticket, open_ticket, own_department
from support.rows import Rows
from support.upload import BOUNDARY, TYPE, RawUpload, files_of, form, is_sanitized, part, peak_memory, upload, uploaded

PICTURE = bytes(range(256)) * 300
MEGABYTE = 1 << 20


def file_name(answer):
    value = answer.headers["Content-Disposition"]
    assert value.startswith("attachment;")
    return urllib.parse.unquote(value.split("filename*=UTF-8''")[1])


def test_an_upload_comes_back_to_the_byte(admin):
    made = uploaded(admin, PICTURE, "发票 2026.png", "image/png")
    assert made["name"] == "发票 2026.png" and made["size"] == len(PICTURE) and made["media_type"] == "image/png"
    assert made["sha256"] == hashlib.sha256(PICTURE).hexdigest()
    answer = admin.get(f"/attachments/{made['id']}").expect(200)
    assert answer.body == PICTURE and file_name(answer) == "发票 2026.png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Length"] == str(len(PICTURE))
    again = admin.get(f"/attachments/{made['id']}", headers={"If-None-Match": answer.headers["ETag"]}).expect(304)
    assert again.body == b""


def test_a_player_jumps_within_a_video(server, admin):
    content = os.urandom(300_000)  # several of the pieces in which it is encrypted
    path = f"/attachments/{uploaded(admin, content, '现场.webm', 'video/webm')['id']}"
    whole = admin.get(path).expect(200)
    assert whole.headers["Accept-Ranges"] == "bytes"
    for asked, first, last in (("0-", 0, 299_999), ("0-0", 0, 0), ("65535-65536", 65_535, 65_536), ("200000-", 200_000, 299_999),
                               ("-5", 299_995, 299_999), ("299999-900000", 299_999, 299_999)):
        part = admin.get(path, headers={"Range": f"bytes={asked}"}).expect(206)
        assert part.body == content[first:last + 1], asked
        assert part.headers["Content-Range"] == f"bytes {first}-{last}/300000"
        assert part.headers["Content-Length"] == str(last - first + 1)
        for name in ("Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options", "ETag", "Cache-Control"):
            assert part.headers[name] == whole.headers[name]
    beyond = admin.get(path, headers={"Range": "bytes=300000-"}).expect(416)
    assert beyond.headers["Content-Range"] == "bytes */300000" and beyond.body == b""
    for ignored in ("bytes=5-4", "bytes=0-1,5-6", "lines=1-2", "bytes=x"):
        assert admin.get(path, headers={"Range": ignored}).expect(200).body == content
    part = {"Range": "bytes=10-19"}
    assert admin.get(path, headers={**part, "If-Range": whole.headers["ETag"]}).expect(206).body == content[10:20]
    assert admin.get(path, headers={**part, "If-Range": '"another"'}).expect(200).body == content
    assert server.client().request("GET", path, headers=part).status == 401


@pytest.mark.parametrize("content", [b"", b"\r\n", f"--{BOUNDARY}".encode()[:-1], b"\r\n--" + BOUNDARY.encode()[:-3] + b"x", b"\0" * 70000],
                         ids=["empty", "newline", "almost a boundary", "almost a line", "zeros"])
def test_contents_that_confuse_readers(admin, content):
    made = uploaded(admin, content)
    assert admin.get(f"/attachments/{made['id']}").expect(200).body == content


NAMES = {"../../etc/passwd": "passwd", "..\\..\\windows\\system.ini": "system.ini", "/etc/shadow": "shadow", "..": "file", ".": "file",
         "a/b/c.txt": "c.txt", ".htaccess": "htaccess", "照片.png": "照片.png", "x" * 300 + ".pdf": "x" * 196 + ".pdf",
         "evil\u202egnp.exe": "evilgnp.exe", "a\tb.txt": "ab.txt", "con?.txt": "con_.txt", "%2e%2e%2fup.txt": "%2e%2e%2fup.txt"}


@pytest.mark.parametrize("name,kept", NAMES.items(), ids=[ascii(name)[:40] for name in NAMES])
def test_tricks_with_file_names(server, admin, name, kept):
    made = uploaded(admin, name.encode(), name)
    assert made["name"] == kept
    assert file_name(admin.get(f"/attachments/{made['id']}").expect(200)) == kept
    assert all(re.fullmatch("[A-Za-z0-9_-]{43}", os.path.basename(path)) for path in files_of(server))


def test_files_of_tickets_and_messages(admin):
    one, two, three = (uploaded(admin, text.encode(), f"{text}.txt") for text in ("一", "二", "三"))
    ticket = admin.post("/tickets", new_ticket(attachment_ids=[one["id"], two["id"]])).expect(201).json
    message = {"body": "见附件", "visibility": "public", "attachment_ids": [three["id"]]}
    event = admin.post(f"/tickets/{ticket['id']}/messages", message).expect(201).json
    assert [a["id"] for a in event["attachments"]] == [three["id"]]
    events = events_of(admin, ticket)
    assert [a["name"] for a in events[0]["attachments"]] == ["一.txt", "二.txt"]
    assert events[1]["attachments"][0] == {key: three[key] for key in events[1]["attachments"][0]}


def test_a_file_is_used_once_and_by_its_owner(server, admin):
    lily = colleague(server, admin, "lily", [own_department(admin)])
    mine, hers, used = uploaded(admin), uploaded(lily), uploaded(admin)
    open_ticket(admin, attachment_ids=[used["id"]])
    before = Rows(server).counts()
    wrong = [mine["id"], hers["id"], used["id"], mine["id"], "77"]
    answer = admin.post("/tickets", new_ticket(attachment_ids=wrong)).expect(422)
    assert [error["field"] for error in answer.json["errors"]] == [f"attachment_ids[{i}]" for i in (1, 2, 3, 4)]
    assert Rows(server).counts() == before
    open_ticket(admin, attachment_ids=[mine["id"]])


def test_who_sees_a_file(server, admin):
    lily = colleague(server, admin, "lily", [add_department(admin, "退货组")])
    tom = colleague(server, admin, "tom", [add_department(admin, "财务部")])
    made = uploaded(lily)
    path = f"/attachments/{made['id']}"
    lily.get(path).expect(200)
    tom.get(path).expect(404)
    server.client().get(path).expect(401)
    open_ticket(lily, department_id=lily.get("/me").json["departments"][0]["id"], attachment_ids=[made["id"]])
    lily.get(path).expect(200)
    admin.get(path).expect(200)
    tom.get(path).expect(404)


BROKEN = {
    "no boundary": ("multipart/form-data", form(part(b"x")), 415),
    "another boundary": ("multipart/form-data; boundary=other", form(part(b"x")), 400),
    "not multipart": ("text/plain", b"x", 415),
    "empty": (TYPE, b"", 422),
    "no end": (TYPE, form(part(b"x"))[:-10], 400),
    "no part": (TYPE, form(), 422),
    "another field": (TYPE, form(part(b"x", field="avatar")), 422),
    "no file name": (TYPE, form(part(b"x", name=None)), 422),
    "two files": (TYPE, form(part(b"x"), part(b"y")), 413),
    "huge part head": (TYPE, form(part(b"x", name="n" * 20_000)), 413),
}


@pytest.mark.parametrize("media_type,body,status", BROKEN.values(), ids=BROKEN.keys())
def test_broken_uploads_leave_nothing(server, admin, media_type, body, status):
    before, files = Rows(server).counts(), files_of(server)
    answer = admin.post("/attachments", body=body, headers={"Content-Type": media_type}).expect(status)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert_files_become(server, files)
    assert Rows(server).counts() == before


def assert_files_become(server, files):
    """What an upload wrote goes when the server lets go of it, which may be just after its answer."""
    deadline = time.monotonic() + 20
    while files_of(server) != files and time.monotonic() < deadline:
        time.sleep(0.02)
    assert files_of(server) == files


def test_a_stranger_s_upload_is_refused_before_its_bytes(server):
    raw = RawUpload(server, "bs_nobody", 100 * MEGABYTE)
    assert raw.answer().startswith(b"HTTP/1.1 401 ")
    raw.close()


def test_a_truncated_upload_leaves_nothing(server, admin):
    before, files = Rows(server).counts(), files_of(server)
    for sent in (0, 100, 5 * MEGABYTE):
        raw = RawUpload(server, admin.token, 6 * MEGABYTE)
        raw.send(part(b"")[:-2] + b"z" * sent)
        raw.close()
    assert_files_become(server, files)
    assert Rows(server).counts() == before


def test_too_large_is_told_at_once(server, admin):
    files = files_of(server)
    raw = RawUpload(server, admin.token, 300 * MEGABYTE)
    assert raw.answer().startswith(b"HTTP/1.1 413 ")
    raw.close()
    assert_files_become(server, files)


def test_a_hundred_megabytes_cost_no_memory(new_server):
    server = new_server().start()
    admin = server.sign_in()
    block = os.urandom(MEGABYTE)
    head, tail = part(b"", "film.mp4", "video/mp4")[:-2], b"\r\n" + form()
    raw = RawUpload(server, admin.token, len(head) + 100 * MEGABYTE + len(tail))
    before = peak_memory(server)
    raw.send(head)
    digest = hashlib.sha256()
    for number in range(100):
        piece = block[number:] + block[:number]
        digest.update(piece)
        raw.send(piece)
    raw.send(tail)
    assert raw.answer().startswith(b"HTTP/1.1 201 ")
    raw.close()
    made = uploaded(admin, b"after it")
    assert 100 * MEGABYTE < max(os.path.getsize(path) for path in files_of(server)) < 101 * MEGABYTE
    rows = Rows(server).values("select id from attachments where size > 1000000")
    assert hashlib.sha256(admin.get(f"/attachments/{rows[0][0]}").expect(200).body).digest() == digest.digest()
    if not is_sanitized(server):  # a sanitizer keeps what was freed
        assert peak_memory(server) - before < 24 * MEGABYTE
    assert made["size"] == 8


def test_equal_contents_are_kept_once(server, admin):
    content, before = os.urandom(5000), files_of(server)
    one, two = uploaded(admin, content, "a.bin"), uploaded(admin, content, "b.bin")
    assert one["id"] != two["id"] and one["sha256"] == two["sha256"]
    assert len(files_of(server)) == len(before) + 1
    for made in (one, two):
        assert admin.get(f"/attachments/{made['id']}").expect(200).body == content


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/x-javascript", "nonsense", "a/b/c", "x" * 300])
def test_no_file_is_ever_a_page(admin, media_type):
    made = upload(admin, b"<script>alert(1)</script>", "x.html", media_type).expect(201).json
    answer = admin.get(f"/attachments/{made['id']}").expect(200)
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer.headers["Content-Security-Policy"] and answer.headers["X-Content-Type-Options"] == "nosniff"


def file_of(server, attachment):
    """Where the bytes of an attachment are."""
    name = Rows(server).values(f"select file from attachments where id = {attachment['id']}")[0][0]
    return pathlib.Path(next(path for path in files_of(server) if path.endswith(name)))


def arrives_whole(client, address):
    """Not when it is refused, nor when the connection ends in the middle."""
    try:
        return client.get(address).status == 200
    except (http.client.HTTPException, OSError):
        return False


def test_a_file_that_was_changed_or_cut_is_not_passed_on(server, admin):
    content = os.urandom(150_000)
    made = uploaded(admin, content, "a.bin")
    path, address = file_of(server, made), f"/attachments/{made['id']}"
    whole = path.read_bytes()
    for changed in (b"", whole[:100], whole[:12] + b"x" + whole[13:], whole[:-1], whole[:-20_000], content):
        path.write_bytes(changed)
        assert not arrives_whole(server.client(admin.token), address)
    path.write_bytes(whole)
    assert admin.get(address).expect(200).body == content


def test_equal_contents_uploaded_at_once_are_kept_once(server, admin):
    content, before = os.urandom(100_000), files_of(server)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: uploaded(server.client(admin.token), content), range(16)))
    assert len(files_of(server)) == len(before) + 1
    for each in made:
        assert admin.get(f"/attachments/{each['id']}").expect(200).body == content


def test_a_file_of_before_is_still_read(fresh_server):
    admin = fresh_server.sign_in()
    content = b"stored in clear"
    made = uploaded(admin, content, "old.txt")
    path, digest = file_of(fresh_server, made), hashlib.sha256(content).hexdigest()
    fresh_server.stop()
    Rows(fresh_server).change(f"update attachments set sealed = null, name = 'old.txt', sha256 = '{digest}',"
                              f" file = '{digest}' where id = {made['id']}")
    old = path.parent.parent / digest[:2] / digest
    old.parent.mkdir(exist_ok=True)
    old.write_bytes(content)
    path.unlink()
    admin = fresh_server.start().sign_in()
    answer = admin.get(f"/attachments/{made['id']}").expect(200)
    assert answer.body == content and file_name(answer) == "old.txt" and answer.headers["ETag"] == f'"{digest}"'
