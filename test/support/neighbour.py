"""Row-level security in tests: an ordinary role that owns the databases, and a neighbour, a second tenant with people,
customers, tickets and their events. A template is filled once, through the product; databases of tests are copies of it.
"""
import pathlib
import shutil
import subprocess
import tempfile
import uuid

from support.people import PASSWORD as COLLEAGUE_PASSWORD
from support.server import PASSWORD, Server
from support.upload import uploaded

HOST = "neighbour.example"
TENANT = 2
# What a rotation of keys changes: it is the installation's, and so everybody's.
KEYS = {"tenant_keys", "key_rotations"}


def psql(url, statement):
    """The rows as lists of texts."""
    done = subprocess.run(["psql", "-qXAt", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", "-c", statement, url],
                          capture_output=True, text=True)
    assert done.returncode == 0, f"{statement[:200]}: {done.stderr}"
    return [line.split("\x1f") for line in done.stdout.splitlines()]


def url_of(admin_url, database, role=None, tenant=None):
    """Of another database of the cluster, as an ordinary role; `tenant`: whose rows the session has."""
    url = admin_url.replace("/postgres?", f"/{database}?")
    if role:
        url = url.replace("//postgres@", f"//{role}@")
    return url + (f"&options=-c%20baton.tenant%3D{tenant}" if tenant else "")


def tables_of_tenants(url):
    return [row[0] for row in psql(url, """
        select table_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema = 'public' and column_name = 'tenant_id' and table_type = 'BASE TABLE' order by 1""")]


class Template:
    def __init__(self, admin_url):
        self.admin_url = admin_url
        self.role, self.name = (f"baton_{word}_{uuid.uuid4().hex}" for word in ("role", "template"))
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="baton-template-"))
        psql(admin_url, f"create role {self.role} login")
        try:
            psql(admin_url, f"create database {self.name} owner {self.role}")
            self._fill()
            self.tables = tables_of_tenants(self._superuser_url(self.name))
            self._forget_first_tenant()
            self.rows = self._rows(self.name)
        except BaseException:
            self.remove()
            raise

    def _superuser_url(self, database):
        return url_of(self.admin_url, database)

    def _fill(self):
        server = Server(self.directory, url_of(self.admin_url, self.name, self.role), ["--row-level-security"]).start()
        try:
            server.command("tenant", "create", "--name", "neighbour", "--host", HOST)
            furnish(server)
            server.command("verify")  # everything is numbered and counted
            server.finish()
        finally:
            server.kill()

    def _forget_first_tenant(self):
        """It begins as in an empty database: the first start of a test's server installs it."""
        kept = [table for table in self.tables if table != "tenants"]
        psql(self._superuser_url(self.name), "; ".join(f"delete from {table} where tenant_id <> {TENANT}" for table in kept))

    def _rows(self, database):
        """{table: (how many rows, what they hold)} of the neighbour."""
        statement = " union all ".join(
            f"select '{table}', count(*), md5(coalesce(string_agg(cast(t as text), ' ' order by cast(t as text)), '')) "
            f"from {table} t where tenant_id = {TENANT}" for table in self.tables)
        return {row[0]: (int(row[1]), row[2]) for row in psql(self._superuser_url(database), statement)}

    def copy(self, database, directory, first_start=False):
        """A database owned by the role, and its key and files where a server in the directory looks for them. With
        `first_start` without a key: the server makes one, and the neighbour's rows can be read by nobody."""
        data = pathlib.Path(directory) / "data"
        data.mkdir(mode=0o700)
        shutil.copytree(self.directory / "data" / "files", data / "files")
        psql(self.admin_url, f"create database {database} template {self.name} owner {self.role}")
        if first_start:
            psql(self._superuser_url(database), "delete from master_keys")
        else:
            shutil.copy(self.directory / "data.key", directory)

    def url(self, database, tenant=None):
        return url_of(self.admin_url, database, self.role, tenant)

    def changes(self, database, keys_too=True):
        """The tables in which rows of the neighbour are not what they were."""
        now = self._rows(database)
        if keys_too:
            return [table for table in self.tables if now.get(table) != self.rows[table]]
        return [table for table in self.tables if table not in KEYS and now[table][0] != self.rows[table][0]]

    def remove(self):
        psql(self.admin_url, f"drop database if exists {self.name} with (force)")
        psql(self.admin_url, f"drop role {self.role}")
        shutil.rmtree(self.directory, ignore_errors=True)


def furnish(server):
    """Something in as many tables as a walk through the product reaches."""
    admin = server.client()
    signed_in = admin.post("/session", {"login": "admin", "password": PASSWORD}, headers={"Host": HOST}).expect(200)
    admin.token = signed_in.json["token"]
    department = admin.post("/departments", {"name": "邻居部"}).expect(201).json["id"]
    people = [admin.post("/users", {"login": login, "name": login.title(), "password": COLLEAGUE_PASSWORD,
                                    "department_ids": [department], "roles": ["处理人"]}).expect(201).json
              for login in ("neighbour-lily", "neighbour-tom")]
    admin.post("/tokens", {"name": "neighbour", "scopes": ["tickets.read"]}).expect(201)
    admin.put("/me/presence", {"state": "away"}).expect(200)
    admin.post("/customer-attributes", {"key": "garden", "label": "花园", "kind": "text", "sensitive": True}).expect(201)
    organization = admin.post("/organizations", {"name": "邻居公司"}).expect(201).json["id"]
    customers = [admin.post("/customers", {
        "name": f"邻居{n}", "phones": [{"number": f"1370000000{n}"}], "emails": [{"address": f"neighbour{n}@example.com"}],
        "address": "隔壁路2号", "id_number": f"11010519491231002{n}", "fields": {"garden": "有"},
        "organization_id": organization if n < 2 else None,
        "consents": [{"purpose": "回访", "channel": "phone", "wording": "v1"}]}).expect(201).json for n in range(3)]
    tickets = [admin.post("/tickets", {"subject": f"隔壁的事{n}", "description": "篱笆倒了。", "department_id": department,
                                       "requester": {"id": customers[n]["id"]}, "tags": ["篱笆"],
                                       "attachment_ids": [uploaded(admin, b"fence", "fence.txt")["id"]]},
                          headers={"Idempotency-Key": f"neighbour-{n}"}).expect(201).json for n in range(3)]
    for ticket, person in zip(tickets, people):
        path = f"/tickets/{ticket['id']}"
        admin.post(f"{path}/messages", {"body": "明天来修。", "visibility": "public"}).expect(201)
        admin.post(f"{path}/assignment", {"assignee_id": person["id"], "note": "隔壁"}).expect(200)
        admin.put(f"{path}/followers/{person['id']}").expect(200)
        admin.get(path).expect(200)
    admin.post(f"/tickets/{tickets[0]['id']}/status", {"status": "resolved"}).expect(200)
    admin.post(f"/customers/{customers[2]['id']}/merge", {"into": customers[1]["id"]}).expect(200)
    admin.close()
