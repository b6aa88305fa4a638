// What becomes of a delivery after a push service answered (RFC 8030 §5, §7.3). Pure.
#pragma once
#include "push/outbox.h"
#include "push/poster.h"

namespace baton {

// sent: it is done. gone: the browser is no more, and its subscription neither. again: at `again_at`. given_up: it is
// too old by then, or will never be taken.
enum class PushVerdict { sent, gone, again, given_up };

struct PushOutcome {
    PushVerdict verdict{};
    Timestamp again_at{};
};

PushOutcome outcome_of(PushDelivery const&, PostAnswer const&, Timestamp now);

} // namespace baton
