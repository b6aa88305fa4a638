"""Options from a file: flags win over the environment, which wins over the file; what is wrong is named with its line."""
import os
import subprocess

import pytest

from support.server import BINARY


def users(tmp_path, *arguments, **environment):
    """`baton user list` as it comes out."""
    command = [BINARY, "user", "list", *arguments]
    return subprocess.run([str(part) for part in command], cwd=tmp_path, env=dict(os.environ, **environment), capture_output=True,
                          text=True, timeout=120)


@pytest.fixture
def places(tmp_path):
    """Three installations, each with a user named after its directory."""
    for name in ("flag", "environment", "file"):
        for line in (["init", "--data", name], ["user", "add", "--data", name, "--login", name]):
            subprocess.run([BINARY, *line], cwd=tmp_path, input="correct-horse-battery\n", check=True, capture_output=True, text=True)
    (tmp_path / "baton.toml").write_text('# where it is\ndata = "file"\nlisten = "127.0.0.1:0" # of serve\nworkers = 2\n'
                                         'trusted-proxy = ["10.0.0.0/8", "192.168.0.0/16"]\nno-access-log = true\n')
    return tmp_path


def test_flags_win_over_the_environment_and_that_over_the_file(places):
    file = ["--config", "baton.toml"]
    assert "\tfile\t" in users(places, *file).stdout
    assert "\tfile\t" in users(places, BATON_CONFIG="baton.toml").stdout
    assert "\tenvironment\t" in users(places, *file, BATON_DATA="environment").stdout
    assert "\tflag\t" in users(places, *file, "--data", "flag", BATON_DATA="environment").stdout


@pytest.mark.parametrize("line,word", [
    ("colour = 1", "there is no option colour"), ("help = true", "there is no option help"), ("config = 'x'", "there is no option config"),
    ("data = ['a', 'b']", "one value"), ("data = 1.5", "text in quotes"), ("data = ", "baton.toml:3"), ("[serve]\ndata = 'x'", "serve")])
def test_what_is_wrong_is_named_with_its_line(tmp_path, line, word):
    (tmp_path / "baton.toml").write_text(f'# one\nkey-file = "k"\n{line}\n')
    done = users(tmp_path, "--config", "baton.toml")
    assert done.returncode == 1 and "baton.toml:3" in done.stderr and word in done.stderr, done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("line,word", [("workers = 'many'", "many"), ("workers = 0", "workers"), ("trusted-proxy = ['nowhere']", "nowhere"),
                                       ("listen = 'nowhere:x'", "--listen")])
def test_a_value_that_will_not_do_stops_the_server(tmp_path, line, word):
    (tmp_path / "baton.toml").write_text(line)
    done = subprocess.run([BINARY, "serve", "--config", "baton.toml"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and word in done.stderr, done.stderr


@pytest.mark.parametrize("variable,value,words", [
    ("BATON_WORKERS", "many", ["BATON_WORKERS", "many"]), ("BATON_TRUSTED_PROXY", "10.0.0.0/8,nowhere", ["not nowhere"]),
    ("BATON_DATABASE", "postgresql://nobody@a,b/none?host=/nonexistent,/neither", ["/neither"])])
def test_so_does_one_of_the_environment(tmp_path, variable, value, words):
    done = subprocess.run([BINARY, "serve", "--data", str(tmp_path / "data")], env=dict(os.environ, **{variable: value}), cwd=tmp_path,
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and all(word in done.stderr for word in words), done.stderr


def test_a_server_from_its_file(new_server, tmp_path):
    server = new_server()
    file = tmp_path / "served.toml"
    file.write_text('trusted-proxy = ["127.0.0.0/8"]\nno-access-log = true\nworkers = 2\n')
    server.arguments += ["--config", str(file)]
    server.start()
    server.sign_in().get("/me").expect(200)
    assert '"path":' not in server.log, "the file says no access log"
