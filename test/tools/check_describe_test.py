import pytest

STRUCT = """
struct Ticket : Base {
    static constexpr int limit = 3;
    TicketId id{};
    std::string subject; // a comment; with a semicolon
    std::optional<std::map<std::string, int>> fields = {};
    std::vector<std::string> tags{"a", "b"};
    int width = 1, height = 2;
    enum class Inner { a, b };
    struct Part { int x; };
    Part part;
    bool operator==(Ticket const&) const = default;
    std::string title() const { return subject + "; x"; }
    Ticket() : id(1) {}
};
DESCRIBE(Ticket, (Base), (%s));
"""
COMPLETE = "id, subject, fields, tags,\n    width, height, part"


def test_a_complete_list_passes(tree):
    tree.write("src/ticket/ticket.h", STRUCT % COMPLETE)
    assert tree.lint("check_describe.py") == []


@pytest.mark.parametrize("field", ["id", "subject", "fields", "tags", "width", "height", "part"])
def test_a_forgotten_member_is_named(tree, field):
    described = [name for name in COMPLETE.replace("\n", " ").replace(",", " ").split() if name != field]
    tree.write("src/ticket/ticket.h", STRUCT % ", ".join(described))
    assert tree.lint("check_describe.py") == [
        f"src/ticket/ticket.h:16: struct Ticket: member {field} is missing from its DESCRIBE list"]


def test_a_name_that_is_no_member_is_named(tree):
    tree.write("src/ticket/ticket.h", STRUCT % (COMPLETE + ", due_note"))
    assert tree.lint("check_describe.py") == [
        "src/ticket/ticket.h:16: struct Ticket: DESCRIBE lists due_note, which is no member"]


def test_a_name_listed_twice_is_named(tree):
    tree.write("src/ticket/ticket.h", STRUCT % (COMPLETE + ", tags"))
    assert tree.lint("check_describe.py") == ["src/ticket/ticket.h:16: struct Ticket: DESCRIBE lists tags twice"]


def test_a_struct_defined_elsewhere_is_reported(tree):
    tree.write("src/ticket/ticket.h", "DESCRIBE(Ghost, (), (a));\n")
    assert "struct Ghost is not defined in the same file" in tree.lint("check_describe.py")[0]
