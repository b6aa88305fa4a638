#include "api/router.h"

#include "api/caller.h"
#include "api/idempotency.h"
#include "api/problem.h"
#include "base/hash.h"
#include "base/trace.h"
#include "http/query.h"

namespace baton::api {
namespace {

constexpr std::string_view prefix = "/api/v1";
constexpr std::uint64_t json_limit = 1 << 20;
constexpr std::size_t key_limit = 128;
constexpr int max_attempts = 3;

std::string_view next_segment(std::string_view& path) {
    if (!path.empty() && path.front() == '/') path.remove_prefix(1);
    auto const end = path.find('/');
    auto const segment = path.substr(0, end);
    path.remove_prefix(end == std::string_view::npos ? path.size() : end);
    return segment;
}

bool fits(std::string_view pattern, std::string_view path, std::vector<std::pair<std::string, std::string>>& values) {
    values.clear();
    while (!pattern.empty() && !path.empty()) {
        auto const want = next_segment(pattern);
        auto const have = next_segment(path);
        if (want.starts_with('{')) values.emplace_back(want.substr(1, want.size() - 2), have);
        else if (want != have) return false;
    }
    return pattern.empty() && path.empty();
}

std::string method_word(http::Method method) {
    switch (method) {
    case http::Method::get:
        return "GET";
    case http::Method::head:
        return "HEAD";
    case http::Method::post:
        return "POST";
    case http::Method::put:
        return "PUT";
    case http::Method::patch:
        return "PATCH";
    case http::Method::del:
        return "DELETE";
    case http::Method::options:
        return "OPTIONS";
    case http::Method::other:
        return "OTHER";
    }
    return "OTHER";
}

[[noreturn]] void refuse_method(std::string const& allowed) {
    Error error(ErrorCode::method_not_allowed, "This address allows " + allowed + ".");
    error.allowed = allowed;
    throw error;
}

void require_reading(http::Method method) {
    if (method != http::Method::get && method != http::Method::head) refuse_method("GET, HEAD");
}

std::string path_value(Incoming const& incoming) { return incoming.path.empty() ? "" : incoming.path.front().second; }

} // namespace

void check_key(std::string const& key) {
    constexpr auto field = "Idempotency-Key";
    if (!is_utf8(key)) throw Error(ErrorCode::invalid, field, "The Idempotency-Key must be text.");
    if (code_points(key) > key_limit)
        throw Error(ErrorCode::invalid, field, "The Idempotency-Key must have at most 128 characters.");
}

// One request under way. Shared by the threads it passes through, used by one at a time.
struct Router::Job {
    Route const* route = nullptr;
    std::shared_ptr<http::Request const> request;
    http::Respond respond;
    Incoming incoming;
    TenantId tenant = default_tenant; // of a write
    std::unique_ptr<Operation> operation;
    std::string idempotency_key, scope, request_hash;
    Actor viewer;        // of a route that shows one object
    std::string purpose; // why he looks
    std::optional<StoredAnswer> replay;
    std::optional<http::Response> answer;
    int attempts = 0;

    void fail(std::exception_ptr cause) { respond(problem_response(error_of(cause, request->request_id))); }
};

http::Response render(Outgoing const& out) {
    if (out.raw) return std::move(*out.raw);
    http::Response response;
    response.status = out.has_body ? out.status : (out.status == 200 ? 204 : out.status);
    response.headers = out.headers;
    response.headers.push_back({"Cache-Control", "no-store"});
    if (out.version) response.headers.push_back({"ETag", "\"" + std::to_string(*out.version) + "\""});
    if (out.has_body) {
        response.headers.push_back({"Content-Type", "application/json"});
        response.body = json::serialize(out.body);
    }
    return response;
}

Router::Router(db::Database& database, Routes routes, std::map<std::string, PlainHandler> pages, PlainHandler otherwise)
    : database_(database), routes_(std::move(routes)), pages_(std::move(pages)), otherwise_(std::move(otherwise)) {}

Router::Match Router::match(http::Method method, std::string_view path) const {
    if (method == http::Method::head) method = http::Method::get;
    bool const ours = path.starts_with(prefix);
    if (ours) path.remove_prefix(prefix.size());
    if (!ours || !path.starts_with('/')) throw Error(ErrorCode::not_found, "There is no such address.");
    Match found;
    std::string allowed;
    for (auto const& route : routes_.all()) {
        if (!fits(route.path, path, found.path)) continue;
        if (route.method == method) {
            found.route = &route;
            return found;
        }
        allowed += (allowed.empty() ? "" : ", ") + method_word(route.method);
    }
    if (!allowed.empty()) refuse_method(allowed);
    throw Error(ErrorCode::not_found, "There is no such address.");
}

// Null for addresses of the API.
PlainHandler const* Router::page_at(std::string const& path) const {
    if (auto const page = pages_.find(path); page != pages_.end()) return &page->second;
    return path.starts_with("/api/") ? nullptr : &otherwise_;
}

http::BodyPlan Router::plan(http::Request const& head) {
    auto const target = http::parse_target(head.target);
    if (page_at(target.path)) {
        require_reading(head.method);
        return {};
    }
    auto const found = match(head.method, target.path);
    if (!found.route->plan) return {.limit = json_limit, .upload = nullptr};
    // A stranger's upload is refused before its first byte is taken.
    return found.route->plan(head, find_caller(database_, *found.route, head).tenant);
}

http::Response Router::problem(Error const& error, http::Request const&) { return problem_response(error); }

void Router::handle(std::shared_ptr<http::Request const> request, std::shared_ptr<http::Upload> upload,
                    http::Respond respond) {
    Trace const trace(request->request_id);
    auto job = std::make_shared<Job>();
    job->request = request;
    job->respond = std::move(respond);
    try {
        auto target = http::parse_target(request->target);
        if (auto const* page = page_at(target.path)) {
            require_reading(request->method);
            return job->respond((*page)(*request));
        }
        auto found = match(request->method, target.path);
        job->route = found.route;
        if (found.route->shown) job->purpose = take_purpose(target.query);
        job->incoming = {{}, now(), request, std::move(upload), std::move(target.query), std::move(found.path)};
        dispatch(job);
    } catch (...) {
        job->fail(std::current_exception());
    }
}

void Router::dispatch(std::shared_ptr<Job> job) {
    switch (job->route->mode) {
    case Mode::read:
        return read(job);
    case Mode::write:
        return write(job);
    case Mode::direct:
        return direct(job);
    }
}

void Router::read(std::shared_ptr<Job> job) {
    std::optional<Seen> seen;
    database_.read(tenant_for(database_, *job->route, *job->request), [&](Tx& tx) {
        job->incoming.actor = caller_of(database_, tx, *job->route, *job->request);
        job->operation = job->route->make(job->incoming);
        job->operation->run(&tx);
        if (job->route->shown) seen = job->route->shown(tx, job->incoming.actor, path_value(job->incoming));
    });
    job->viewer = std::move(job->incoming.actor);
    show(job, seen);
}

void Router::direct(std::shared_ptr<Job> job) {
    job->incoming.actor = find_caller(database_, *job->route, *job->request);
    job->viewer = job->incoming.actor;
    auto const id = path_value(job->incoming);
    job->operation = job->route->make(std::move(job->incoming));
    job->operation->run(nullptr);
    std::optional<Seen> seen;
    if (job->route->shown)
        seen = db::look(database_, job->viewer.tenant, [&](Tx& tx) { return job->route->shown(tx, job->viewer, id); });
    show(job, seen);
}

void Router::show(std::shared_ptr<Job> job, std::optional<Seen> const& seen) {
    if (!seen) return job->respond(render(job->operation->finish()));
    views_.record(job->viewer, *seen, job->purpose, now(), [job](std::exception_ptr error) {
        try {
            if (error) std::rethrow_exception(error);
            job->respond(render(job->operation->finish()));
        } catch (...) {
            job->fail(std::current_exception());
        }
    });
}

void Router::write(std::shared_ptr<Job> job) {
    job->incoming.actor = find_caller(database_, *job->route, *job->request);
    job->tenant = job->incoming.actor.tenant;
    job->idempotency_key = job->request->header("idempotency-key");
    check_key(job->idempotency_key);
    if (!job->idempotency_key.empty()) {
        job->scope = job->incoming.actor.key() + " " + method_word(job->route->method) + " " + job->route->path;
        // Who is nobody in particular is told apart by what he shows: what a token opened is replayed to it alone.
        if (job->route->access.kind == Access::Kind::anyone)
            job->scope += " " + hex(sha256(job->request->header("authorization")));
        job->request_hash = hex(sha256(job->request->target + "\n" + job->request->body));
    }
    job->operation = job->route->make(std::move(job->incoming));
    job->operation->prepare();
    commit(job);
}

namespace {

http::Response replayed(StoredAnswer const& stored, std::string const& request_hash) {
    if (stored.request_hash != request_hash)
        throw Error(ErrorCode::invalid, "Idempotency-Key", "This Idempotency-Key was used for another request.");
    http::Response response;
    response.status = int(stored.status);
    response.headers = {{"Idempotency-Replayed", "true"}, {"Cache-Control", "no-store"}};
    if (!stored.etag.empty()) response.headers.push_back({"ETag", stored.etag});
    if (!stored.body.empty()) response.headers.push_back({"Content-Type", "application/json"});
    response.body = stored.body;
    return response;
}

StoredAnswer stored_answer(http::Response const& response, std::string request_hash, Timestamp at) {
    StoredAnswer stored{std::move(request_hash), response.status, response.body, {}, at};
    for (auto const& header : response.headers)
        if (header.name == "ETag") stored.etag = header.value;
    return stored;
}

} // namespace

void Router::commit(std::shared_ptr<Job> job) {
    Trace const trace(job->request->request_id); // again from a thread that renders
    ++job->attempts;
    auto const unit = [job](Tx& tx) {
        job->answer.reset();
        if (!job->idempotency_key.empty())
            if (auto const stored = find_answer(tx, job->scope, job->idempotency_key, now())) {
                job->answer = replayed(*stored, job->request_hash);
                return;
            }
        job->operation->run(&tx);
        if (job->idempotency_key.empty()) return;
        std::optional<http::Response> kept;
        if (auto const less = job->operation->finish_for_replay()) kept = render(*less);
        job->answer = render(job->operation->finish());
        store_answer(tx, job->scope, job->idempotency_key,
                     stored_answer(kept ? *kept : *job->answer, job->request_hash, now()));
    };
    auto const done = [this, job](std::exception_ptr error) {
        render_.post([this, job, error] {
            try {
                if (error) std::rethrow_exception(error);
                job->respond(job->answer ? std::move(*job->answer) : render(job->operation->finish()));
            } catch (db::Duplicate const&) {
                // Two requests with one key at once on PostgreSQL: the later one finds the answer.
                if (!job->idempotency_key.empty() && job->attempts < max_attempts) commit(job);
                else job->fail(std::current_exception());
            } catch (...) {
                job->fail(std::current_exception());
            }
        });
    };
    database_.write(job->tenant, unit, done);
}

} // namespace baton::api
