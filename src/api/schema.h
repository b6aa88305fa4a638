// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of described types. Structs become named
// components; the limits in Text<…> and the words of enums are part of it.
#pragma once
#include "api/call.h"
#include <boost/core/demangle.hpp>
#include <typeinfo>

namespace baton::api {

// The components collected while routes are described.
struct SchemaBook {
    json::object components;
};

// in: keys with a default may be left out. out: every key is there (but Maybe). patch: all optional.
enum class Direction { in, out, patch };

// "baton::TicketView" → "TicketView", "Page<baton::X>" → "PageOfX".
std::string schema_name(std::string const& demangled);

template <class T> json::value schema_of(SchemaBook&, Direction);

namespace detail {

json::value nullable(json::value schema);

template <class T> json::value component(SchemaBook& book, Direction direction) {
    auto name = schema_name(boost::core::demangle(typeid(T).name()));
    if (direction == Direction::patch) name += "Patch";
    json::value const reference = {{"$ref", "#/components/schemas/" + name}};
    if (book.components.contains(name)) return reference;
    book.components[name] = json::object(); // stops recursion
    json::object properties;
    json::array required;
    for_each_field<T>([&](std::string_view field, auto member) {
        using Member = std::remove_cvref_t<decltype(std::declval<T&>().*member)>;
        properties[field] = schema_of<Member>(book, direction);
        bool const must =
            direction == Direction::out ? !is_maybe<Member> : direction == Direction::in && is_required<Member>;
        if (must) required.push_back(json::value(field));
    });
    if (direction == Direction::patch) properties["version"] = {{"type", "integer"}};
    json::object schema = {{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) schema["required"] = std::move(required);
    if (direction != Direction::out) schema["additionalProperties"] = false;
    book.components[name] = std::move(schema);
    return reference;
}

} // namespace detail

template <class T> json::value schema_of(SchemaBook& book, Direction direction) {
    if constexpr (is_patch<T>) return schema_of<typename T::Editable>(book, Direction::patch);
    else if constexpr (std::same_as<T, json::value>) return json::object();
    else if constexpr (std::same_as<T, json::object>) return {{"type", "object"}, {"additionalProperties", true}};
    else if constexpr (Described<T>) return detail::component<T>(book, direction);
    else if constexpr (DescribedEnum<T>) {
        json::array words;
        for_each_value<T>([&](T e) { words.push_back(json::value(name_of(e))); });
        return {{"type", "string"}, {"enum", std::move(words)}};
    } else if constexpr (is_maybe<T>) return schema_of<typename T::value_type>(book, direction);
    else if constexpr (is_optional<T>) return detail::nullable(schema_of<typename T::value_type>(book, direction));
    else if constexpr (is_vector<T>)
        return {{"type", "array"}, {"items", schema_of<typename T::value_type>(book, direction)}};
    else if constexpr (is_map<T>)
        return {{"type", "object"}, {"additionalProperties", schema_of<typename T::mapped_type>(book, direction)}};
    else if constexpr (is_id<T>) return {{"type", "string"}, {"pattern", "^[1-9][0-9]{0,18}$"}};
    else if constexpr (std::same_as<T, Timestamp>) return {{"type", "string"}, {"format", "date-time"}};
    else if constexpr (std::same_as<T, bool>) return {{"type", "boolean"}};
    else if constexpr (std::integral<T>) return {{"type", "integer"}};
    else if constexpr (std::floating_point<T>) return {{"type", "number"}};
    else if constexpr (is_text<T>) return {{"type", "string"}, {"minLength", T::min}, {"maxLength", T::max}};
    else return {{"type", "string"}};
}

} // namespace baton::api
