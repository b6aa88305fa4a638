"""The Debian package in a bare Debian of its own: installed, run as its unit runs it, upgraded over an older one, purged."""
import os
import pathlib
import re
import shutil
import subprocess
import time

import pytest

from support.client import Client
from support.server import PASSWORD, ROOT, free_port

pytestmark = pytest.mark.slow
OLDER = "0.0.9"
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=600, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def debian_mirror():
    """The one this machine installs from."""
    targets = run("apt-get", "indextargets", "--format", "$(CREATED_BY) $(CODENAME) $(REPO_URI)")
    return next(line.split()[2] for line in targets.splitlines() if line.startswith("Packages bookworm "))


class Chroot:
    def __init__(self, root):
        self.root = root
        for attempt in range(3):
            if subprocess.run(["debootstrap", "--variant=minbase", "bookworm", root, debian_mirror()], capture_output=True).returncode == 0:
                break
            shutil.rmtree(root, ignore_errors=True)
        assert (root / "usr/bin/apt-get").exists(), "debootstrap did not finish"
        self.write("usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n")  # no service is started in here
        (root / "usr/sbin/policy-rc.d").chmod(0o755)
        shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")

    def write(self, path, text):
        (self.root / path).write_text(text)

    def run(self, *command):
        return run("chroot", self.root, *command, env={"PATH": PATH, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"})

    def install(self, package):
        shutil.copy(package, self.root / "tmp" / package.name)
        self.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "-o", "Acquire::Retries=5",
                 "-o", "Dpkg::Options::=--force-confold", f"/tmp/{package.name}")


@pytest.fixture(scope="module")
def packages():
    """The older and the present one."""
    present = run(ROOT / "script/package").split()[-1]
    older = run(ROOT / "script/package", OLDER).split()[-1]
    return ROOT / older, ROOT / present


@pytest.fixture(scope="module")
def debian(tmp_path_factory):
    root = tmp_path_factory.mktemp("debian") / "root"
    yield Chroot(root)
    shutil.rmtree(root, ignore_errors=True)


class Unit:
    """The command of the installed unit, as its user."""

    def __init__(self, debian):
        unit = (debian.root / "lib/systemd/system/baton.service").read_text()
        command, user = (re.search(f"^{word}=(.*)$", unit, re.MULTILINE)[1] for word in ("ExecStart", "User"))
        self.port = free_port()
        self.process = subprocess.Popen(
            ["chroot", f"--userspec={user}:{user}", debian.root, *command.split()], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={"PATH": PATH, "BATON_LISTEN": f"127.0.0.1:{self.port}", "BATON_ADMIN_PASSWORD": PASSWORD})

    def __enter__(self):
        deadline = time.monotonic() + 60
        while True:
            try:
                if Client(self.port).get("/readyz").status == 200:
                    token = Client(self.port).post("/session", {"login": "admin", "password": PASSWORD}).expect(200).json["token"]
                    return Client(self.port, token)
            except OSError:
                pass
            assert self.process.poll() is None and time.monotonic() < deadline, self.process.stdout.read().decode()
            time.sleep(0.05)

    def __exit__(self, *_):
        self.process.terminate()
        assert self.process.wait(30) == 0, self.process.stdout.read().decode()


def test_installed_run_upgraded_and_purged(debian, packages):
    older, present = packages
    debian.install(older)
    assert debian.run("dpkg-query", "-W", "-f=${Version}", "baton") == OLDER
    assert debian.run("stat", "-c", "%U %G %a", "/var/lib/baton", "/var/lib/baton-key", "/etc/baton/baton.toml").split("\n")[:3] == [
        "baton baton 700", "baton baton 700", "root baton 640"]
    assert all((debian.root / "usr/share/baton" / path).exists() for path in ("grafana/baton.json", "prometheus/alerts.yml"))
    with Unit(debian) as admin:
        number = admin.post("/tickets", {"subject": "微波炉", "description": "又坏了", "requester": {"name": "李雷"}}).expect(201).json["number"]
    configured = (debian.root / "etc/baton/baton.toml").read_text() + "workers = 2\n"
    debian.write("etc/baton/baton.toml", configured)

    debian.install(present)
    assert debian.run("dpkg-query", "-W", "-f=${Version}", "baton") != OLDER
    assert (debian.root / "etc/baton/baton.toml").read_text() == configured, "what the operator wrote is kept"
    with Unit(debian) as admin:
        assert admin.get(f"/tickets/{number}").expect(200).json["subject"] == "微波炉"
    assert "chain intact" in debian.run("setpriv", "--reuid=baton", "--regid=baton", "--clear-groups", "baton", "verify", "--config",
                                        "/etc/baton/baton.toml")

    debian.run("apt-get", "purge", "-y", "-qq", "baton")
    kept = [path for path in ("usr/bin/baton", "etc/baton", "lib/systemd/system/baton.service") if (debian.root / path).exists()]
    assert not kept
    assert (debian.root / "var/lib/baton/baton.db").exists(), "tickets are never deleted by a package tool"
    assert (debian.root / "var/lib/baton-key/master.key").exists()


def test_the_unit_is_well_formed():
    """systemd's own check."""
    unit = ROOT / "packaging/debian/baton.service"
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, env=dict(os.environ, SYSTEMD_LOG_LEVEL="warning"))
    complaints = [line for line in done.stderr.splitlines() if "baton" in line and "/usr/bin/baton" not in line]
    assert not complaints
    exposure = subprocess.run(["systemd-analyze", "security", "--offline=true", unit], capture_output=True, text=True).stdout
    assert float(re.search(r"exposure level for \S+: ([0-9.]+)", exposure)[1]) < 2.5, exposure[-400:]
