"""Without the key the data says nothing: every byte that is stored is searched for what was entered."""
import base64
import hashlib
import json
import uuid

from support.people import add_colleague, new_ticket, open_ticket
from support.rows import Rows
from support.stored_bytes import Entered, found_in, spellings

VISIBLE = "一个看得见的标题"


def assert_nothing_found(server, entered):
    assert found_in(server, [VISIBLE]), "the search finds what is there in clear"
    assert found_in(server, entered.values) == []
    server.stop()
    assert found_in(server, entered.values) == []
    if server.database_url:
        assert {where for _, where in found_in(server, [VISIBLE])} >= {"cluster", "pg_dump"}


def person(entered, **more):
    return {"name": "张伟", "phones": [{"number": entered.phone()}, {"number": f"+86 {entered.phone()}"}],
            "emails": [{"address": entered.mail()}], "address": entered.words("浦东新区张杨路"),
            "id_number": entered.id_number(), "fields": {"illness": entered.words("过敏")},
            "identities": [{"channel": "wechat", "external_id": entered.words("o")}], **more}


def change(client, path, **fields):
    return client.patch(path, {**fields, "version": client.get(path).json["version"]})


def edit_everything(admin, entered, customer):
    path = f"/customers/{customer['id']}"
    for _ in range(2):
        new = person(entered)
        new.pop("name")
        change(admin, path, **new).expect(200)
    change(admin, path, id_number=None, address=None, fields={"illness": None}).expect(200)
    again = person(entered)
    again.pop("name")
    change(admin, path, **again).expect(200)


def look_at_everything(admin, entered, customer):
    path = f"/customers/{customer['id']}"
    admin.get(f"{path}?purpose={entered.words('来电核对')}").expect(200)
    fields = ["phones", "emails", "identities", "id_number", "address", "fields.illness"]
    admin.post(f"{path}/reveal", {"fields": fields, "reason": entered.words("客户要求核对")}).expect(200)
    admin.get(f"{path}/export").expect(200)
    for known in (admin.get(path).json["phones"][0]["number"], entered.phone(), entered.mail()):
        admin.get(f"/customers?q={known}").expect(200)
    admin.get(f"/tickets?tag={entered.phone()}").expect(200)
    admin.get(f"/tickets?nothing={entered.phone()}").expect(422)
    admin.get(f"/customers/{customer['id']}/tickets?cursor={entered.phone()}")


def be_refused(admin, entered, customer):
    """Requests that fail, each with values nobody stored."""
    admin.post("/customers", person(entered, vip=9)).expect(422)
    admin.post("/customers", person(entered, phones=customer["phones"])).expect(409)
    admin.post("/customers", body=f'{{"name": "{entered.phone()}", '.encode(),
               headers={"Content-Type": "application/json"}).expect(400)
    admin.post("/users", {"login": "x", "name": "x", "email": entered.phone(), "password": "short"}).expect(422)
    admin.post("/tickets", new_ticket(requester={"name": "x", "phone": f"abc{entered.phone()}"})).expect(422)


def be_merged(admin, entered, customer):
    other = admin.post("/customers", person(entered)).expect(201).json
    admin.post(f"/customers/{other['id']}/merge", {"into": customer["id"]}).expect(200)
    admin.post(f"/customers/{other['id']}/unmerge", {}).expect(200)
    both = {"name": "张伟", "phone": customer["phones"][0]["number"], "email": other["emails"][0]["address"]}
    open_ticket(admin, VISIBLE, requester=both)  # suggests that they are one


def replayed_and_consenting(admin, entered):
    once = {"Idempotency-Key": uuid.uuid4().hex}
    agreed = [{"purpose": "回访", "channel": "phone", "wording": "2026-1"}]
    body = person(entered, consents=agreed)
    for _ in range(2):
        admin.post("/customers", body, headers=once).expect(201)
    ticket = new_ticket(VISIBLE, requester={"name": "张伟", "phone": entered.phone(), "email": entered.mail(),
                                            "consents": agreed})
    admin.post("/tickets", ticket, headers={"Idempotency-Key": uuid.uuid4().hex}).expect(201)


def colleagues(server, admin, entered):
    user = admin.post("/users", {"login": "lily", "name": "莉莉", "email": entered.mail(),
                                 "password": "quiet-river-stone"}).expect(201).json
    assert user["email"].endswith("@example.cn")
    for mail in (entered.mail(), None, entered.mail()):
        assert change(admin, f"/users/{user['id']}", email=mail).expect(200).json["email"] == mail
    rows = "\n".join(["登录名,姓名,邮箱", f"tom,汤姆,{entered.mail()}", f"wrong name,,{entered.mail()}"])
    report = admin.post("/users/batch", {"text": rows}).expect(200).json
    assert len(report["created"]) == 1 and report["refused"]
    assert len([user for user in admin.pages("/users") if user["email"]]) == 2
    lily = server.sign_in("lily", "quiet-river-stone")
    assert lily.get("/me").expect(200).json["user"]["email"].endswith("@example.cn")


def test_nothing_that_was_entered_is_found_in_the_bytes(fresh_server):
    admin, entered = fresh_server.sign_in(), Entered()
    admin.post("/customer-attributes", {"key": "illness", "label": "病史", "kind": "text", "sensitive": True}).expect(201)
    customer = admin.post("/customers", person(entered)).expect(201).json
    edit_everything(admin, entered, customer)
    customer = admin.get(f"/customers/{customer['id']}").json
    look_at_everything(admin, entered, customer)
    be_refused(admin, entered, customer)
    be_merged(admin, entered, customer)
    replayed_and_consenting(admin, entered)
    colleagues(fresh_server, admin, entered)
    ticket = open_ticket(admin, VISIBLE, requester={"name": "张伟", "phone": entered.phone()})
    admin.get(f"/tickets/{ticket['id']}?purpose={entered.words('复核')}").expect(200)
    assert len(entered.values) > 60
    assert_nothing_found(fresh_server, entered)


def test_mail_addresses_of_before_are_encrypted_at_the_start(fresh_server):
    admin, entered = fresh_server.sign_in(), Entered()
    user = add_colleague(admin, "lily")
    mail = entered.mail()
    fresh_server.stop()
    Rows(fresh_server).change(f"update users set clear_email = '{mail}' where id = {user['id']}")
    assert found_in(fresh_server, entered.values)
    fresh_server.start()
    assert fresh_server.sign_in().get(f"/users/{user['id']}").expect(200).json["email"] == mail
    assert Rows(fresh_server).values("select count(*) from users where clear_email is not null") == [["0"]]


def test_the_search_knows_every_spelling():
    phone, word = "13987654321", "浦东"
    for before in range(3):
        text = base64.b64encode(b"x" * before + phone.encode() + b"tail")
        assert any(spelling in text for spelling in spellings(phone)), before
    for data in (phone.encode("utf-16-le"), phone.encode().hex().encode(), b"139 8765 4321",
                 hashlib.sha256(phone.encode()).hexdigest().encode()):
        assert any(spelling in data for spelling in spellings(phone))
    for data in (json.dumps(word).encode(), b"?q=%E6%B5%A6%E4%B8%9C", word.encode("utf-16-be")):
        assert any(spelling in data for spelling in spellings(word))
