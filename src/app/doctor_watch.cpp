#include "app/doctor_watch.h"

#include <algorithm>
#include <spdlog/spdlog.h>

namespace baton {
namespace {

constexpr auto every = std::chrono::seconds(60);

Verdict verdict_on(Diagnosis const& diagnosis, DoctorCheck check) {
    auto const found = std::ranges::find(diagnosis.findings, check, &Finding::check);
    return found == diagnosis.findings.end() ? Verdict::ok : found->verdict;
}

} // namespace

void DoctorWatch::start() {
    thread_ = std::thread([this] { work(); });
}

void DoctorWatch::stop() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    stop_.notify_all();
    if (thread_.joinable()) thread_.join();
}

std::optional<Diagnosis> DoctorWatch::last() const {
    std::lock_guard const lock(mutex_);
    return last_;
}

void DoctorWatch::work() {
    std::unique_lock lock(mutex_);
    do {
        lock.unlock();
        try {
            look();
        } catch (std::exception const& error) {
            spdlog::error("doctor: {}", error.what());
        }
        lock.lock();
    } while (!stop_.wait_for(lock, every, [this] { return stopping_; }));
}

void DoctorWatch::look() {
    auto diagnosis = examine_(now());
    say_changes(last().value_or(Diagnosis{}), diagnosis);
    std::lock_guard const lock(mutex_);
    last_ = std::move(diagnosis);
}

void DoctorWatch::say_changes(Diagnosis const& before, Diagnosis const& now) const {
    for (auto const& finding : now.findings) {
        auto const was = verdict_on(before, finding.check);
        if (finding.verdict == was) continue;
        auto const level = finding.verdict == Verdict::ok     ? spdlog::level::info
                           : finding.verdict == Verdict::warn ? spdlog::level::warn
                                                              : spdlog::level::err;
        spdlog::log(level, "doctor: {}", finding.sentence.en);
    }
}

} // namespace baton
