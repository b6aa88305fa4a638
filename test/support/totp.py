"""What an authenticator app does (RFC 6238)."""
import base64
import hmac
import struct
import time


def code_at(secret, step):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.digest(key, struct.pack(">Q", step), "sha1")
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7fffffff) % 1_000_000:06}"


class Phone:
    """Shows codes, none of them twice: the server takes a code once, and up to one step early or late."""

    def __init__(self, secret):
        self.secret, self.last = secret, 0

    def code(self):
        step = max(self.last + 1, int(time.time()) // 30 - 1)
        while step > int(time.time()) // 30 + 1:
            time.sleep(0.2)
        self.last = step
        return code_at(self.secret, step)
