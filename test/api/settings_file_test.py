"""Settings as one file: exported, compared, imported. What a file says is done by the use cases of each noun, all of it or
nothing, and only what was shown before."""
import copy
import json

import pytest

from support.people import add_department, colleague, own_department

HEAD = {"format": "baton.settings", "version": 1}
LISTS = ["roles", "departments", "customer_attributes", "types", "statuses", "targets", "tags", "canned_responses", "rating_questions", "views"]
CLAUSE = {"all": [{"field": "reason", "is": ["broken"]}], "any": []}


def exported(client):
    return client.get("/settings/file").expect(200).body.decode()


def settings(client):
    return json.loads(exported(client))


def compared(client, file):
    return client.post("/settings/file/comparison", file).expect(200).json


def imported(client, file, status=200):
    seal = compared(client, file)["compared"]
    return client.post(f"/settings/file/import?compared={seal}", file).expect(status).json


def without(comparison, outcome="same"):
    return [(each["kind"], each["name"], each["outcome"]) for each in comparison["settings"] if each["outcome"] != outcome]


def field(key, kind="text", **more):
    return {"key": key, "label": key.title(), "kind": kind, **more}


def rich_file():
    """One of every kind, with what refers to others before what it refers to."""
    return {
        **HEAD,
        "company": {"name": "小满优选", "phone": "400-820-8820", "website": "https://www.example.com"},
        "portal": {"reopen_days": 14, "nudge_minutes": 60, "embed_origins": ["https://shop.example.com"]},
        "roles": [{"name": "质检员", "permissions": ["tickets.read", "tickets.edit"]}],
        "departments": [{"path": "仓储部/华东\\/华南仓"}, {"path": "仓储部", "routing": "queue"}],
        "customer_attributes": [{"key": "skin", "label": "肤质", "kind": "choice", "choices": ["干", "油"]}],
        "types": [
            {"path": "售后/换货", "department": "仓储部/华东\\/华南仓", "priority": "high", "number_pattern": "HH{yyyymmdd}{seq:4}",
             "fields": [field("detail", "long_text", shown_if=CLAUSE), field("note", required_if=CLAUSE, position=1)],
             "templates": [{"name": "坏了", "subject": "坏了", "tags": ["急"], "fields": {"reason": "broken"}, "priority": "urgent"}]},
            {"path": "售后", "department": "仓储部", "is_public": True, "required_skills": [{"skill": "退款", "level": 3}],
             "priority_labels": {"urgent": "P1"},
             "fields": [field("reason", "choice", options=[{"key": "broken", "label": "坏了"}, {"key": "other", "label": "其他"}],
                              default_value="other", filterable=True)]}],
        "statuses": [
            {"key": "waiting_parts", "name": "待配件", "category": "on_hold", "is_default": True,
             "moves": [{"to": "checking", "comment_required": True}, {"to": "open"}], "portal_title": "等待配件", "position": 20},
            {"key": "checking", "name": "质检", "category": "open", "comment_required": True, "position": 21},
            {"key": "swap_open", "name": "换货处理", "category": "open", "type": "售后/换货", "is_default": True, "position": 22}],
        "targets": [{"priority": "urgent", "first_response_s": 600, "resolution_s": 7200}],
        "tags": [{"name": "急", "colour": "#d9480f", "description": "当天"}],
        "canned_responses": [{"title": "您好", "body": "{{requester.name}},您好", "shortcut": "nh", "category": "开头"},
                             {"title": "您好", "body": "仓库收到", "department": "仓储部"}],
        "rating_questions": [{"text": "快吗", "position": 1}, {"text": "包装好吗", "type": "售后/换货", "position": 2}],
        "views": [{"name": "坏了的", "sort": "-updated_at", "position": 3, "department": "仓储部",
                   "filter": {"status": ["checking", "on_hold"], "department": ["仓储部"], "assignee": ["me", "none", "@admin"], "type": ["售后"],
                              "priority": ["high"], "tag": ["急"], "field": {"reason": ["broken"]}}}]}


@pytest.fixture(scope="module")
def boss(server):
    client = server.sign_in()
    done = imported(client, rich_file())
    assert {each["outcome"] for each in done["settings"]} == {"added", "changed"} and not done["refusals"]
    return client


def test_the_file_has_every_kind_in_names(boss):
    file = settings(boss)
    assert all(file[each] for each in LISTS) and file["left_out"] == []
    assert [each["path"] for each in file["departments"]] == ["仓储部", "仓储部/华东\\/华南仓", "客服部"]
    assert [each["name"] for each in boss.get("/departments").expect(200).json["items"] if "/" in each["name"]] == ["华东/华南仓"]
    swap = next(each for each in file["types"] if each["path"] == "售后/换货")
    assert swap["department"] == "仓储部/华东\\/华南仓" and [each["key"] for each in swap["fields"]] == ["detail", "note"]
    assert swap["fields"][0]["shown_if"] == CLAUSE and swap["templates"][0]["fields"] == {"reason": "broken"}
    statuses = {each["key"]: each for each in file["statuses"]}
    assert statuses["waiting_parts"]["moves"] == [{"to": "checking", "comment_required": True}, {"to": "open", "comment_required": False}]
    assert not statuses["on_hold"]["is_default"] and statuses["swap_open"]["type"] == "售后/换货"
    assert file["views"][0]["filter"]["assignee"] == ["me", "none", "@admin"] and file["views"][0]["filter"]["type"] == ["售后"]


def test_nobody_and_nothing_secret_is_in_it(server, boss):
    colleague(server, boss, "geheim", name="王秘密")
    boss.post("/tokens", {"name": "token-of-mine"}).expect(201)
    boss.post("/views", {"name": "只是我的", "filter": {}, "sharing": "personal"}).expect(201)
    text = exported(boss)
    for word in ("geheim", "王秘密", "token-of-mine", "只是我的", "password", boss.get("/me").expect(200).json["user"]["id"]):
        assert word not in text, word


def test_it_can_be_compared_line_by_line(boss):
    before = exported(boss).splitlines()
    tag = next(each for each in boss.pages("/tags") if each["name"] == "急")
    boss.patch(f"/tags/{tag['id']}", {"colour": "#000000", "version": tag["version"]}).expect(200)
    after = exported(boss).splitlines()
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [('      "colour": "#d9480f",', '      "colour": "#000000",')]
    assert exported(boss) == exported(boss)


def test_importing_what_was_exported_changes_nothing(boss):
    text, log = exported(boss), boss.get("/audit?limit=1").expect(200).json["items"][0]["id"]
    comparison = compared(boss, json.loads(text))
    assert without(comparison) == [] and comparison["left_alone"] == [] and comparison["refusals"] == []
    imported(boss, json.loads(text))
    assert exported(boss) == text
    assert boss.get("/audit?limit=1").expect(200).json["items"][0]["id"] == log


def test_a_company_is_taken_to_an_empty_server(boss, new_server):
    text = exported(boss)
    there = new_server().start().sign_in()
    imported(there, json.loads(text))
    assert exported(there) == text


@pytest.mark.exhaustive
def test_the_demo_company_is_taken_to_an_empty_server(new_server):
    first = new_server()
    first.command("demo", "--tickets", "50")
    here, there = first.start().sign_in(), new_server().start().sign_in()
    text = exported(here)
    assert without(compared(here, json.loads(text))) == []
    comparison = compared(there, json.loads(text))
    assert comparison["refusals"] == [] and len(without(comparison)) > 20
    imported(there, json.loads(text))
    assert exported(there) == text


CHANGES = [
    ("company", None, "phone", "400-1"), ("portal", None, "reopen_days", 3), ("roles", "质检员", "permissions", ["tickets.read"]),
    ("departments", "仓储部", "routing", "least_load"), ("customer_attributes", "skin", "choices", ["干", "油", "混合"]),
    ("types", "售后", "priority", "low"), ("types", "售后", "department", "客服部"), ("types", "售后", "is_sensitive", True),
    ("types", "售后", "required_skills", []), ("types", "售后/换货", "number_pattern", None), ("types", "售后", "priority_labels", {"urgent": "P0"}),
    ("statuses", "checking", "name", "检查中"), ("statuses", "checking", "is_default", True), ("statuses", "waiting_parts", "moves", []),
    ("targets", "urgent", "resolution_s", 9000), ("tags", "急", "description", "马上"), ("canned_responses", "您好", "body", "嗨"),
    ("rating_questions", "快吗", "position", 9), ("views", "坏了的", "filter", {"tag": ["急"]}), ("views", "坏了的", "sort", None)]


@pytest.mark.exhaustive
@pytest.mark.parametrize(("section", "name", "member", "value"), CHANGES)
def test_each_kind_is_changed_and_told_from_what_to_what(boss, section, name, member, value):
    file = settings(boss)
    names = ("name", "path", "key", "priority", "title", "text")
    setting = file[section] if name is None else next(each for each in file[section] if any(each.get(word) == name for word in names))
    before = setting[member]
    setting[member] = value
    if member == "is_default":  # there is one in each category
        next(each for each in file["statuses"] if each["key"] == "open")["is_default"] = False
    comparison = compared(boss, {**HEAD, section: file[section]})
    told = {each["name"]: each["changes"] for each in comparison["settings"] if each["outcome"] != "same"}
    assert comparison["refusals"] == [] and len(told) == (2 if member == "is_default" else 1)
    change = told["" if name is None else next(each for each in told if each.startswith(name))]
    assert [(each["field"], each["before"]) for each in change] == [(member, before)]
    imported(boss, {**HEAD, section: file[section]})
    now = settings(boss)
    assert without(compared(boss, {**HEAD, section: now[section]})) == []
    assert without(compared(boss, file)) == []


PARTS = [("fields", "reason", "label", "为什么"), ("fields", "reason", "shown_if", {"all": [{"field": "priority", "is": ["high"]}], "any": []}),
         ("fields", "reason", "options", [{"key": "other", "label": "别的"}])]


@pytest.mark.exhaustive
@pytest.mark.parametrize(("part", "key", "member", "value"), PARTS)
def test_parts_of_a_type_are_changed_by_themselves(boss, part, key, member, value):
    types = settings(boss)["types"]
    parent = next(each for each in types if each["path"] == "售后")
    next(each for each in parent[part] if each["key"] == key)[member] = value
    done = imported(boss, {**HEAD, "types": types})
    assert without(done) == [("field", f"售后 · {key}", "changed")]
    now = next(each for each in next(each for each in settings(boss)["types"] if each["path"] == "售后")[part] if each["key"] == key)
    if member == "options":
        assert [(each["key"], each["label"]) for each in now["options"]] == [("other", "别的"), ("broken", "坏了")], "options are never taken away"
    elif member != "options":
        assert now[member] == value


def test_what_the_file_does_not_name_stays(boss):
    text = exported(boss)
    comparison = compared(boss, HEAD)
    assert comparison["settings"] == []
    assert {each["kind"] for each in comparison["left_alone"]} == {
        "company", "portal", "role", "department", "customer_attribute", "type", "status", "target", "tag", "canned_response", "rating_question", "view"}
    imported(boss, HEAD)
    assert exported(boss) == text
    only = {**HEAD, "tags": [{"name": "新", "colour": "", "description": ""}]}
    assert without(imported(boss, only)) == [("tag", "新", "added")]
    assert {"急", "新"} <= {each["name"] for each in settings(boss)["tags"]}


REFUSED = [
    ({"format": "something"}, {"format"}), ({"version": 2}, {"version"}), ({"version": 0}, {"version"}), ({"nonsense": 1}, {"nonsense"}),
    ({"tags": [{"name": "好"}, {"name": ""}]}, {"tags[1].name"}), ({"tags": [{"colour": "red"}]}, {"tags[0].name"}),
    ({"types": [{"path": "a", "department": "客服部", "fields": [field("x"), field("y", "blob")]}]}, {"types[0].fields[1].kind"})]
REFUSED_HERE = [
    ({"tags": [{"name": "好"}, {"name": "坏", "colour": "red"}]}, {"tags[1].colour"}),
    ({"roles": [{"name": "r", "permissions": ["tickets.read", "everything"]}]}, {"roles[0].permissions[1]"}),
    ({"departments": [{"path": "没有的部/一线"}]}, {"departments[0].path"}),
    ({"departments": [{"path": "/一线"}]}, {"departments[0].path"}),
    ({"types": [{"path": "a", "department": "没有的部"}]}, {"types[0].department"}),
    ({"types": [{"path": "a//b", "department": "客服部"}]}, {"types[0].path"}),
    ({"types": [{"path": "a", "department": "客服部", "number_pattern": "1{seq}"}]}, {"types[0].number_pattern"}),
    ({"types": [{"path": "a", "department": "客服部", "fields": [field("x", shown_if=CLAUSE)]}]}, {"types[0].fields[0].shown_if.all[0]"}),
    ({"types": [{"path": "a", "department": "客服部", "fields": [field("x"), field("x")]}]}, {"types[0].fields[1].key"}),
    ({"types": [{"path": "售后", "department": "仓储部", "fields": [field("reason", "number", filterable=True)]}]}, {"types[0].fields[0].kind"}),
    ({"types": [{"path": "a", "department": "客服部", "templates": [{"name": "t", "fields": {"no": 1}}]}]}, {"types[0].templates[0].fields.no"}),
    ({"statuses": [{"key": "s", "name": "s", "category": "open", "moves": [{"to": "nowhere"}]}]}, {"statuses[0].moves[0].to"}),
    ({"statuses": [{"key": "s", "name": "s", "category": "open", "type": "没有的"}]}, {"statuses[0].type"}),
    ({"statuses": [{"key": "s", "name": "s"}]}, {"statuses[0].category"}),
    ({"statuses": [{"key": "checking", "name": "质检", "category": "pending"}]}, {"statuses[0].category"}),
    ({"statuses": [{"key": "new", "name": "新建", "category": "new", "is_default": False}]}, {"statuses[0].is_default"}),
    ({"targets": [{"priority": "low", "first_response_s": 0, "resolution_s": 5}]}, {"targets[0].first_response_s"}),
    ({"canned_responses": [{"title": "t", "body": "{{what}}"}]}, {"canned_responses[0].body"}),
    ({"canned_responses": [{"title": "t", "body": "b", "department": "没有的部"}]}, {"canned_responses[0].department"}),
    ({"rating_questions": [{"text": "t", "type": "没有的"}]}, {"rating_questions[0].type"}),
    ({"views": [{"name": "v", "filter": {"assignee": ["me", "@nobody"], "department": ["没有的部"]}}]},
     {"views[0].filter.assignee[1]", "views[0].filter.department[0]"}),
    ({"views": [{"name": "v", "filter": {"status": ["nowhere"]}}]}, {"views[0].filter.status"}),
    ({"customer_attributes": [{"key": "skin", "label": "肤质", "kind": "text"}]}, {"customer_attributes[0].kind"}),
    ({"company": {"name": "x", "website": "javascript:alert(1)"}}, {"company.website"}),
    ({"portal": {"reopen_days": -1, "nudge_minutes": 1}}, {"portal.reopen_days"})]


@pytest.mark.exhaustive
@pytest.mark.parametrize(("part", "places"), REFUSED)
def test_what_is_no_file_is_refused_by_place(boss, part, places):
    for path in ("comparison", "import?compared=x"):
        answer = boss.post(f"/settings/file/{path}", {**HEAD, **part}).expect(422)
        assert {each["field"] for each in answer.json["errors"]} == places


@pytest.mark.exhaustive
@pytest.mark.parametrize(("part", "places"), REFUSED_HERE)
def test_what_cannot_be_done_is_told_by_place_and_nothing_is_done(boss, part, places):
    text = exported(boss)
    file = {**HEAD, "tags": [{"name": "一起"}], **part}
    comparison = compared(boss, file)
    assert {each["place"] for each in comparison["refusals"]} == places and all(each["message"] for each in comparison["refusals"])
    answer = imported(boss, file, status=422)
    assert {each["field"] for each in answer["errors"]} == places
    assert exported(boss) == text


def test_what_is_imported_is_what_was_shown(boss):
    file = {**HEAD, "tags": [{"name": "先看后做"}]}
    seal = compared(boss, file)["compared"]
    other = {**HEAD, "tags": [{"name": "别的"}]}
    boss.post(f"/settings/file/import?compared={seal}", other).expect(409)
    boss.post("/tags", {"name": "中间"}).expect(201)
    answer = boss.post(f"/settings/file/import?compared={seal}", file).expect(409)
    assert "Compare the file again" in answer.json["detail"]
    assert "先看后做" not in exported(boss)
    imported(boss, file)
    assert "先看后做" in exported(boss)


def test_an_import_is_in_the_audit_log_change_by_change(boss):
    file = {**HEAD, "tags": [{"name": "查得到"}], "portal": {"reopen_days": 21, "nudge_minutes": 60}}
    imported(boss, file)
    kinds = {each["kind"]: each for each in boss.get("/audit?limit=3").expect(200).json["items"]}
    assert set(kinds) == {"tag_created", "portal_changed", "settings_imported"}
    assert kinds["settings_imported"]["data"] == {"added": 1, "changed": 1} and kinds["tag_created"]["data"]["name"] == "查得到"
    assert len({each["request_id"] for each in kinds.values()}) == 1


def test_a_comparison_changes_nothing(boss):
    text, log = exported(boss), boss.get("/audit?limit=1").expect(200).json["items"][0]["id"]
    compared(boss, {**HEAD, "types": [{"path": "只是比较", "department": "客服部", "fields": [field("x")]}], "departments": [{"path": "只是比较"}]})
    assert exported(boss) == text and boss.get("/audit?limit=1").expect(200).json["items"][0]["id"] == log


def test_who_does_not_manage_settings_neither_reads_nor_imports(server, boss):
    other = colleague(server, boss, "reader")
    other.get("/settings/file").expect(403)
    other.post("/settings/file/comparison", HEAD).expect(403)
    other.post("/settings/file/import?compared=x", HEAD).expect(403)


def test_who_may_not_make_roles_is_told_so(server, boss):
    boss.post("/roles", {"name": "只管设置", "permissions": ["settings.manage"]}).expect(201)
    keeper = colleague(server, boss, "keeper", roles=["只管设置"])
    file = {**HEAD, "roles": [{"name": "更多", "permissions": ["users.manage"]}], "tags": [{"name": "可以"}]}
    assert [each["place"] for each in compared(keeper, file)["refusals"]] == ["roles[0]"]
    assert without(imported(keeper, {**HEAD, "tags": file["tags"]})) == [("tag", "可以", "added")]


def test_what_was_archived_comes_back_by_its_key(boss):
    file = {**HEAD, "types": [{"path": "回来", "department": "客服部", "fields": [field("line", help="一"), field("more")]}],
            "statuses": [{"key": "back_again", "name": "回来", "category": "pending", "position": 40}]}
    imported(boss, file)
    type_id = next(each["id"] for each in boss.get("/types").expect(200).json["items"] if each["path"] == "回来")
    boss.delete(f"/types/{type_id}/fields/line").expect(204)
    boss.delete("/statuses/back_again").expect(204)
    assert "back_again" not in exported(boss)
    file["types"][0]["fields"][0]["help"] = "二"
    file["statuses"][0]["name"] = "又回来"
    done = imported(boss, file)
    assert without(done) == [("field", "回来 · line", "added"), ("status", "back_again", "added")]
    now = settings(boss)
    assert next(each for each in now["types"] if each["path"] == "回来")["fields"][0]["help"] == "二"
    assert next(each for each in now["statuses"] if each["key"] == "back_again")["name"] == "又回来"


def test_departments_of_one_name_are_told_apart(boss, new_server):
    for name in ("双", "双", "双#2", "a\\b", "a\\#2"):
        add_department(boss, name)
    paths = [each["path"] for each in settings(boss)["departments"]]
    assert {"双", "双#2", "双\\#2", "a\\\\b", "a\\\\\\#2"} <= set(paths) and len(set(paths)) == len(paths)
    there = new_server().start().sign_in()
    imported(there, {**HEAD, "departments": settings(boss)["departments"]})
    assert settings(there)["departments"] == settings(boss)["departments"]


def test_what_belongs_to_something_archived_is_left_out_and_said(boss):
    gone = add_department(boss, "要走的")
    boss.post("/views", {"name": "它的", "filter": {"department_id": [gone]}, "sharing": "everyone"}).expect(201)
    boss.post("/canned-responses", {"title": "它的话", "body": "x", "sharing": "department", "department_id": gone}).expect(201)
    boss.delete(f"/departments/{gone}").expect(204)
    file = settings(boss)
    assert [each["setting"] for each in file["left_out"]] == ["canned response 它的话", "view 它的"]
    assert "它的" not in json.dumps([file["views"], file["canned_responses"]], ensure_ascii=False)


def test_the_company_is_what_customers_see(server, admin):
    known = {"name": "小满优选", "phone": "400-820-8820 转 1", "website": "https://www.example.com/help?a=b"}
    assert admin.put("/settings/company", known).expect(200).json == known
    assert admin.get("/settings/company").expect(200).json == known
    assert server.client().get("/api/v1/portal/company").expect(200).json == known
    event = admin.get("/audit?kind=company_changed&limit=1").expect(200).json["items"][0]["data"]
    assert event["after"] == known
    admin.put("/settings/company", known).expect(200)
    assert admin.get("/audit?kind=company_changed&limit=1").expect(200).json["items"][0]["data"] == event
    for site in ("shop", "javascript:alert(1)", "https://", "https://a b", 'https://a"b', "https://a\nb", "ftp://a"):
        answer = admin.put("/settings/company", {**known, "website": site}).expect(422)
        assert [each["field"] for each in answer.json["errors"]] == ["website"], site
    colleague(server, admin, "reader").put("/settings/company", known).expect(403)
    server.client().get("/settings/company").expect(401)


def test_many_settings_are_imported_in_one_unit(new_server):
    there = new_server().start().sign_in()
    file = {**HEAD, "tags": [{"name": f"标签{n}"} for n in range(500)],
            "canned_responses": [{"title": f"回复{n}", "body": "好" * 10_000} for n in range(200)],
            "types": [{"path": f"类型{n}", "department": "客服部", "fields": [field(f"f{m}") for m in range(5)]} for n in range(60)]}
    done = imported(there, file)
    assert len(done["settings"]) == 500 + 200 + 60 * 6 and not done["refusals"]
    assert without(compared(there, copy.deepcopy(file))) == []
    assert own_department(there)
