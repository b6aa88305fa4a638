#include "push/verdict.h"

#include "event/backoff.h"

#include <algorithm>

namespace baton {
namespace {

bool is_worth_another_try(int status) { return status == 0 || status == 408 || status == 429 || status >= 500; }

} // namespace

PushOutcome outcome_of(PushDelivery const& delivery, PostAnswer const& answer, Timestamp now) {
    if (answer.status >= 200 && answer.status < 300) return {PushVerdict::sent};
    if (answer.status == 404 || answer.status == 410) return {PushVerdict::gone};
    if (!is_worth_another_try(answer.status)) return {PushVerdict::given_up};
    auto const pause = backoff(int(std::min<std::int64_t>(delivery.failures, 100)) + 1);
    auto const asked = std::clamp<std::int64_t>(answer.retry_after_s, 0, notice_lifetime_s);
    auto const again = std::max(now + pause.count() * 1'000, after_seconds(now, asked));
    if (again >= after_seconds(delivery.at, notice_lifetime_s)) return {PushVerdict::given_up};
    return {PushVerdict::again, again};
}

} // namespace baton
