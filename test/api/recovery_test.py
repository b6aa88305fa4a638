"""Point-in-time recovery on PostgreSQL, as docs/operations.md tells it: the log is archived, a base backup is made, and the
cluster comes back as it was between two tickets."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

import pytest

from api.conftest import UNDER_ROW_SECURITY, execute
from support.people import open_ticket
from support.postgres import BINARIES, Cluster, as_postgres
from support.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.environ.get("BATON_LONG") != "1" or UNDER_ROW_SECURITY,
                                                   reason="two clusters of its own; set BATON_LONG=1")]


@pytest.fixture
def place():
    """For the archive and the base backup; the server writes there."""
    directory = pathlib.Path(tempfile.mkdtemp(prefix="baton-archive-"))
    (directory / "wal").mkdir()
    for path in (directory, directory / "wal"):
        if os.geteuid() == 0:
            shutil.chown(path, "postgres", "postgres")
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


def asked(cluster, statement):
    return subprocess.run(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-c", statement, cluster.url], check=True,
                          capture_output=True, text=True).stdout.strip()


def wait_until_archived(cluster):
    """All that was written so far."""
    segment = asked(cluster, "select pg_walfile_name(pg_switch_wal())")
    deadline = time.monotonic() + 60
    while asked(cluster, "select coalesce(last_archived_wal, '') from pg_stat_archiver") < segment:
        assert time.monotonic() < deadline, "the log is not archived"
        time.sleep(0.05)


def archiving(place):
    return {"wal_level": "replica", "archive_mode": "on", "archive_command": f"test ! -f {place}/wal/%f && cp %p {place}/wal/%f"}


def base_backup(cluster, place):
    subprocess.run(as_postgres(str(BINARIES / "pg_basebackup"), "--host", str(cluster.directory), "--username", "postgres",
                               "--checkpoint=fast", "--pgdata", str(place / "base")), check=True, cwd="/")


def recovered(place, moment):
    (place / "base" / "recovery.signal").touch()
    if os.geteuid() == 0:
        shutil.chown(place / "base" / "recovery.signal", "postgres", "postgres")
    cluster = Cluster(base=place / "base", settings={
        "restore_command": f"cp {place}/wal/%f %p", "recovery_target_time": moment, "recovery_target_action": "promote"})
    deadline = time.monotonic() + 60
    while asked(cluster, "select pg_is_in_recovery()") != "f":
        assert time.monotonic() < deadline, (cluster.directory / "log").read_text(errors="replace")
        time.sleep(0.05)
    return cluster


def use(cluster, directory):
    return Server(directory, database_url=cluster.url.replace("/postgres?", "/baton?"))


def test_a_cluster_comes_back_as_it_was_between_two_tickets(place, tmp_path):
    cluster, back = Cluster(settings=archiving(place)), None
    server = use(cluster, tmp_path)
    try:
        execute(cluster.url, "create database baton template template0 encoding 'UTF8' locale 'C'")
        admin = server.start().sign_in()
        before_base = open_ticket(admin, "基线之前")
        base_backup(cluster, place)
        wanted = open_ticket(admin, "要留下的")
        moment = asked(cluster, "select clock_timestamp()")
        unwanted = open_ticket(admin, "要撤回的")
        wait_until_archived(cluster)
        server.stop()
        cluster.stop()
        back = recovered(place, moment)
        server = use(back, tmp_path).start()  # with the key and the attachments that were there
        admin = server.sign_in()
        for ticket in (before_base, wanted):
            assert admin.get(f"/tickets/{ticket['id']}").expect(200).json["subject"] == ticket["subject"]
        admin.get(f"/tickets/{unwanted['id']}").expect(404)
        assert admin.get("/tickets?q=撤回").expect(200).json["items"] == []
        open_ticket(admin, "接着干")
        said = server.command("verify").stdout
        assert "chain intact" in said and "search agrees: 3 tickets" in said, said
    finally:
        server.kill()
        cluster.stop()
        if back:
            back.stop()
