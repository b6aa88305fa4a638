#include "reminder/reminder.h"

namespace baton {

void check(NewReminder const& reminder, Problems& problems) {
    if (!reminder.at && !problems.has("at")) problems.add("at", "is required");
}

void check(NewFollowUp const& follow_up, Problems& problems) {
    if (!follow_up.at && !problems.has("at")) problems.add("at", "is required");
}

} // namespace baton
