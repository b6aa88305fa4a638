#include "custody/rotation.h"

#include "custody/service.h"
#include "tenant/service.h"

#include <spdlog/spdlog.h>

namespace baton {
namespace {

constexpr auto every = std::chrono::minutes(10);
constexpr auto pause = std::chrono::milliseconds(200); // until it is no longer too early

// The most that is left to do for any tenant.
RotationStep one_slice_each(db::Database& database) {
    auto most = RotationStep::none;
    for (auto const& tenant : db::look(database, default_tenant, tenants_of_installation)) {
        if (!db::look(database, tenant.id, [](Tx& tx) { return rotation_state(tx).is_rotating; })) continue;
        auto const step = db::run(
            database, tenant.id, [](Tx& tx) { return rotate_slice(tx, encrypted_columns(), now()); },
            db::Urgency::bulk);
        if (step == RotationStep::finished)
            spdlog::info("tenant {}: the new key is in use everywhere", tenant.id.value);
        most = std::max(most, step == RotationStep::none ? RotationStep::early : step);
    }
    return most;
}

} // namespace

void begin_rotations(db::Database& database, Timestamp now) {
    for (auto const& tenant : db::look(database, default_tenant, tenants_of_installation))
        db::run(database, tenant.id, [&](Tx& tx) { begin_rotation(tx, now); });
}

bool finish_rotations(db::Database& database, std::function<bool()> const& is_over) {
    while (!is_over()) {
        auto const step = one_slice_each(database);
        if (step == RotationStep::none) return true;
        if (step == RotationStep::early) std::this_thread::sleep_for(pause);
    }
    return false;
}

Rotation::Rotation(db::Database& database) : database_(database), thread_([this] { work(); }) {}

Rotation::~Rotation() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Rotation::wake() {
    {
        std::lock_guard const lock(mutex_);
        wanted_ = true;
    }
    wake_.notify_all();
}

bool Rotation::wait() {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, every, [this] { return wanted_ || stopping_; });
    wanted_ = false;
    return !stopping_;
}

void Rotation::work() {
    auto const is_over = [this] {
        std::lock_guard const lock(mutex_);
        return stopping_;
    };
    while (wait()) try {
            finish_rotations(database_, is_over);
        } catch (std::exception const& error) {
            spdlog::error("rotation of keys: {}; it goes on within {} minutes", error.what(), every.count());
        }
}

} // namespace baton
