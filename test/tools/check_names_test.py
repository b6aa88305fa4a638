def test_a_name_is_defined_once_in_a_namespace(tree):
    tree.write("src/ticket/export.h", "namespace baton {\nstruct Export {\n    int x;\n};\nstruct Other { int y; };\n} // namespace baton\n")
    tree.write("src/http/export.h", "namespace baton::http {\nclass Export : public Base {\n};\n} // namespace baton::http\n")
    tree.write("src/user/user.h", "namespace baton {\nstruct Export; // elsewhere\nstruct User {\n    struct Other {\n    };\n};\n}\n")
    assert tree.lint("check_names.py") == []
    tree.write("src/user/export.h", "namespace baton {\nstruct Export final {\n    int z;\n};\n} // namespace baton\n")
    assert tree.lint("check_names.py") == ["baton::Export is defined in src/ticket/export.h and src/user/export.h"]
