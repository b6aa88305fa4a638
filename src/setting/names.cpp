#include "setting/names.h"

#include "department/service.h"
#include "type/service.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

// Where "#2" at the end of a name begins; npos when there is none.
std::size_t number_at(std::string_view name) {
    auto const last = name.find_last_not_of("0123456789");
    bool const is_number = last != std::string_view::npos && name[last] == '#' && last + 1 < name.size();
    return is_number ? last : std::string_view::npos;
}

// By id: its name, and its number when it is not the first that is called so where it stands.
std::map<DepartmentId, std::string> own_names(std::vector<Department> const& all) {
    std::map<std::pair<std::optional<DepartmentId>, std::string>, int> times;
    std::map<DepartmentId, std::string> names;
    for (auto const& d : all) { // by id
        auto const name = written_in_path(d.name);
        auto const time = ++times[{d.parent_id, d.name}];
        names[d.id] = time == 1 ? name : fmt::format("{}#{}", name, time);
    }
    return names;
}

std::string whole_path(std::map<DepartmentId, Department const*> const& all,
                       std::map<DepartmentId, std::string> const& names, Department const& d) {
    auto path = names.at(d.id);
    auto above = d.parent_id;
    while (above && all.contains(*above)) {
        path = names.at(*above) + "/" + path;
        above = all.at(*above)->parent_id;
    }
    return path;
}

// The last / that is no part of a name.
std::size_t last_stroke(std::string const& path) {
    auto last = std::string::npos;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '\\') ++i;
        else if (path[i] == '/') last = i;
    }
    return last;
}

bool is_escaped(std::string_view written, std::size_t at) {
    std::size_t strokes = 0;
    while (strokes < at && written[at - 1 - strokes] == '\\') ++strokes;
    return strokes % 2 == 1;
}

std::string as_called(std::string_view written) {
    std::string name;
    auto const number = number_at(written);
    if (number != std::string_view::npos && !is_escaped(written, number)) written = written.substr(0, number);
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (written[i] == '\\' && i + 1 < written.size()) ++i;
        name += written[i];
    }
    return name;
}

} // namespace

std::string written_in_path(std::string_view name) {
    std::string written;
    auto const number = number_at(name);
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == '\\' || name[i] == '/' || i == number) written += '\\';
        written += name[i];
    }
    return written;
}

DepartmentPlace place_of_department(std::string const& path) {
    auto const stroke = last_stroke(path);
    bool const is_below = stroke != std::string::npos;
    DepartmentPlace place{is_below ? path.substr(0, stroke) : "", as_called(is_below ? path.substr(stroke + 1) : path)};
    if (place.name.empty() || (is_below && place.above.empty()))
        throw Error(ErrorCode::invalid, "path", "must be names with single strokes between them, such as 客服部/一线");
    return place;
}

Names::Names(Tx& tx) {
    auto const all = all_departments(tx);
    auto const names = own_names(all);
    std::map<DepartmentId, Department const*> by_id;
    for (auto const& d : all) by_id[d.id] = &d;
    for (auto const& d : all) {
        auto const path = whole_path(by_id, names, d);
        departments_.emplace(d.id, path);
        department_ids_.emplace(path, d.id);
    }
    for (auto const& type : all_types(tx)) {
        types_.emplace(type.id, type.path);
        type_ids_.emplace(type.path, type.id);
    }
}

std::optional<std::string> Names::path_of(DepartmentId id) const {
    auto const it = departments_.find(id);
    return it == departments_.end() ? std::nullopt : std::optional(it->second);
}

std::optional<std::string> Names::path_of(TypeId id) const {
    auto const it = types_.find(id);
    return it == types_.end() ? std::nullopt : std::optional(it->second);
}

DepartmentId Names::department(std::string const& path, std::string const& field) const {
    auto const it = department_ids_.find(path);
    if (it != department_ids_.end()) return it->second;
    throw Error(ErrorCode::invalid, field, fmt::format("There is no department {}.", path));
}

TypeId Names::type(std::string const& path, std::string const& field) const {
    auto const it = type_ids_.find(path);
    if (it != type_ids_.end()) return it->second;
    throw Error(ErrorCode::invalid, field, fmt::format("There is no ticket type {}.", path));
}

} // namespace baton
