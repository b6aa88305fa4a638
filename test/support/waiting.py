"""Waiting for what happens by itself: asks again until it is so."""
import time

SECONDS = 60  # a sanitizer's time


def until(found, what, seconds=SECONDS):
    """The first answer of `found` that is true."""
    deadline = time.monotonic() + seconds
    while True:
        answer = found()
        if answer:
            return answer
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(0.05)
