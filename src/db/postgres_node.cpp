#include "db/postgres_node.h"

#include "base/hash.h"

#include <spdlog/spdlog.h>

namespace baton::db {
namespace {

constexpr auto interval = std::chrono::seconds(1);
constexpr std::int64_t ahead = 5 * ids_of_one_second; // units then hardly ever wait for a renewal
constexpr auto settings = "set statement_timeout = 5000; set lock_timeout = 5000";

} // namespace

PostgresNode::PostgresNode(std::string url, HealthReport& health, Ids ids)
    : url_(std::move(url)), holder_(hex(random_bytes<16>())), health_(health), ids_(ids) {
    claim();
    thread_ = std::thread([this] { work(); });
}

PostgresNode::~PostgresNode() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    stop_.notify_all();
    thread_.join();
    release();
}

template <class F> auto PostgresNode::in_transaction(F f) {
    try {
        if (!connection_) connection_ = std::make_unique<PostgresConnection>(url_, settings);
        connection_->begin();
        IdGenerator none(0, 0);
        PostgresSession session(*connection_, none);
        auto result = f(session);
        connection_->commit();
        return result;
    } catch (DbError const&) {
        connection_.reset();
        throw;
    }
}

void PostgresNode::claim() {
    auto const claim = in_transaction([&](Session& session) { return claim_node(session, holder_); });
    number_ = std::make_shared<NodeNumber>(claim, ids_);
    renew();
}

// False when another process has our number.
bool PostgresNode::renew() {
    auto const made = std::max(number_->ids.high_water(), IdGenerator::first_at(after_seconds(now(), 1)));
    NodeClaim const wanted{number_->node, made + ahead};
    if (!in_transaction([&](Session& session) { return renew_node(session, wanted, holder_); })) return false;
    number_->mark = wanted.mark;
    return true;
}

void PostgresNode::work() {
    std::unique_lock lock(mutex_);
    while (!stop_.wait_for(lock, interval, [&] { return stopping_; })) {
        try {
            if (!renew()) claim();
            health_.good();
        } catch (DbError const& error) {
            health_.bad(error.what());
        }
    }
}

std::shared_ptr<NodeNumber> PostgresNode::number() const {
    std::lock_guard const lock(mutex_);
    return number_;
}

bool PostgresNode::cover(std::shared_ptr<NodeNumber> const& number) {
    if (number->ids.high_water() <= number->mark) return true;
    std::lock_guard const lock(mutex_);
    if (number->ids.high_water() <= number->mark) return true;
    if (number != number_) return false;
    if (renew()) return true;
    claim();
    return false;
}

void PostgresNode::release() {
    try {
        in_transaction([&](Session& session) {
            release_node(session, number_->node, holder_);
            return true;
        });
    } catch (DbError const& error) {
        spdlog::info("database: node number {} is free again in a minute: {}", number_->node, error.what());
    }
}

} // namespace baton::db
