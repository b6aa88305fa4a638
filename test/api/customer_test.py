"""Who asks: recognised by phone, then by mail, however it is written and however many ask at once."""
import concurrent.futures
import itertools

import pytest

from support.people import new_ticket, open_ticket
from support.rows import Rows

_numbers = itertools.count(1000)

AGAIN = {
    "00": {"phone": "00861391234{n}"}, "+86": {"phone": "+86 139-1234-{n}"}, "full width": {"phone": "１３９１２３４{n}"},
    "brackets": {"phone": "(139) 1234.{n}"}, "mail": {"email": " LEI{n}@Example.COM "},
    "unknown phone, known mail": {"phone": "1377777{n}", "email": "lei{n}@example.com"},
    "known phone, unknown mail": {"phone": "1391234{n}", "email": "other{n}@example.com"},
}


@pytest.mark.parametrize("again", AGAIN.values(), ids=AGAIN.keys())
def test_a_requester_is_recognised_and_keeps_his_name(admin, again):
    number = next(_numbers)
    first = open_ticket(admin, requester={"name": "李雷", "phone": f"1391234{number}", "email": f"lei{number}@example.com"})
    requester = {"name": "李大雷", **{key: value.format(n=number) for key, value in again.items()}}
    second = open_ticket(admin, requester=requester)
    assert second["requester"] == first["requester"]
    assert open_ticket(admin, requester={"id": first["requester"]["id"]})["requester"] == first["requester"]
    for key, value in requester.items():
        if key != "name":  # what he gave the second time is his as well
            assert open_ticket(admin, requester={"name": "x", key: value})["requester"] == first["requester"]


def test_the_phone_decides_when_phone_and_mail_disagree(admin):
    one = open_ticket(admin, requester={"name": "李雷", "phone": "13912340001"})["requester"]
    other = open_ticket(admin, requester={"name": "韩梅梅", "email": "hanmeimei@example.com"})["requester"]
    both = {"name": "x", "phone": "13912340001", "email": "hanmeimei@example.com"}
    assert one != other and open_ticket(admin, requester=both)["requester"] == one


def test_who_gives_only_a_name_is_somebody_new(admin):
    requesters = [open_ticket(admin, requester={"name": "王芳"})["requester"]["id"] for _ in range(3)]
    assert len(set(requesters)) == 3


@pytest.mark.parametrize("contact", [{"phone": "13912340002"}, {"email": "wang@example.com"},
                                     {"phone": "13912340003", "email": "wangfang@example.com"}],
                         ids=["phone", "mail", "both"])
def test_many_first_requests_of_one_customer_at_once(server, admin, contact):
    rows = Rows(server)
    before = rows.counts()

    def ask(number):
        client = server.client(admin.token)
        try:
            body = new_ticket(requester={"name": f"王芳{number}", **contact})
            return client.post("/tickets", body).expect(201).json["requester"]["id"]
        finally:
            client.close()

    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        requesters = set(pool.map(ask, range(48)))
    after = rows.counts()
    assert len(requesters) == 1
    assert after["customers"] - before["customers"] == 1
    assert after["customer_contacts"] - before["customer_contacts"] == len(contact)
