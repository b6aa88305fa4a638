import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def groups(root, *files, most=12, headers=("src",)):
    """Sets of paths that are compiled as one."""
    done = subprocess.run([sys.executable, ROOT / "tools/compile_groups.py", "--most", str(most), "--headers",
                           *(root / folder for folder in headers), "--sources", *(root / file for file in files)],
                          capture_output=True, text=True, check=True)
    found = {}
    for line in done.stdout.splitlines():
        group, _, file = line.partition(";")
        found.setdefault(group, set()).add(str(pathlib.Path(file).relative_to(root)))
    return list(found.values())


A, B = "src/ticket/a.cpp", "src/ticket/b.cpp"


@pytest.mark.parametrize("one, other", [
    ("namespace { int slice = 3; }\n", "namespace { constexpr auto slice = 3s; }\n"),
    ("namespace baton {\nnamespace {\nstd::string name_of(Row const& row) {\n    return row.name;\n}\n}\n}\n",
     "namespace baton { namespace { int name_of(int id) { return id; } } }\n"),
    ("namespace { struct Row { int id; }; }\n", "namespace { struct Row : Base { int other; }; }\n"),
    ("namespace { using Row = std::vector<int>; }\n", "namespace { enum class Row { one }; }\n"),
    ("namespace { template <class T> T made(T); }\n", "namespace { auto const made = made_of({1, 2}); }\n"),
])
def test_files_with_the_same_name_are_apart(tree, one, other):
    tree.write(A, one)
    tree.write(B, other)
    assert groups(tree.root, A, B) == [{A}, {B}]


@pytest.mark.parametrize("one, other", [
    ("namespace { int slice; }\n", "namespace { void f() { int slice = 1; } struct Row { int slice; }; }\n"),
    ("namespace { int slice; }\n", "// namespace { int slice; }\nnamespace { auto text = \"int slice;\"; }\n"),
    ("namespace { DESCRIBE(Row, id) }\n", "namespace { DESCRIBE(Other, id) }\n"),
    ("namespace baton {\nusing enum Color;\n}\n", "namespace baton {\nusing enum Color;\n}\n"),
])
def test_others_are_together(tree, one, other):
    tree.write("src/base/color.h", "enum class Color { red, green };\n")
    tree.write(A, one)
    tree.write(B, other)
    assert groups(tree.root, A, B) == [{A, B}]


def test_an_enumerator_is_a_name(tree):
    tree.write("src/base/color.h", "BOOST_DEFINE_ENUM_CLASS(Color, red, green)\n")
    tree.write(A, "namespace baton { using enum Color; }\n")
    tree.write(B, "namespace baton { namespace { int red() { return 1; } } }\n")
    assert groups(tree.root, A, B) == [{A}, {B}]


@pytest.mark.parametrize("text, alone", [
    ("namespace { constexpr auto most = 3; bool fits(int n) { return n <= most; } }\n", True),
    ("namespace { int most(Row const& row) { return most(row.id); } }\n", False),
    ("namespace { int most(Row const&); }\nauto table = std::array{most};\n", True),
    ("#define MOST 3\n", True),
    ("#include <boost/asio/impl/src.hpp>\n", True),
])
def test_a_name_a_header_has_is_only_called(tree, text, alone):
    tree.write("src/base/limit.h", "constexpr int most = 5;\n")
    tree.write(A, text)
    assert groups(tree.root, A) == ([] if alone else [{A}])


def test_no_group_is_larger_than_asked(tree):
    files = [f"src/ticket/{name}.cpp" for name in "abcdefg"]
    for file in files:
        tree.write(file, "int f();\n")
    assert [len(group) for group in groups(tree.root, *files, most=3)] == [3, 3, 1]


def test_most_of_our_own_files_are_together():
    """Grouping that finds a clash everywhere would be slow without saying so."""
    files = [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("src/*/*.cpp"))]
    assert sum(map(len, groups(ROOT, *files))) > 0.7 * len(files)
