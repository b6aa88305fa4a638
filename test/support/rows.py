"""A look into the database behind a server, past the API: what is stored, to the byte."""
import sqlite3
import subprocess

TABLES = ("tickets", "events", "stages", "ticket_tags", "customers", "customer_contacts", "attachments", "users",
          "user_roles", "departments", "department_members", "tokens", "idempotency_keys")
COMINGS_AND_GOINGS = "('signed_in', 'sign_in_failed', 'session_ended', 'presence_changed', 'viewed')"


def pg_dump(server, *options):
    return subprocess.run(["pg_dump", "--enable-row-security", *options, server.inspection_url], check=True,
                          capture_output=True).stdout


class Rows:
    def __init__(self, server):
        self.server = server

    def values(self, statement):
        """The rows as lists of texts; null is ''."""
        if self.server.database_url:
            done = subprocess.run(["psql", "-qXAt", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", "-c", statement,
                                   self.server.inspection_url], check=True, capture_output=True, text=True)
            return [line.split("\x1f") for line in done.stdout.splitlines()]
        connection = sqlite3.connect(f"file:{self.server.data}/baton.db?mode=ro", uri=True, timeout=30)
        try:
            return [["" if value is None else str(value) for value in row] for row in connection.execute(statement)]
        finally:
            connection.close()

    def change(self, statement):
        """Only while the server is stopped."""
        if self.server.database_url:
            subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", statement, self.server.inspection_url],
                           check=True)
            return
        connection = sqlite3.connect(f"{self.server.data}/baton.db")
        with connection:
            connection.execute(statement)
        connection.close()

    def counts(self):
        """How many rows each table of the product has, but for events of who came, looked and went."""
        only = {"events": f"where kind not in {COMINGS_AND_GOINGS}"}
        statement = " union all ".join(f"select '{table}', count(*) from {table} {only.get(table, '')}" for table in TABLES)
        return {table: int(count) for table, count in self.values(statement)}

    def dump(self):
        """Everything that is stored, as one text."""
        if self.server.database_url:
            return pg_dump(self.server, "--data-only", "--inserts").decode()
        connection = sqlite3.connect(f"file:{self.server.data}/baton.db?mode=ro", uri=True, timeout=30)
        try:
            return "\n".join(connection.iterdump())
        finally:
            connection.close()
