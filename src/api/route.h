// A route is one row: method, path, who may, request type, response type, handler. Validation,
// OpenAPI and the web's types all follow from the rows. Three ways to run:
//   read   handler(Tx&, call) over a snapshot
//   write  handler(Tx&, call) as a unit of work; answered after its commit; may run twice
//   direct handler(call) on a worker thread, for what must wait (password hashing, files)
#pragma once
#include "api/access.h"
#include "api/schema.h"
#include "sighting/sighting.h"

namespace baton::api {

enum class Mode { read, write, direct };

// The parts of a request before they are typed.
struct Incoming {
    Actor actor;
    Timestamp now;
    std::shared_ptr<http::Request const> request;
    std::shared_ptr<http::Upload> upload;
    std::vector<std::pair<std::string, std::string>> query;
    std::vector<std::pair<std::string, std::string>> path;
};

// What goes back before it is text. `raw` is set by routes that answer with a file.
struct Outgoing {
    int status = 200;
    json::value body;
    bool has_body = false;
    std::optional<std::int64_t> version; // becomes the ETag
    std::vector<http::Header> headers;
    std::shared_ptr<http::Response> raw;
};

// One request on its way through a route: parsed when made, run once or more, then rendered.
class Operation {
public:
    virtual ~Operation() = default;
    // Once, before the unit of work of a write: what is too slow for one. A body for which the slice has a prepare().
    virtual void prepare() = 0;
    virtual void run(Tx*) = 0;     // null for direct routes
    virtual Outgoing finish() = 0; // after a successful run; any thread
    // What a replay answers when that is less than finish(): a result with secrets, for which the slice has a
    // hide_secrets(), shows them once and is kept without. To be called before finish().
    virtual std::optional<Outgoing> finish_for_replay() = 0;
};

struct Route {
    http::Method method{};
    std::string path; // "/tickets/{id}", below /api/v1
    Mode mode{};
    Access access{};
    int status = 200;
    std::string summary;
    Sees sees = Sees::undeclared;
    // Throws Error::invalid and the like.
    std::function<std::unique_ptr<Operation>(Incoming)> make;
    // Fills an OpenAPI operation object.
    std::function<void(SchemaBook&, json::object& operation)> describe;
    // Set on routes that take a file: what to do with the body of a request to this tenant.
    std::function<http::BodyPlan(http::Request const&, TenantId)> plan;
    // Also for someone whose password was set by an administrator and must be changed first.
    bool before_password_change = false;
    // Set on routes that show one object: what their {id} means, asked after the handler found it in sight. The
    // caller's sighting is stored before he is answered; ?purpose= says why he looks.
    using Shown = std::function<std::optional<Seen>(Tx&, Actor const&, std::string const& id)>;
    Shown shown;
    Route& viewing(Shown f) { return shown = std::move(f), *this; }
};

namespace detail {

std::int64_t expected_version(http::Request const&, json::object& changes, Problems&);
json::value body_json(http::Request const&);
// "field.color=red" becomes {"field": {"color": ["red"]}}. True.
bool put_below(json::object&, std::string_view name, std::string_view key, std::string const& text);

// A query or path value as the JSON that its field's type expects.
template <class T> json::value json_of_text(std::string const& text) {
    if constexpr (is_optional<T>) return json_of_text<typename T::value_type>(text);
    else if constexpr (std::same_as<T, bool>)
        return text == "true" ? json::value(true) : text == "false" ? json::value(false) : json::value(text);
    else if constexpr (std::integral<T>) {
        auto const n = text.starts_with('-') ? std::nullopt
                       : text == "0"         ? std::optional<std::int64_t>(0)
                                             : parse_id(text);
        return n ? json::value(*n) : json::value(text);
    } else return json::value(text);
}

template <class Q> Q read_pairs(std::vector<std::pair<std::string, std::string>> const& pairs) {
    json::object o;
    for (auto const& [key, text] : pairs) {
        bool known = false;
        for_each_field<Q>([&](std::string_view name, auto member) {
            using Member = std::remove_cvref_t<decltype(std::declval<Q&>().*member)>;
            if constexpr (is_map<Member>)
                if (key.starts_with(std::string(name) + ".")) known = put_below(o, name, key, text);
            if (name != key) return;
            known = true;
            if constexpr (is_vector<Member>) {
                auto& list = o.emplace(name, json::array()).first->value().as_array();
                list.push_back(json_of_text<typename Member::value_type>(text));
            } else o[name] = json_of_text<Member>(text);
        });
        if (!known) o[key] = text; // reported as unknown by read_json
    }
    Q out{};
    Problems problems;
    from_json(json::value(o), out, "", Reading::whole, problems);
    if constexpr (requires { out.limit; }) check_limit(out.limit, problems);
    problems.raise();
    return out;
}

template <class B> B read_body(http::Request const& request) {
    if constexpr (std::same_as<B, None>) return {};
    else if constexpr (is_patch<B>) {
        B patch;
        patch.changes = body_json(request).as_object();
        Problems problems;
        patch.version = expected_version(request, patch.changes, problems);
        typename B::Editable trial{}; // shape errors are found here, before anything is loaded
        from_json(json::value(patch.changes), trial, "", Reading::patch, problems);
        problems.raise();
        return patch;
    } else return read_json<B>(body_json(request));
}

template <class R> void put_result(R& result, Outgoing& out) {
    if constexpr (is_reply<R>) {
        out.headers = std::move(result.headers);
        if (result.status) out.status = *result.status;
        put_result(result.value, out);
    } else if constexpr (std::same_as<R, http::Response>) out.raw = std::make_shared<http::Response>(std::move(result));
    else if constexpr (!std::same_as<R, None>) {
        out.body = to_json(result);
        out.has_body = true;
        if constexpr (requires {
                          { result.version } -> std::convertible_to<std::int64_t>;
                      })
            out.version = result.version;
    }
}

// Outside the class, whose member of the same name would hide the slice's.
template <class B> void prepare_body(B& body) { prepare(body); }
template <class B> inline constexpr bool is_prepared = requires(B& body) { prepare(body); };

template <class F, class C, class R> class TypedOperation : public Operation {
public:
    TypedOperation(F const& f, Incoming in, int status) : f_(f), request_(std::move(in.request)), status_(status) {
        call_.path = read_pairs<typename C::PathType>(in.path);
        call_.query = read_pairs<typename C::QueryType>(in.query);
        call_.body = read_body<typename C::BodyType>(*request_);
        call_.actor = std::move(in.actor);
        call_.now = in.now;
        call_.upload = std::move(in.upload);
        call_.request = request_.get();
    }
    void prepare() override {
        if constexpr (is_prepared<typename C::BodyType>) prepare_body(call_.body);
    }
    void run([[maybe_unused]] Tx* tx) override {
        if constexpr (std::is_invocable_v<F const&, Tx&, C const&>) result_.emplace(f_(*tx, call_));
        else result_.emplace(f_(call_));
    }
    std::optional<Outgoing> finish_for_replay() override {
        if constexpr (requires(R & result) { hide_secrets(result); }) {
            R shown = *result_;
            hide_secrets(shown);
            Outgoing out;
            out.status = status_;
            put_result(shown, out);
            return out;
        } else return std::nullopt;
    }
    Outgoing finish() override {
        Outgoing out;
        out.status = status_;
        put_result(*result_, out);
        return out;
    }

private:
    F f_;
    std::shared_ptr<http::Request const> request_;
    C call_;
    int status_;
    std::optional<R> result_;
};

template <class T> struct unwrapped { using type = T; };
template <class T> struct unwrapped<Reply<T>> { using type = T; };

template <class Q> void describe_parameters(SchemaBook& book, json::array& parameters, char const* in) {
    for_each_field<Q>([&](std::string_view name, auto member) {
        using Member = std::remove_cvref_t<decltype(std::declval<Q&>().*member)>;
        auto schema = [&] {
            if constexpr (is_optional<Member>) return schema_of<typename Member::value_type>(book, Direction::in);
            else return schema_of<Member>(book, Direction::in);
        }();
        bool const required = std::string_view(in) == "path";
        parameters.push_back({{"name", name}, {"in", in}, {"required", required}, {"schema", std::move(schema)}});
    });
}

template <class C, class R> void describe_operation(SchemaBook& book, json::object& operation, int status) {
    using Result = typename unwrapped<R>::type;
    json::array parameters;
    describe_parameters<typename C::PathType>(book, parameters, "path");
    describe_parameters<typename C::QueryType>(book, parameters, "query");
    if (!parameters.empty()) operation["parameters"] = std::move(parameters);
    json::object response = {{"description", "done"}};
    if constexpr (Described<Result> && !std::same_as<Result, None>)
        response["content"] = {{"application/json", {{"schema", schema_of<Result>(book, Direction::out)}}}};
    operation["responses"] = {{std::to_string(status), std::move(response)}};
    using Body = typename C::BodyType;
    if constexpr (!std::same_as<Body, None>)
        operation["requestBody"] = {
            {"required", true},
            {"content", {{"application/json", {{"schema", schema_of<Body>(book, Direction::in)}}}}}};
}

template <class F> struct signature : signature<decltype(&F::operator())> {};
template <class R, class C> struct signature<R (*)(Tx&, C const&)> {
    using call = C;
    using result = R;
};
template <class R, class C> struct signature<R (*)(C const&)> {
    using call = C;
    using result = R;
};
template <class R, class T, class C> struct signature<R (T::*)(Tx&, C const&) const> {
    using call = C;
    using result = R;
};
template <class R, class T, class C> struct signature<R (T::*)(C const&) const> {
    using call = C;
    using result = R;
};

} // namespace detail

class RoutesThatSee;

// The route table, filled by each slice's add_…_routes and read by the router.
class Routes {
public:
    template <class F> Route& read(std::string path, Access access, std::string summary, F f) {
        return add(http::Method::get, std::move(path), Mode::read, access, 200, std::move(summary), std::move(f));
    }
    template <class F>
    Route& write(http::Method method, std::string path, Access access, int status, std::string summary, F f) {
        return add(method, std::move(path), Mode::write, access, status, std::move(summary), std::move(f));
    }
    template <class F>
    Route& direct(http::Method method, std::string path, Access access, int status, std::string summary, F f) {
        return add(method, std::move(path), Mode::direct, access, status, std::move(summary), std::move(f));
    }
    std::vector<Route> const& all() const { return routes_; }
    // To add routes that can show this and no more.
    RoutesThatSee that_see(Sees);

private:
    template <class F>
    Route& add(http::Method method, std::string path, Mode mode, Access access, int status, std::string summary, F f) {
        using C = typename detail::signature<F>::call;
        using R = typename detail::signature<F>::result;
        Route route{method, std::move(path), mode, access, status, std::move(summary), Sees::undeclared, {}, {}, {},
                    {}};
        route.make = [f, status](Incoming in) -> std::unique_ptr<Operation> {
            return std::make_unique<detail::TypedOperation<F, C, R>>(f, std::move(in), status);
        };
        route.describe = [status](SchemaBook& book, json::object& operation) {
            detail::describe_operation<C, R>(book, operation, status);
        };
        return routes_.emplace_back(std::move(route));
    }
    std::vector<Route> routes_;
};

class RoutesThatSee {
public:
    RoutesThatSee(Routes& routes, Sees sees) : routes_(routes), sees_(sees) {}
    template <class... A> Route& read(A&&... a) { return declare(routes_.read(std::forward<A>(a)...), sees_); }
    template <class... A> Route& write(A&&... a) { return declare(routes_.write(std::forward<A>(a)...), sees_); }
    template <class... A> Route& direct(A&&... a) { return declare(routes_.direct(std::forward<A>(a)...), sees_); }

private:
    static Route& declare(Route& route, Sees sees) { return route.sees = sees, route; }
    Routes& routes_;
    Sees sees_;
};
inline RoutesThatSee Routes::that_see(Sees sees) { return {*this, sees}; }

// The served OpenAPI 3.1 document.
json::object openapi(Routes const&);

} // namespace baton::api
