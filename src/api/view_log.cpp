#include "api/view_log.h"

#include "base/text.h"

#include <fmt/format.h>

namespace baton::api {
namespace {

constexpr std::size_t most_remembered = 50'000; // about 5 MB; after that some sightings are recorded twice

bool is_over(Timestamp at, Timestamp now) { return now >= after_seconds(at, sighting_lasts_s) || now < at; }

} // namespace

std::string take_purpose(std::vector<std::pair<std::string, std::string>>& query) {
    std::string purpose;
    std::erase_if(query, [&](auto& pair) {
        if (pair.first == "purpose") purpose = std::move(pair.second);
        return pair.first == "purpose";
    });
    if (!is_utf8(purpose)) throw Error(ErrorCode::invalid, "purpose", "must be text");
    if (code_points(purpose) > longest_purpose)
        throw Error(ErrorCode::invalid, "purpose", "has at most 200 characters");
    return purpose;
}

void ViewLog::record(Actor const& actor, Seen const& seen, std::string const& purpose, Timestamp now, Answer answer) {
    if (!actor.user) return answer(nullptr); // the product itself, or a customer with what is his own
    auto key = fmt::format("{} {} {} {} {}", actor.tenant.value, actor.user->value, int(seen.kind), seen.id, purpose);
    if (was_recorded(key, now)) return answer(nullptr);
    auto const unit = [actor, seen, purpose, now](Tx& tx) { record_sighting(tx, actor, seen, purpose, now); };
    auto done = [this, key = std::move(key), now, answer = std::move(answer)](std::exception_ptr error) {
        if (!error) remember(key, now);
        threads_.post([answer, error] { answer(error); });
    };
    database_.write(actor.tenant, unit, std::move(done));
}

bool ViewLog::was_recorded(std::string const& key, Timestamp now) {
    std::lock_guard const lock(mutex_);
    auto const found = recorded_.find(key);
    return found != recorded_.end() && !is_over(found->second, now);
}

void ViewLog::remember(std::string const& key, Timestamp now) {
    std::lock_guard const lock(mutex_);
    if (recorded_.size() >= most_remembered)
        std::erase_if(recorded_, [now](auto const& entry) { return is_over(entry.second, now); });
    if (recorded_.size() >= most_remembered) recorded_.clear();
    recorded_[key] = now;
}

} // namespace baton::api
