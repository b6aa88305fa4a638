"""Custody of the master key: where it lies, what happens without it, and how it comes back."""
import re
import shutil

import pytest

PHRASE = re.compile(r"^  ((?:[0-9A-Z]{4}-){13}[0-9A-Z]{4})$", re.MULTILINE)
pytestmark = pytest.mark.first_start
PASSPHRASE = "nine tall giraffes"


def key_file(server):
    return server.data.parent / "data.key"


def refused(server, *arguments):
    """What a server that must not start says."""
    server.arguments = list(arguments)
    server.log_path.unlink()
    server.start(wait=False)
    assert server.process.wait(timeout=60) == 1
    server.process = None
    return server.log


@pytest.fixture
def stopped(fresh_server):
    """A server that ran once, and the recovery phrase it printed."""
    fresh_server.phrase = PHRASE.search(fresh_server.log)[1]
    assert fresh_server.stop() == 0
    return fresh_server


def test_the_key_is_made_beside_the_data_and_its_phrase_shown_once(stopped):
    assert key_file(stopped).stat().st_mode & 0o777 == 0o600
    assert stopped.phrase in key_file(stopped).read_text()
    assert stopped.phrase.encode() not in b"".join(p.read_bytes() for p in stopped.data.rglob("*") if p.is_file())
    stopped.start()
    assert len(PHRASE.findall(stopped.log)) == 1


def test_without_its_key_data_does_not_open_and_the_sentence_says_what_to_do(stopped):
    key_file(stopped).rename(stopped.data.parent / "elsewhere")
    said = refused(stopped)
    assert str(key_file(stopped)) in said and "--key-file" in said and "baton key restore" in said
    assert not key_file(stopped).exists()
    assert "is missing" in stopped.command("user", "list", check=False).stderr
    stopped.arguments = ["--key-file", stopped.data.parent / "elsewhere"]
    stopped.start()


def test_with_another_key_data_does_not_open(stopped, new_server):
    other = new_server().start()
    other.stop()
    shutil.copy(key_file(other), key_file(stopped))
    said = refused(stopped)
    assert "another key" in said and "baton key restore" in said


@pytest.mark.parametrize("text", ["", "# nothing\n", "ABCD-EFGH\n", "\0" * 5000])
def test_a_damaged_key_file_says_so(stopped, text):
    key_file(stopped).write_text(text)
    said = refused(stopped)
    assert str(key_file(stopped)) in said and "restore" in said


def test_a_key_file_inside_the_data_is_refused(stopped):
    assert "must not lie inside" in refused(stopped, "--key-file", stopped.data / "key")


def test_a_key_file_open_to_others_is_warned_of(stopped):
    key_file(stopped).chmod(0o644)
    stopped.start()
    assert "chmod 600" in stopped.log


def test_the_phrase_brings_the_key_back(stopped):
    before = key_file(stopped).read_text()
    assert "exists already" in stopped.command("key", "restore", stdin=stopped.phrase, check=False).stderr
    key_file(stopped).unlink()
    wrong = stopped.phrase[:-1] + ("Z" if stopped.phrase[-1] != "Z" else "Y")
    assert "checksum" in stopped.command("key", "restore", stdin=wrong, check=False).stderr
    assert not key_file(stopped).exists()
    stopped.command("key", "restore", stdin=stopped.phrase.lower().replace("-", " ") + "\n")
    assert key_file(stopped).read_text() == before
    stopped.start()


def test_the_phrase_of_other_data_is_refused(stopped, new_server):
    other = new_server().start()
    phrase = PHRASE.search(other.log)[1]
    key_file(stopped).unlink()
    done = stopped.command("key", "restore", stdin=phrase, check=False)
    assert done.returncode == 1 and "other data" in done.stderr
    assert not key_file(stopped).exists()


def test_a_wrapped_key_brings_the_key_back(stopped):
    before, wrapped = key_file(stopped).read_text(), stopped.data.parent / "wrapped.json"
    assert "12 characters" in stopped.command("key", "wrap", "--out", wrapped, stdin="short\n", check=False).stderr
    assert not wrapped.exists()
    stopped.command("key", "wrap", "--out", wrapped, stdin=PASSPHRASE + "\n")
    assert stopped.phrase not in wrapped.read_text() and wrapped.stat().st_mode & 0o777 == 0o600
    key_file(stopped).unlink()
    done = stopped.command("key", "restore", "--from", wrapped, stdin="wrong passphrase\n", check=False)
    assert done.returncode == 1 and "passphrase" in done.stderr
    stopped.environment["BATON_KEY_PASSPHRASE"] = PASSPHRASE
    stopped.command("key", "restore", "--from", wrapped)
    assert key_file(stopped).read_text() == before
    stopped.start()


def test_a_wrapped_key_of_a_running_server_can_be_made(fresh_server):
    fresh_server.command("key", "wrap", "--out", fresh_server.data.parent / "wrapped.json", stdin=PASSPHRASE)
