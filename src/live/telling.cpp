#include "live/telling.h"

#include "notice/service.h"
#include "ticket/present.h"

#include <algorithm>

namespace baton {
namespace {

Frame frame_of_notice(Notice const& notice) {
    return frame_of({{"type", "notice"},
                     {"kind", name_of(notice.kind)},
                     {"seq", notice.seq},
                     {"ticket_id", std::to_string(notice.ticket_id.value)},
                     {"number", notice.number},
                     {"subject", notice.subject},
                     {"by", notice.by}});
}

} // namespace

std::vector<EventFrames> frames_of(Tx& tx, std::span<Event const> events) {
    std::vector<EventFrames> frames;
    std::map<std::int64_t, std::size_t> places; // by number
    for (auto const& view : present(tx, {events.begin(), events.end()})) {
        if (view.seq) places.emplace(*view.seq, frames.size());
        frames.push_back({frame_of({{"type", "event"}, {"event", to_json(view)}}), {}});
    }
    for (auto const& notice : notices_of(tx, events, now()))
        if (auto const place = places.find(notice.seq); place != places.end())
            frames[place->second].notices.emplace_back(notice.user_id, frame_of_notice(notice));
    return frames;
}

bool send_frames(LiveClientState const& client, EventFrames const& frames) {
    if (!client.connection->send(frames.event)) return false;
    return std::ranges::all_of(frames.notices, [&](auto const& notice) {
        return notice.first != client.actor->user || client.connection->send(notice.second);
    });
}

} // namespace baton
