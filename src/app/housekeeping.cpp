#include "app/housekeeping.h"

#include "api/idempotency.h"
#include "attachment/service.h"
#include "portal/service.h"
#include "session/service.h"
#include "tenant/service.h"
#include "ticket/deletion.h"
#include "ticket/incident.h"

#include <spdlog/spdlog.h>

namespace baton {
namespace {

constexpr auto every = std::chrono::minutes(10);
constexpr int slice = 100, tickets_at_once = 10;
constexpr std::int64_t file_sweep_every_s = 24 * 3600;

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
    bool const files_too = now >= next_file_sweep_;
    if (files_too) next_file_sweep_ = after_seconds(now, file_sweep_every_s);
    for (auto const& tenant : db::look(database_, default_tenant, tenants_of_installation)) {
        sweep_rows(tenant.id, now);
        if (files_too) sweep_files(tenant.id);
    }
}

void Housekeeping::sweep_rows(TenantId tenant, Timestamp now) {
    auto const bulk = db::Urgency::bulk;
    while (db::run(
               database_, tenant, [&](Tx& tx) { return api::sweep_answers(tx, now, slice); }, bulk) == slice) {}
    while (db::run(
               database_, tenant, [&](Tx& tx) { return expire_attachments(tx, now, slice); }, bulk) == slice) {}
    while (db::run(
               database_, tenant, [&](Tx& tx) { return purge_deleted(tx, now, tickets_at_once); }, bulk) ==
           tickets_at_once) {}
    while (db::run(
               database_, tenant, [&](Tx& tx) { return sweep_proofs(tx, now, slice); }, bulk) == slice) {}
    while (db::run(
        database_, tenant, [&](Tx& tx) { return sweep_incident_answers(tx, now, slice); }, bulk)) {}
    while (db::run(
               database_, tenant, [&](Tx& tx) { return sweep_sessions_and_addresses(tx, now, slice); }, bulk) ==
           slice) {}
}

void Housekeeping::sweep_files(TenantId tenant) {
    files_.sweep(tenant, [&](std::vector<std::string> const& names) {
        return db::look(database_, tenant, [&](Tx& tx) { return without_row(tx, names); });
    });
}

} // namespace baton
