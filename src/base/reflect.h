// Compile-time walk over described structs and enums. JSON, SQL columns, OpenAPI and the web's
// types all follow from one DESCRIBE; nothing else names a field twice.
#pragma once
#include "base/id.h"
#include "base/text.h"
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace baton {

template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;

template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;
// An optional whose key is left out of JSON when absent, instead of being null.
template <class T> struct Maybe : std::optional<T> {
    using std::optional<T>::optional;
    using std::optional<T>::operator=;
    bool operator==(Maybe const& other) const { return std::optional<T>(*this) == std::optional<T>(other); }
};
template <class T> inline constexpr bool is_optional<Maybe<T>> = true;
template <class T> inline constexpr bool is_maybe = false;
template <class T> inline constexpr bool is_maybe<Maybe<T>> = true;

template <class T> inline constexpr bool is_vector = false;
template <class T> inline constexpr bool is_vector<std::vector<T>> = true;
template <class T> inline constexpr bool is_map = false;
template <class T> inline constexpr bool is_map<std::map<std::string, T>> = true;
template <class T> inline constexpr bool is_id = false;
template <class Tag> inline constexpr bool is_id<Id<Tag>> = true;
template <class T> inline constexpr bool is_text = false;
template <std::size_t Min, std::size_t Max> inline constexpr bool is_text<Text<Min, Max>> = true;

namespace detail {

// Converts to anything, so that T{Anything, Anything, …} tells how many members an aggregate has.
struct Anything {
    template <class T> operator T() const;
};
template <class T, std::size_t... I> constexpr bool takes(std::index_sequence<I...>) {
    return requires { T{(void(I), Anything{})...}; };
}
template <class T, std::size_t N = 0> consteval std::size_t member_count() {
    if constexpr (takes<T>(std::make_index_sequence<N + 1>{})) return member_count<T, N + 1>();
    else return N;
}
template <class T> consteval std::size_t described_count() {
    using namespace boost;
    return mp11::mp_size<describe::describe_members<T, describe::mod_public>>::value +
           mp11::mp_size<describe::describe_bases<T, describe::mod_any_access>>::value;
}

} // namespace detail

// BOOST_DESCRIBE_STRUCT, which also does not compile when a member was forgotten
// (tools/check_describe.py says which one). At most 52 members.
#define DESCRIBE(T, BASES, MEMBERS)                                                                                    \
    BOOST_DESCRIBE_STRUCT(T, BASES, MEMBERS)                                                                           \
    static_assert(::baton::detail::member_count<T>() == ::baton::detail::described_count<T>(),                         \
                  #T ": a member is missing from its DESCRIBE list")

// BOOST_DEFINE_ENUM_CLASS for lists that grow: that one takes 52 words at most, this one 256.
#define BATON_RESCAN(...) BATON_RESCAN_64(BATON_RESCAN_64(BATON_RESCAN_64(BATON_RESCAN_64(__VA_ARGS__))))
#define BATON_RESCAN_64(...) BATON_RESCAN_16(BATON_RESCAN_16(BATON_RESCAN_16(BATON_RESCAN_16(__VA_ARGS__))))
#define BATON_RESCAN_16(...) BATON_RESCAN_4(BATON_RESCAN_4(BATON_RESCAN_4(BATON_RESCAN_4(__VA_ARGS__))))
#define BATON_RESCAN_4(...) BATON_RESCAN_1(BATON_RESCAN_1(BATON_RESCAN_1(BATON_RESCAN_1(__VA_ARGS__))))
#define BATON_RESCAN_1(...) __VA_ARGS__
#define BATON_EMPTY()
#define BATON_LATER(name) name BATON_EMPTY()
#define BATON_ENUM_WORDS_MACRO() BATON_ENUM_WORDS
#define BATON_ENUM_WORDS(E, word, ...)                                                                                 \
    BOOST_DESCRIBE_ENUM_ENTRY(E, word) __VA_OPT__(BATON_LATER(BATON_ENUM_WORDS_MACRO)()(E, __VA_ARGS__))
#define DEFINE_LONG_ENUM_CLASS(E, ...)                                                                                 \
    enum class E { __VA_ARGS__ };                                                                                      \
    BOOST_DESCRIBE_MAYBE_UNUSED BOOST_DESCRIBE_ENUM_BEGIN(E) BATON_RESCAN(BATON_ENUM_WORDS(E, __VA_ARGS__))            \
        BOOST_DESCRIBE_ENUM_END(E)

// f(name, member pointer) for every member, those of bases first.
template <Described T, class F> constexpr void for_each_field(F&& f) {
    using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<Members>([&](auto d) { f(std::string_view(d.name), d.pointer); });
}

template <Described T>
inline constexpr std::size_t field_count = boost::mp11::mp_size<
    boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>::value;

// The enumerator's word. C++ keywords carry a trailing underscore that is no part of it: new_ → "new".
template <DescribedEnum E> std::string_view name_of(E e) {
    std::string_view name = boost::describe::enum_to_string(e, "?");
    if (name.ends_with('_')) name.remove_suffix(1);
    return name;
}

template <DescribedEnum E, class F> void for_each_value(F&& f) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) { f(d.value); });
}

template <DescribedEnum E> std::optional<E> enum_from(std::string_view name) {
    std::optional<E> found;
    for_each_value<E>([&](E e) {
        if (name_of(e) == name) found = e;
    });
    return found;
}

// "a, b, c": for messages that list what would have been right.
template <DescribedEnum E> std::string names_of() {
    std::string all;
    for_each_value<E>([&](E e) { (all += all.empty() ? "" : ", ") += name_of(e); });
    return all;
}

} // namespace baton
