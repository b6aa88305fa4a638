"""The databases of released schemas in test/released/NNNN, loaded as the data of a server that is not started yet."""
import pathlib
import shutil
import sqlite3
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1] / "released"
PHONE, COLLEAGUE, WORDS = "13800138022", "lilei", "微波炉修了两次还是坏的"  # in each of them


def released():
    return sorted(path.name for path in ROOT.iterdir() if (path / "sqlite.sql").exists())


def load(server, schema):
    server.data.mkdir(mode=0o700)
    key = server.data.parent / "data.key"
    shutil.copy(ROOT / "test-only.key", key)
    key.chmod(0o600)
    if server.database_url:
        psql(server, "-f", ROOT / schema / "postgres.sql")
    else:
        change(server, (ROOT / schema / "sqlite.sql").read_text("utf-8"))


def psql(server, *words):
    subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", *words, server.database_url], check=True)


def change(server, sql):
    """Only while no server runs."""
    if server.database_url:
        return psql(server, "-c", sql)
    connection = sqlite3.connect(server.data / "baton.db")
    connection.executescript(sql)
    connection.close()


def take_back_0022(server):
    """As it was one migration earlier, so that any program has something to upgrade."""
    change(server, "alter table events drop column request_id; delete from schema_migrations where number >= 22;")
