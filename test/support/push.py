"""A push service (RFC 8030) and the browsers that subscribe with it: a real HTTP server on a port of its own, which checks who
sends (RFC 8292); a browser reads what is encrypted for it (RFC 8291, RFC 8188)."""
import base64
import hashlib
import hmac
import http.server
import json
import threading
import time
import uuid

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from support.waiting import until


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def point_of(key):
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def key_at(point):
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


class PushService:
    """`received` has every request that was accepted or not, as (path, headers, body); `script(path, …)` says what the next
    ones for a path are answered: a status, or a status and headers. Otherwise 201."""

    def __init__(self, port=0):
        self.received, self.answers, self.lock = [], {}, threading.Lock()
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, headers = service.take(self.path, self.headers, body)
                self.send_response(status)
                for name, value in {"Content-Length": "0", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def take(self, path, headers, body):
        with self.lock:
            self.received.append((path, headers, body))
            planned = self.answers.get(path, [])
            answer = planned.pop(0) if planned else 201
        return answer if isinstance(answer, tuple) else (answer, {})

    def script(self, path, *answers):
        with self.lock:
            self.answers[path] = list(answers)

    def at(self, path):
        with self.lock:
            return [each for each in self.received if each[0] == path]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Browser:
    """One browser of one person: what it gives when it subscribes, and what it was told."""

    def __init__(self, service):
        self.service, self.path = service, f"/push/{uuid.uuid4().hex}"
        self.key, self.secret = ec.generate_private_key(ec.SECP256R1()), uuid.uuid4().bytes

    @property
    def endpoint(self):
        return self.service.origin + self.path

    def body(self, **other):
        keys = {"p256dh": encoded(point_of(self.key.public_key())), "auth": encoded(self.secret)}
        return {"endpoint": self.endpoint, "keys": keys, "name": "办公室的 Edge", "language": "zh-CN", **other}

    def subscribe(self, client, **other):
        return client.post("/push_subscriptions", self.body(**other)).expect(201).json

    def requests(self):
        return self.service.at(self.path)

    def told(self, count):
        """What the first `count` messages say, once there are as many."""
        until(lambda: len(self.requests()) >= count, f"{count} messages")
        return [self.read(body) for _, _, body in self.requests()[:count]]

    def read(self, body):
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, record = body[21:21 + length], body[21 + length:]
        assert length == 65 and size >= len(record) and len(body) <= 4096
        shared = self.key.exchange(ec.ECDH(), key_at(sender))
        info = b"WebPush: info\0" + point_of(self.key.public_key()) + sender
        secret = expanded(self.secret, shared, info, 32)
        key = expanded(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = expanded(salt, secret, b"Content-Encoding: nonce\0", 12)
        plain = AESGCM(key).decrypt(nonce, record, None)
        assert len(plain) % 256 == 0, "its length says little"
        content, delimiter, rest = plain.rpartition(b"\2")
        assert delimiter and not rest.strip(b"\0")
        return json.loads(content)


def expanded(salt, secret, info, length):
    extracted = hmac.new(salt, secret, hashlib.sha256).digest()
    return HKDFExpand(hashes.SHA256(), length, info).derive(extracted)


def identity_of(headers, public_key, audience):
    """What the sender claims, after its signature was checked."""
    scheme, token, key = headers["Authorization"].split(" ")
    assert scheme == "vapid" and key == f"k={public_key}"
    signed, _, signature = token.removeprefix("t=").removesuffix(",").rpartition(".")
    raw = decoded(signature)
    assert len(raw) == 64
    pair = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    try:
        key_at(decoded(public_key)).verify(pair, signed.encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise AssertionError("the signature is not by this key") from None
    head, claims = (json.loads(decoded(part)) for part in signed.split("."))
    assert head == {"typ": "JWT", "alg": "ES256"} and claims["aud"] == audience
    assert time.time() < claims["exp"] < time.time() + 24 * 3600
    return claims
