// What a route's handler receives: who asks, when, and the checked parts of the request.
#pragma once
#include "base/json.h"
#include "http/message.h"
#include "user/actor.h"

namespace baton::api {

struct None {};
BOOST_DESCRIBE_STRUCT(None, (), ())

// The body of a PATCH: changes to the editable part T of something stored, and the version they
// were made against (If-Match or "version"; one of the two must be given).
template <class T> struct Patch {
    using Editable = T;
    json::object changes;
    std::int64_t version = 0;
};
template <class T> inline constexpr bool is_patch = false;
template <class T> inline constexpr bool is_patch<Patch<T>> = true;

template <class Body = None, class Query = None, class Path = None> struct Call {
    using BodyType = Body;
    using QueryType = Query;
    using PathType = Path;

    Actor actor;
    Timestamp now;
    Body body{};
    Query query{};
    Path path{};
    http::Request const* request = nullptr; // for the few who need an address or a header
    std::shared_ptr<http::Upload> upload;   // routes with an upload only
};

// A result with more than a body: headers, or another status than the row's.
template <class T> struct Reply {
    T value;
    std::vector<http::Header> headers;
    std::optional<int> status;
};
template <class T> inline constexpr bool is_reply = false;
template <class T> inline constexpr bool is_reply<Reply<T>> = true;

// Where a list by id goes on; absent at its beginning.
template <class I> std::optional<I> id_cursor(std::optional<std::string> const& text) {
    if (!text) return std::nullopt;
    auto const id = parse_id(*text);
    if (!id) throw Error(ErrorCode::malformed, "The cursor is not one of ours.");
    return I{*id};
}

// Of rows asked for with one more than the page holds: drops that one, and says where the next page begins.
template <class Row> std::optional<std::string> cut_page(std::vector<Row>& rows, int limit) {
    if (int(rows.size()) <= limit) return std::nullopt;
    rows.pop_back();
    return std::to_string(rows.back().id.value);
}

template <class T> struct Page {
    std::vector<T> items;
    std::optional<std::string> next_cursor;
    BOOST_DESCRIBE_CLASS(Page, (), (items, next_cursor), (), ())
};

inline constexpr int default_limit = 50, max_limit = 200;

// Done for every query that has a limit.
inline void check_limit(std::optional<std::int64_t> asked, Problems& problems) {
    if (asked && (*asked < 1 || *asked > max_limit)) problems.add("limit", "must be from 1 to 200");
}

inline int page_limit(std::optional<std::int64_t> asked) { return int(asked.value_or(default_limit)); }

struct IdPath {
    std::string id; // digits, or a ticket number where the route says so
};
DESCRIBE(IdPath, (), (id));

// The id in a path; anything else is simply not there.
template <class I> I path_id(std::string const& text) {
    auto const id = parse_id(text);
    if (!id) throw Error(ErrorCode::not_found, "There is nothing with this id.");
    return I{*id};
}

} // namespace baton::api
