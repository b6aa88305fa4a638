#include "setting/setting.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

std::string shared_name(std::string const& name, std::optional<SettingPath> const& department) {
    return department ? fmt::format("{} ({})", name, std::string(*department)) : name;
}

void indent(std::string& out, int depth) { out.append(std::size_t(depth) * 2, ' '); }

void write(std::string& out, json::value const& v, int depth);

void write_object(std::string& out, json::object const& o, int depth) {
    out += "{\n";
    for (auto const& each : o) {
        indent(out, depth + 1);
        out += json::serialize(json::string(each.key())) + ": ";
        write(out, each.value(), depth + 1);
        out += &each == &*std::prev(o.end()) ? "\n" : ",\n";
    }
    indent(out, depth);
    out += "}";
}

void write_array(std::string& out, json::array const& a, int depth) {
    out += "[\n";
    for (std::size_t i = 0; i < a.size(); ++i) {
        indent(out, depth + 1);
        write(out, a[i], depth + 1);
        out += i + 1 < a.size() ? ",\n" : "\n";
    }
    indent(out, depth);
    out += "]";
}

void write(std::string& out, json::value const& v, int depth) {
    if (auto const* o = v.if_object(); o && !o->empty()) write_object(out, *o, depth);
    else if (auto const* a = v.if_array(); a && !a->empty()) write_array(out, *a, depth);
    else out += json::serialize(v);
}

// What a form holds comes in the order it was once sent in.
void sort_members(json::value& v) {
    auto* o = v.if_object();
    if (!o) return;
    std::map<std::string, json::value> sorted;
    for (auto& each : *o) sorted.emplace(each.key(), each.value());
    o->clear();
    for (auto& [key, value] : sorted) o->emplace(key, std::move(value));
}

} // namespace

void check(SettingsFile const& file, Problems& problems) {
    if (!problems.has("format") && file.format != settings_format)
        problems.add("format", fmt::format("must be {}: this is no file of settings", settings_format));
    if (file.version < 1) problems.add("version", "must be from 1 on");
    if (file.version > settings_version)
        problems.add("version", "The file comes from a newer program than this one. Upgrade this one first.");
}

std::string text_of(SettingsFile const& file) {
    auto whole = to_json(file);
    for (auto& type : whole.as_object()["types"].as_array())
        for (auto& each : type.as_object()["templates"].as_array()) sort_members(each.as_object()["fields"]);
    std::string out;
    write(out, whole, 0);
    return out + "\n";
}

std::string setting_name(RoleFields const& s) { return s.name; }
std::string setting_name(DepartmentSetting const& s) { return s.path; }
std::string setting_name(NewAttribute const& s) { return s.key; }
std::string setting_name(TypeSetting const& s) { return s.path; }
std::string setting_name(NewField const& s) { return s.key; }
std::string setting_name(TicketTemplateFields const& s) { return s.name; }
std::string setting_name(StatusSetting const& s) { return s.key; }
std::string setting_name(SlaTarget const& s) { return std::string(name_of(s.priority)); }
std::string setting_name(TagFields const& s) { return s.name; }
std::string setting_name(ReplySetting const& s) { return shared_name(s.title, s.department); }
std::string setting_name(QuestionSetting const& s) {
    return s.type ? fmt::format("{} ({})", std::string(s.text), std::string(*s.type)) : std::string(s.text);
}
std::string setting_name(ViewSetting const& s) { return shared_name(s.name, s.department); }

} // namespace baton
