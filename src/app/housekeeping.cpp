#include "app/housekeeping.h"

#include "api/idempotency.h"
#include "attachment/service.h"

#include <spdlog/spdlog.h>

namespace baton {
namespace {

constexpr auto every = std::chrono::minutes(10);
constexpr int slice = 100;

} // namespace

Housekeeping::Housekeeping(db::Database& database, FileStore files)
    : database_(database), files_(std::move(files)), thread_([this] { work(); }) {}

Housekeeping::~Housekeeping() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Housekeeping::work() {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, every, [this] { return stopping_; })) {
        lock.unlock();
        try {
            sweep(now());
        } catch (std::exception const& e) {
            spdlog::error("housekeeping: {}", e.what());
        }
        lock.lock();
    }
}

void Housekeeping::sweep(Timestamp now) {
    auto const bulk = db::Urgency::bulk;
    while (db::run(database_, default_tenant, [&](Tx& tx) { return api::sweep_answers(tx, now, slice); }, bulk) == slice) {}
    // The row goes first: a file without a row is only wasted space, the other way round is a broken ticket.
    auto const orphans = db::run(database_, default_tenant, [&](Tx& tx) { return expire_attachments(tx, now, slice); }, bulk);
    for (auto const& sha256 : orphans) files_.remove(default_tenant, sha256);
}

} // namespace baton
