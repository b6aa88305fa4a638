// JSON of described types. Boost.JSON 1.81's own reader of described types refuses a missing
// optional and any extra key and names no field (docs/adr), so reading is done here: every wrong
// field is collected with its path, absent keys keep the value that was there, unknown keys are
// refused. Thread-safe; parse limits depth to 32.
#pragma once
#include "base/error.h"
#include "base/reflect.h"
#include <boost/json.hpp>
#include <limits>

namespace baton {

namespace json = boost::json;

// Throws Error::malformed. Refuses broken UTF-8, duplicate-free objects are not demanded (last wins).
json::value parse_json(std::string_view text);

template <class T> json::value to_json(T const& v) {
    if constexpr (std::same_as<T, json::value>) return v;
    else if constexpr (std::same_as<T, json::object>) return v;
    else if constexpr (Described<T>) {
        json::object o;
        o.reserve(field_count<T>);
        for_each_field<T>([&](std::string_view name, auto member) {
            if constexpr (is_maybe<std::remove_cvref_t<decltype(v.*member)>>) {
                if (!(v.*member)) return;
            }
            o.emplace(name, to_json(v.*member));
        });
        return o;
    } else if constexpr (DescribedEnum<T>) return json::value(name_of(v));
    else if constexpr (is_optional<T>) return v ? to_json(*v) : json::value(nullptr);
    else if constexpr (is_vector<T>) {
        json::array a;
        a.reserve(v.size());
        for (auto const& element : v) a.push_back(to_json(element));
        return a;
    } else if constexpr (is_map<T>) {
        json::object o;
        for (auto const& [key, value] : v) o.emplace(key, to_json(value));
        return o;
    } else if constexpr (is_id<T>) return json::value(std::to_string(v.value));
    else if constexpr (std::same_as<T, Timestamp>) return json::value(to_rfc3339(v));
    else if constexpr (std::same_as<T, bool>) return json::value(v);
    else if constexpr (std::integral<T>) return json::value(std::int64_t(v));
    else if constexpr (std::floating_point<T>) return json::value(double(v));
    else return json::value(std::string_view(v));
}

template <class T> std::string to_json_text(T const& v) { return json::serialize(to_json(v)); }

inline constexpr std::size_t most_problems = 100;

inline std::string join_path(std::string const& path, std::string_view name) {
    return path.empty() ? std::string(name) : path + "." + std::string(name);
}

// A type may narrow its fields further with `void check(T const&, Problems&)`, found by ADL.
class Problems {
public:
    // A field is named once, by the first thing wrong with it; after `most_problems` the rest is left out.
    void add(std::string field, std::string message);
    // Runs a check that may throw Error::invalid and keeps what it found, as being below this path.
    template <class F> void take(F check, std::string const& path = "") {
        try {
            check();
        } catch (Error const& e) {
            if (e.code != ErrorCode::invalid || e.errors.empty()) throw;
            for (auto const& error : e.errors) add(join_path(path, error.field), error.message);
        }
    }
    bool has(std::string_view field) const;
    bool empty() const { return errors_.empty(); }
    // Throws Error::invalid with all of them when there are any.
    void raise() const {
        if (!errors_.empty()) throw Error(errors_);
    }

private:
    std::vector<FieldError> errors_;
};

// Must the key be there when a new value is read? Ids and texts with a minimum have no default.
template <class T> inline constexpr bool is_required = is_id<T>;
template <std::size_t Min, std::size_t Max> inline constexpr bool is_required<Text<Min, Max>> = (Min > 0);

enum class Reading { whole, patch }; // whole: required keys must be present

namespace detail {

std::string wrong_type(char const* expected);
// Adds a problem and returns false unless `text` has min..max code points, no NUL and, if min > 0, is not blank.
bool check_text(std::string_view text, std::size_t min, std::size_t max, std::string const& path, Problems&);

template <class T> void read_object(json::value const& j, T& out, std::string const& path, Reading, Problems&);

} // namespace detail

template <class T>
void from_json(json::value const& j, T& out, std::string const& path, Reading reading, Problems& problems) {
    auto const wrong = [&](char const* expected) { problems.add(path, detail::wrong_type(expected)); };
    if constexpr (std::same_as<T, json::value>) out = j;
    else if constexpr (std::same_as<T, json::object>) {
        if (auto const* o = j.if_object()) out = *o;
        else wrong("an object");
    } else if constexpr (Described<T>) detail::read_object(j, out, path, reading, problems);
    else if constexpr (DescribedEnum<T>) {
        auto const* s = j.if_string();
        auto const e = s ? enum_from<T>(*s) : std::nullopt;
        if (e) out = *e;
        else problems.add(path, "must be one of " + names_of<T>());
    } else if constexpr (is_optional<T>) {
        if (j.is_null()) {
            out.reset();
            return;
        }
        typename T::value_type value{};
        from_json(j, value, path, reading, problems);
        out = std::move(value);
    } else if constexpr (is_vector<T>) {
        auto const* a = j.if_array();
        if (!a) return wrong("a list");
        T values(a->size());
        for (std::size_t i = 0; i < values.size(); ++i)
            from_json((*a)[i], values[i], path + "[" + std::to_string(i) + "]", reading, problems);
        out = std::move(values);
    } else if constexpr (is_map<T>) {
        auto const* o = j.if_object();
        if (!o) return wrong("an object");
        T values;
        for (auto const& kv : *o) from_json(kv.value(), values[kv.key()], join_path(path, kv.key()), reading, problems);
        out = std::move(values);
    } else if constexpr (is_id<T>) {
        auto const* s = j.if_string();
        auto const id = s ? parse_id(*s) : std::nullopt;
        if (id) out.value = *id;
        else problems.add(path, "must be an id, a string of digits");
    } else if constexpr (std::same_as<T, Timestamp>) {
        auto const* s = j.if_string();
        auto const t = s ? from_rfc3339(*s) : std::nullopt;
        if (t) out = *t;
        else problems.add(path, "must be a time such as 2026-11-21T08:30:00+08:00");
    } else if constexpr (std::same_as<T, bool>) {
        if (auto const* b = j.if_bool()) out = *b;
        else wrong("true or false");
    } else if constexpr (std::integral<T>) {
        boost::system::error_code error;
        auto const n = j.to_number<T>(error);
        if (j.is_number() && !error) out = n;
        else
            problems.add(path, "must be a whole number from " + std::to_string(std::numeric_limits<T>::min()) + " to " +
                                   std::to_string(std::numeric_limits<T>::max()));
    } else if constexpr (std::floating_point<T>) {
        boost::system::error_code error;
        auto const n = j.to_number<double>(error);
        if (j.is_number() && !error) out = T(n);
        else wrong("a number");
    } else {
        auto const* s = j.if_string();
        if (!s) return wrong("text");
        if constexpr (is_text<T>) {
            if (detail::check_text(*s, T::min, T::max, path, problems)) out.assign(s->begin(), s->end());
        } else if (detail::check_text(*s, 0, 1'000'000, path, problems)) out.assign(s->begin(), s->end());
    }
}

namespace detail {

template <class T>
void read_object(json::value const& j, T& out, std::string const& path, Reading reading, Problems& problems) {
    auto const* o = j.if_object();
    if (!o) return problems.add(path, wrong_type("an object"));
    std::size_t used = 0;
    for_each_field<T>([&](std::string_view name, auto member) {
        using Member = std::remove_cvref_t<decltype(out.*member)>;
        auto const it = o->find(name);
        if (it != o->end()) {
            ++used;
            from_json(it->value(), out.*member, join_path(path, name), reading, problems);
        } else if (is_required<Member> && reading == Reading::whole) problems.add(join_path(path, name), "is required");
    });
    if (used != o->size())
        for (auto const& kv : *o) {
            bool known = false;
            for_each_field<T>(
                [&](std::string_view name, auto) { known = known || name == std::string_view(kv.key()); });
            if (!known) problems.add(join_path(path, kv.key()), "unknown field");
        }
    if constexpr (requires { check(out, problems); }) {
        if (path.empty()) check(out, problems);
    }
}

} // namespace detail

// Reads a new value: defaults for absent keys, required keys demanded. Throws Error::invalid.
template <class T> T read_json(json::value const& j) {
    T out{};
    Problems problems;
    from_json(j, out, "", Reading::whole, problems);
    problems.raise();
    return out;
}

// Reads over a stored value: absent keys keep it. Throws Error::invalid, `out` is then unspecified.
template <class T> void patch_json(json::value const& j, T& out) {
    Problems problems;
    from_json(j, out, "", Reading::patch, problems);
    problems.raise();
}

// The fields in which two values differ, for the event log.
struct Change {
    std::string field;
    json::value before, after;
};

template <Described T> std::vector<Change> diff(T const& a, T const& b) {
    std::vector<Change> changes;
    for_each_field<T>([&](std::string_view name, auto member) {
        if (!(a.*member == b.*member)) changes.push_back({std::string(name), to_json(a.*member), to_json(b.*member)});
    });
    return changes;
}

} // namespace baton
