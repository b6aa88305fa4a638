import pytest

CATALOGUE = """export const zh: Record<string, string> = {
    "There is no such tag.": "没有这个标签。",
    "must have at most {} entries": "最多 {1} 项",
    "It is with {}.": "它在 {1} 手上。",
    "must be a list": "必须是列表",
};
"""
SAID = """void f() {
    throw Error(ErrorCode::not_found, "There is no " "such tag.");
    problems.add("tags[" + i + "]", fmt::format("must have at most {} entries", most));
    refuse(tx, "It is with " + name(t, {1, 2}) + ".", now);
    wrong("a list");
    Error error(ErrorCode::conflict, field, %s);
}
"""


def lint(tree, expression, catalogue=CATALOGUE, place="src/tag/tag.cpp"):
    tree.write("web/src/refusal/zh.ts", catalogue)
    tree.write("src/tag/all.cpp", SAID % "name")
    tree.write(place, SAID % expression)
    return tree.lint("check_refusals.py")


def test_what_is_in_the_catalogue_passes(tree):
    assert lint(tree, 'seen ? "There is no such tag." : name') == []


@pytest.mark.parametrize("expression, missing", [
    ('"Nothing here."', "Nothing here."),
    ('seen ? "There is no such tag." : "It is with " + name', "It is with {}"),
    ('fmt::format("{} has {} fields", one, f(a, b))', "{} has {} fields"),
    ('fmt::format("takes {{ and }} of {:>3}", x)', "takes { and } of {}"),
    ('std::string("The address ") + why', "The address {}"),
])
def test_what_is_not_is_found(tree, expression, missing):
    assert lint(tree, expression) == [f"src/tag/tag.cpp:6: has no Chinese in web/src/refusal/zh.ts: {missing}"]


def test_what_the_console_never_shows_is_left_alone(tree):
    assert lint(tree, '"Nothing here."', place="src/command/tag.cpp") == []
    assert lint(tree, '"and t.id = " + id', place="src/tag/tag_store.cpp") == []


def test_a_sentence_that_nobody_says_is_found(tree):
    more = CATALOGUE.replace("{\n", '{\n    "There were {} tags.": "曾有标签",\n', 1)
    assert lint(tree, "name", more) == ["web/src/refusal/zh.ts: nobody says: There were {} tags."]
