"""Without the key the data says nothing: every byte that is stored is searched for what was entered."""
import base64

from support.people import new_ticket
from support.rows import Rows, pg_dump

PHONE, MAIL = "13987654321", "zhang.wei.secret@example.cn"
PURPOSE = "客户张伟来电核对"


def base64_cores(data):
    """What of a value is sure to stand in the base64 of a text around it, for each of its three alignments."""
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + data)
        yield coded[-(-shift * 8 // 6) + (1 if shift else 0):len(coded) - 4]


def spellings(value):
    plain = value.encode()
    yield plain
    yield value.encode("utf-16-le")
    yield value.encode("utf-16-be")
    yield plain.hex().encode()
    yield plain.hex().upper().encode()
    yield plain[::-1]
    yield from base64_cores(plain)
    yield from (core.replace(b"+", b"-").replace(b"/", b"_") for core in base64_cores(plain))
    if value.isdigit():
        yield from (spelling.encode() for spelling in (f"{value[:3]} {value[3:7]} {value[7:]}",
                                                       f"{value[:3]}-{value[3:7]}-{value[7:]}"))


def stored_bytes(server):
    """(where, bytes) of everything an installation leaves behind, but for its key."""
    for path in server.data.rglob("*"):
        if path.is_file():
            yield path, path.read_bytes()
    yield server.log_path, server.log_path.read_bytes()
    if server.database_url:
        yield "pg_dump", pg_dump(server)


def found(server, value):
    return [(str(where), spelling) for where, data in stored_bytes(server) for spelling in spellings(value)
            if spelling in data]


def test_nothing_that_was_entered_is_found_in_the_bytes(fresh_server):
    admin = fresh_server.sign_in()
    ticket = admin.post("/tickets", new_ticket("一个看得见的标题", requester={"name": "张伟", "phone": PHONE, "email": MAIL}),
                        headers={"Idempotency-Key": "one"}).expect(201).json
    admin.get(f"/tickets/{ticket['id']}?purpose={PURPOSE}").expect(200)
    admin.get(f"/customers?q={PHONE}")
    assert found(fresh_server, "一个看得见的标题"), "the search finds what is there in clear"
    for value in (PHONE, MAIL, PURPOSE):
        assert found(fresh_server, value) == []
    fresh_server.stop()
    for value in (PHONE, MAIL, PURPOSE):
        assert found(fresh_server, value) == []


def test_the_search_knows_every_spelling():
    for before in range(3):
        text = base64.b64encode(b"x" * before + PHONE.encode() + b"tail")
        assert any(spelling in text for spelling in spellings(PHONE)), before
    for data in (PHONE.encode("utf-16-le"), PHONE.encode().hex().encode(), b"139 8765 4321"):
        assert any(spelling in data for spelling in spellings(PHONE))
