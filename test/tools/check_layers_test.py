import pytest


@pytest.mark.parametrize("path, text, complaint", [
    ("src/ticket/service.cpp", "#include <boost/asio/post.hpp>\n", "<boost/asio/post.hpp> outside src/http"),
    ("src/ticket/service.cpp", "void f() { co_await g(); }\n", "co_await outside src/http"),
    ("src/ticket/store.cpp", "#include <sqlite3.h>\n", "only db/ knows a database driver"),
    ("src/user/store.cpp", "#include <libpq-fe.h>\n", "only db/ knows a database driver"),
    ("src/ticket/service.cpp", 'auto s = "select id from tickets";\n', "SQL outside a store.cpp"),
    ("src/ticket/service.cpp", 'auto s = R"(\n  delete from tickets where id = $1)";\n', "SQL outside a store.cpp"),
    ("src/ticket/api.cpp", 'auto t = tx.select<T>("where tenant_id = $1");\n', "SQL outside a store.cpp"),
    ("src/ticket/service.cpp", '#include "user/store.h"\n', "only user/user.h and user/service.h are public"),
    ("src/ticket/service.cpp", '#include "http/server.h"\n', "a slice knows of the edge only http/file_name.h"),
    ("src/base/text.h", '#include "db/tx.h"\n', "base must not know db"),
    ("src/db/tx.h", '#include "ticket/ticket.h"\n', "db must not know ticket"),
    ("src/http/server.cpp", '#include "api/router.h"\n', "http must not know api"),
    ("src/api/router.cpp", '#include "command/serve.h"\n', "nothing includes command"),
    ("src/http/server.cpp", "task f() { co_await g([x] { return x; }); }\n", "capturing lambda inside a co_await"),
    ("src/http/server.cpp", "task f() { co_await g(a, [&](int i) mutable { i; }); }\n", "capturing lambda inside a co_await"),
    ("src/http/server.cpp", "task f() { if (co_await g(Limit{1, 2})) h(); }\n", "brace-initialised value inside a co_await"),
    ("src/http/server.cpp", "task f() { auto x = co_await g({1, 2}); }\n", "brace-initialised value inside a co_await"),
    ("src/ticket/ticket.cpp", "int a;\n" * 301, "is longer than 300 lines"),
])
def test_a_violation_is_found(tree, path, text, complaint):
    tree.write(path, text)
    found = tree.lint("check_layers.py")
    assert len(found) == 1 and complaint in found[0] and found[0].startswith(path + ":"), found


@pytest.mark.parametrize("path, text", [
    ("src/http/server.cpp", "#include <boost/beast/core.hpp>\ntask f() { auto work = [x] { }; co_await g(work, [] { h(); }); }\n"),
    ("src/http/server.cpp", "task f() { if (co_await g(a[i], T())) { h({1}); } }\n"),
    ("src/ticket/service.cpp", '#include "user/user.h"\n#include "user/service.h"\n// co_await "select x from y"\n'),
    ("src/ticket/store.cpp", 'auto s = "select id from tickets where tenant_id = $1";\n'),
    ("src/ticket/service.cpp", 'auto s = "update the ticket before you select a person";\n'),
    ("src/api/replay_store.cpp", 'auto s = "select a from replays where tenant_id = $1";\n'),
    ("src/command/serve.cpp", '#include "http/server.h"\n#include "ticket/store.h"\n'),
])
def test_what_is_allowed_is_not_reported(tree, path, text):
    tree.write(path, text)
    assert tree.lint("check_layers.py") == []
