"""A private PostgreSQL 15 cluster in a temporary directory, reachable over a unix socket only.

From the command line: `postgres.py run [--durable] -- command…` runs the command with BATON_TEST_POSTGRES set to the URL
of an administrative database, in which tests create databases of their own, and takes the cluster down afterwards.
"""
import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

BINARIES = pathlib.Path("/usr/lib/postgresql/15/bin")
START_SECONDS = 60


def as_postgres(*command):
    """The server refuses to run as root. The signal makes it stop when the process that started it dies."""
    if os.geteuid() != 0:
        return ["setpriv", "--pdeathsig", "INT", "--", *command]
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--pdeathsig", "INT", "--", *command]


class Cluster:
    """`settings` are added to those of every cluster; `base` is a directory of pg_basebackup to start from instead of an
    empty one, and is moved away."""

    def __init__(self, durable=False, settings=None, base=None):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="baton-pg-"))
        if os.geteuid() == 0:
            shutil.chown(self.directory, "postgres", "postgres")
        self.url = f"postgresql://postgres@/postgres?host={self.directory}"
        try:
            if base:
                shutil.move(base, self.directory / "data")
            else:
                self._create()
            self._start(durable, settings or {})
        except BaseException:
            self.stop()
            raise

    def _create(self):
        done = subprocess.run(
            as_postgres(str(BINARIES / "initdb"), "--pgdata", str(self.directory / "data"), "--auth=trust",
                        "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync"),
            cwd="/", capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")

    def _start(self, durable, more):
        settings = {"listen_addresses": "", "unix_socket_directories": str(self.directory), "max_connections": "300",
                    "shared_buffers": "256MB", "fsync": "on" if durable else "off", "log_min_messages": "error", **more}
        arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with open(self.directory / "log", "wb") as log:
            self.process = subprocess.Popen(
                as_postgres(str(BINARIES / "postgres"), "-D", str(self.directory / "data"), *arguments),
                cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self._wait_until_ready()

    def _wait_until_ready(self):
        deadline = time.monotonic() + START_SECONDS
        while subprocess.run([BINARIES / "pg_isready", "-q", "-h", self.directory]).returncode != 0:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("PostgreSQL did not start:\n" + (self.directory / "log").read_text(errors="replace"))
            time.sleep(0.05)

    def execute(self, statement):
        subprocess.run([BINARIES / "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", statement, self.url], check=True)

    def stop(self):
        process = getattr(self, "process", None)
        if process and process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGQUIT)
                process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)


def run(arguments):
    def leave(number, _frame):
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    cluster = Cluster(durable=arguments.durable)
    try:
        environment = dict(os.environ, BATON_TEST_POSTGRES=cluster.url)
        return subprocess.run(arguments.command, env=environment).returncode
    finally:
        cluster.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    runner = commands.add_parser("run")
    runner.add_argument("--durable", action="store_true", help="flush to disk as in production, for measurements")
    runner.add_argument("command", nargs="+")
    sys.exit(run(parser.parse_args()))


if __name__ == "__main__":
    main()
