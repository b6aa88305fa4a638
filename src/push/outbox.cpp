#include "push/outbox.h"

#include "push/store.h"

#include <algorithm>

namespace baton {
namespace {

class PushReader : public Reader {
public:
    std::string_view name() const override { return "push"; } // migration 0027 sets its cursor
    void apply(Tx& tx, std::span<Event const> events) override {
        auto const t = now();
        auto const is_old = [&](Event const& event) { return after_seconds(event.at, notice_lifetime_s) <= t; };
        if (std::ranges::all_of(events, is_old) || !is_anyone_subscribed(tx)) return;
        queue(tx, notices_of(tx, events, t), t);
    }

private:
    static void queue(Tx& tx, std::vector<Notice> const& notices, Timestamp t) {
        std::vector<UserId> people;
        for (auto const& notice : notices) people.push_back(notice.user_id);
        auto const subscribed = list_subscribed(tx, people);
        for (auto const& notice : notices)
            for (auto const& [subscription, user] : subscribed)
                if (user == notice.user_id)
                    insert_delivery(tx, {tx.next_id<PushDeliveryId>(t), subscription, notice.seq, notice.at, t, 0});
    }
};

} // namespace

std::unique_ptr<Reader> push_reader() { return std::make_unique<PushReader>(); }

} // namespace baton
