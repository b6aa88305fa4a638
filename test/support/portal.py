"""A customer at the portal, without an account: from an address of his own, so that nobody's budget is spent for another."""
import hashlib
import itertools

from support.upload import TYPE, form, part

_addresses = itertools.count(1)
PROXY = ("--trusted-proxy", "127.0.0.1")  # for servers whose customers come from addresses of their own


class Customer:
    def __init__(self, server, address=None):
        number = next(_addresses)
        self.client = server.client()
        self.headers = {"X-Forwarded-For": address or f"198.18.{number // 250}.{number % 250 + 1}"}
        self.token = self.number = None
        self.heard = []  # every answer he got

    def request(self, method, path, token=None, **options):
        headers = dict(self.headers, **options.pop("headers", {}))
        if token or self.token:
            headers["Authorization"] = f"Bearer {token or self.token}"
        answer = self.client.request(method, f"/api/v1/portal{path}", headers=headers, **options)
        self.heard.append(answer)
        return answer

    def upload(self, content=b"photo", name="照片.png", media_type="image/png"):
        return self.request("POST", "/attachments", body=form(part(content, name, media_type)),
                            headers={"Content-Type": TYPE}).expect(201).json

    def open(self, phone, subject="奶粉罐里有虫", **more):
        body = {"subject": subject, "description": "昨天刚买的。", "requester": {"name": "李雷", "phone": phone}, **more}
        receipt = self.request("POST", "/tickets", json=body).expect(201).json
        self.number, self.token = receipt["number"], receipt["access_token"]
        return self

    def look(self):
        return self.request("GET", f"/tickets/{self.number}").expect(200).json

    def does(self, what, body, expected=200):
        return self.request("POST", f"/tickets/{self.number}/{what}", json=body).expect(expected).json


def answer_to(challenge):
    """The proof of work: tries nonces until the hash begins with enough zero bits."""
    assert challenge["algorithm"] == "sha-256"
    for nonce in itertools.count():
        hashed = hashlib.sha256(f"{challenge['salt']}{nonce}".encode()).digest()
        if int.from_bytes(hashed, "big") >> (256 - challenge["difficulty"]) == 0:
            return {"salt": challenge["salt"], "nonce": str(nonce)}
