#include "command/backup_runner.h"

#include "backup/disk.h"
#include "backup/schedule.h"
#include "command/prove.h"
#include "tenant/service.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace baton {
namespace {

namespace fs = std::filesystem;
constexpr auto longest_sleep = std::chrono::seconds(30); // clocks are turned
constexpr std::int64_t day_s = 24 * 3600;

std::vector<std::string> names_in(fs::path const& place) {
    std::vector<std::string> names;
    std::error_code missing;
    for (auto const& entry : fs::directory_iterator(place, missing)) names.push_back(entry.path().filename().string());
    return names;
}

void add_gauge(std::string& text, std::string_view name, std::string_view help, double value) {
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", name, help, value);
}

double seconds_of(Timestamp t) { return double(t.us / microseconds_per_second); }

} // namespace

BackupStatus::Values BackupStatus::values() const {
    std::lock_guard const lock(mutex_);
    return values_;
}

std::string BackupStatus::metrics() const {
    auto const v = values();
    std::string text;
    add_gauge(text, "baton_backup_last_success_seconds", "When the last backup was made, Unix time; 0: never.",
              seconds_of(v.succeeded_at));
    add_gauge(text, "baton_backup_last_failure_seconds", "When one last failed, Unix time; 0: never.",
              seconds_of(v.failed_at));
    add_gauge(text, "baton_backup_last_proof_seconds", "When one was last proven, Unix time; 0: never.",
              seconds_of(v.proved_at));
    add_gauge(text, "baton_backup_bytes", "Size of the last backup made by this process.", double(v.bytes));
    add_gauge(text, "baton_backup_duration_seconds", "How long it took.", v.seconds);
    return text;
}

BackupWork::BackupWork(db::Database& database, DataPlace data, BackupPlan plan, BackupStatus& status,
                       db::IsOver is_over)
    : database_(database), data_(std::move(data)), plan_(std::move(plan)), status_(status),
      is_over_(std::move(is_over)) {}

Timestamp BackupWork::next(Timestamp after) {
    auto const zone = db::look(database_, default_tenant, zone_of_tenant);
    return next_backup(after, plan_.minute, zone);
}

Timestamp BackupWork::first_due(Timestamp now) {
    look_back();
    auto const last = status_.values().succeeded_at;
    return next(last == Timestamp{} ? now : last);
}

void BackupWork::look_back() {
    for (auto const& name : names_in(plan_.to)) {
        auto const made_at = time_of_backup(name);
        if (!made_at) continue;
        Timestamp proved_at{};
        try {
            if (auto const note = plan_.to / name / proof_name; fs::exists(note))
                proved_at = read_json<BackupProof>(parse_json(read_file(note))).proved_at;
        } catch (std::exception const& error) {
            spdlog::warn("backup: {} has a proof that cannot be read: {}", name, error.what());
        }
        status_.change([&](BackupStatus::Values& v) {
            v.succeeded_at = std::max(v.succeeded_at, *made_at);
            v.proved_at = std::max(v.proved_at, proved_at);
        });
    }
}

void BackupWork::go_on(Timestamp now) {
    for (; stage_ != Stage::done; stage_ = Stage(int(stage_) + 1)) carry_out(stage_, now);
    stage_ = Stage::make;
}

void BackupWork::carry_out(Stage stage, Timestamp now) {
    switch (stage) {
    case Stage::make:
        return make(now);
    case Stage::copy:
        return copy();
    case Stage::prove:
        return prove(now);
    case Stage::rotate:
        rotate(plan_.to);
        if (!plan_.copy_to.empty()) rotate(plan_.copy_to);
        return;
    case Stage::done:
        return;
    }
}

void BackupWork::make(Timestamp now) {
    BackupWish wish;
    wish.place = plan_.to;
    wish.is_over = is_over_;
    wish.dump_url = plan_.dump_url;
    auto const begin = std::chrono::steady_clock::now();
    auto const made = make_backup(data_, &database_, wish, now);
    backup_ = made.path;
    auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    status_.change([&](BackupStatus::Values& v) {
        v.succeeded_at = now;
        v.bytes = made.bytes;
        v.seconds = seconds;
    });
    for (auto const& name : made.swept) spdlog::warn("backup: {} was left by one that was killed, and is gone", name);
    spdlog::info("backup: {} made in {:.1f} s, {} bytes", backup_.string(), seconds, made.bytes);
}

void BackupWork::copy() {
    if (plan_.copy_to.empty()) return;
    auto const to = copy_backup(backup_, plan_.copy_to, is_over_);
    spdlog::info("backup: copied to {}", to.string());
}

void BackupWork::prove(Timestamp now) {
    if (plan_.prove_every_days == 0) return;
    auto const last = status_.values().proved_at;
    if (after_seconds(last, plan_.prove_every_days * day_s - day_s / 2) > now) return;
    auto const proof = prove_backup(backup_, data_, now, is_over_);
    status_.change([&](BackupStatus::Values& v) { v.proved_at = proof.proved_at; });
    spdlog::info("backup: proven in {:.1f} s", proof.seconds);
    if (plan_.copy_to.empty()) return;
    auto const note = plan_.copy_to / backup_.filename() / proof_name; // so that rotation keeps it there too
    fs::remove(note);
    copy_file(backup_ / proof_name, note, is_over_);
}

void BackupWork::rotate(fs::path const& place) const {
    auto const names = names_in(place);
    std::set<std::string> proven;
    for (auto const& name : names)
        if (fs::exists(place / name / proof_name)) proven.insert(name);
    for (auto const& name : outdated(names, proven, plan_.keep)) {
        remove_backup(place / name);
        spdlog::info("backup: {} is gone, {} newer ones are kept", (place / name).string(), plan_.keep);
    }
}

BackupRunner::BackupRunner(db::Database& database, DataPlace data, BackupPlan plan, BackupStatus& status)
    : status_(status), work_(database, std::move(data), std::move(plan), status, [this] { return is_stopping(); }),
      thread_([this] { work(); }) {}

BackupRunner::~BackupRunner() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    stop_.notify_all();
    thread_.join();
}

bool BackupRunner::is_stopping() {
    std::lock_guard const lock(mutex_);
    return stopping_;
}

bool BackupRunner::wait_until(Timestamp due) {
    std::unique_lock lock(mutex_);
    while (!stopping_ && now() < due) {
        auto const left = std::chrono::microseconds(due - now());
        stop_.wait_for(lock, std::min<std::chrono::microseconds>(left, longest_sleep));
    }
    return !stopping_;
}

void BackupRunner::work() {
    Timestamp due{};
    for (bool is_known = false; wait_until(due);) {
        try {
            if (is_known) work_.go_on(now());
            due = is_known ? work_.next(now()) : work_.first_due(now());
            is_known = true;
            failures_ = 0;
        } catch (std::exception const& error) {
            if (is_stopping()) return;
            due = after_seconds(now(), pause_after_failures(++failures_));
            status_.change([](BackupStatus::Values& v) { v.failed_at = now(); });
            spdlog::error("backup: failed, and is tried again at {}: {}", to_rfc3339(due), error.what());
        }
    }
}

} // namespace baton
