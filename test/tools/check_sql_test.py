import pytest

TABLE = "create table t (tenant_id bigint not null, id bigint not null, %s, primary key (tenant_id, id));\n"


@pytest.mark.parametrize("sql, complaint", [
    (TABLE % "done boolean", "boolean"),
    (TABLE % "at timestamp", "column at has type 'timestamp'"),
    (TABLE % "x integer", "column x has type 'integer'"),
    (TABLE % "data jsonb", "JSON is opaque text"),
    (TABLE % "x text, unique (x)", "table t: unique must begin with tenant_id"),
    (TABLE % "x text unique", "the key of column x must be a table constraint"),
    (TABLE % "x bigint, foreign key (x) references u (tenant_id, id)", "table t: foreign key must begin with tenant_id"),
    ("create table t (tenant_id bigint, id bigint, primary key (id, tenant_id));\n", "primary key must begin with tenant_id"),
    ("create table t (tenant_id bigint, id bigint);\n", "table t has no primary key"),
    ("create index t_x on t (x, tenant_id);\n", "index t_x must begin with tenant_id"),
    ("create unique index t_x on t (x) where y is null;\n", "index t_x must begin with tenant_id"),
    ("alter table t add column x varchar(20);\n", "column x has type 'varchar(20)'"),
    (TABLE % "at bigint default now()", "time is a parameter"),
    ("create policy everybody on t using (1 = 1);\n", "whose rows a unit has"),
    ("alter table t disable row level security;\n", "whose rows a unit has"),
])
def test_a_bad_migration_is_found(tree, sql, complaint):
    tree.write("migrations/0001_t.sql", sql)
    assert any(complaint in line and line.startswith("migrations/0001_t.sql:1: ") for line in tree.lint("check_sql.py"))


def test_good_migrations_pass(tree):
    tree.write("migrations/0001_t.sql", TABLE % "x text default 'now() true', y double precision, z blob, "
               "unique (tenant_id, x), foreign key (tenant_id, y) references u (tenant_id, id), check (z is not null)")
    tree.write("migrations/0002_x.sql", "-- a note: offset\ncreate index t_x on t (tenant_id, x) where y is null;\n"
               "alter table t add column w bigint;\ncreate table nodes (id bigint primary key, until bigint);\n")
    assert tree.lint("check_sql.py") == []


@pytest.mark.parametrize("sql, complaint", [
    ("select a from tickets where id = $1", "does not name tenant_id"),
    ("update tickets set a = 1 where id = $1", "does not name tenant_id"),
    ("delete from tickets", "does not name tenant_id"),
    ("where id = $1", "does not name tenant_id"),
    ("select a from tickets where tenant_id = ?", "parameters are $1"),
    ("select a from tickets where tenant_id = :tenant", "parameters are $1"),
    ("select a from tickets where tenant_id = $1 limit 5 offset 5", "keyset"),
    ("select count(*) from tickets where tenant_id = $1", "bounded"),
    ("select sum(size) from files where tenant_id = $1", "cast(sum"),
    ("select a::text from tickets where tenant_id = $1", "write cast"),
    ("select datetime('x') from tickets where tenant_id = $1", "time is a parameter"),
    ("select a from tickets where tenant_id = $1 for update skip locked", "belongs into src/db"),
    ("select set_config('baton.tenant', '2', true)", "whose rows a unit has"),
])
def test_bad_sql_in_a_store_is_found(tree, sql, complaint):
    tree.write("src/ticket/store.cpp", f'void f() {{\n    tx.exec("{sql}", id);\n}}\n')
    found = tree.lint("check_sql.py")
    assert found and all(line.startswith("src/ticket/store.cpp:2: ") for line in found)
    assert any(complaint in line for line in found), found


def test_good_sql_in_a_store_passes(tree):
    tree.write("src/ticket/store.cpp", '''
constexpr std::string_view take_postgres =
    "select id from tickets where tenant_id = $1 for update skip locked";
void f() {
    tx.query("select " + columns<Ticket>("t") + " from tickets t "
             "where tenant_id = $1 and name = 'now(), offset ?'", sink, id);
    tx.exec("select cast(sum(size) as bigint), cast(coalesce(sum(x), 0) as bigint) from files where tenant_id = $1");
    tx.exec("select count(*) from members where tenant_id = $1 -- bounded: one department");
    tx.exec("select number from nodes where number = $1");
    tx.exec("select id from tickets " + tail);
    say("select a colour from the list");
}
'''.replace('say("select a colour from the list");', 'say("Pick a colour from the list");'))
    assert tree.lint("check_sql.py") == []
