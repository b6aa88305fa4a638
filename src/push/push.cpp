#include "push/push.h"

namespace baton {
namespace {

bool is_known_language(std::string_view language) { return language == "zh-CN" || language == "en"; }

std::string content_with(Notice const& notice, std::string const& language, std::string_view subject) {
    return json::serialize(json::object{{"kind", name_of(notice.kind)},
                                        {"ticket_id", std::to_string(notice.ticket_id.value)},
                                        {"number", notice.number},
                                        {"subject", subject},
                                        {"by", notice.by},
                                        {"language", language},
                                        {"seq", notice.seq}});
}

} // namespace

void check(NewPushSubscription const& input, Problems& problems) {
    auto const point = from_base64url(input.keys.p256dh);
    if (!point || !is_p256_point(*point)) problems.add("keys.p256dh", "is no point of the curve P-256");
    auto const secret = from_base64url(input.keys.auth);
    if (!secret || secret->size() != push_secret_size) problems.add("keys.auth", "must be 16 bytes");
    if (!is_known_language(input.language)) problems.add("language", "must be zh-CN or en");
}

std::string push_content(Notice const& notice, std::string const& language) {
    auto content = content_with(notice, language, notice.subject);
    for (auto most = code_points(notice.subject); content.size() > longest_push_content; most = most * 3 / 4) {
        content = content_with(notice, language, clip(notice.subject, most));
        if (most == 0) break;
    }
    return content;
}

} // namespace baton
