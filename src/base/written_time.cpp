#include "base/written_time.h"

#include <stdexcept>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

namespace baton {

struct WrittenTime::Pattern {
    std::unique_ptr<icu::SimpleDateFormat> format;
};

namespace {

icu::TimeZone* zone_named(std::string const& name) {
    auto* zone = icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name));
    if (*zone != icu::TimeZone::getUnknown()) return zone;
    delete zone;
    throw std::invalid_argument(name + " is no time zone; one is Asia/Shanghai");
}

std::unique_ptr<icu::SimpleDateFormat> format_of(std::string const& pattern, std::string const& zone) {
    auto error = U_ZERO_ERROR;
    auto format = std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString::fromUTF8(pattern),
                                                          icu::Locale::getEnglish(), error);
    if (U_FAILURE(error)) throw std::invalid_argument(pattern + " is no pattern of a time");
    format->adoptTimeZone(zone_named(zone));
    format->setLenient(false);
    return format;
}

} // namespace

WrittenTime::WrittenTime(std::string const& pattern, std::string const& zone) {
    std::vector<std::string> all{pattern};
    if (pattern.empty())
        all = {"yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd",
               "yyyy/M/d H:mm:ss",    "yyyy/M/d H:mm",    "yyyy/M/d"};
    for (auto const& each : all) patterns_.push_back({format_of(each, zone)});
}

WrittenTime::~WrittenTime() = default;
WrittenTime::WrittenTime(WrittenTime&&) noexcept = default;

std::optional<Timestamp> WrittenTime::read(std::string_view written) const {
    if (patterns_.size() > 1)
        if (auto const time = from_rfc3339(written)) return time;
    auto const text = icu::UnicodeString::fromUTF8(icu::StringPiece(written.data(), std::int32_t(written.size())));
    for (auto const& pattern : patterns_) {
        icu::ParsePosition at(0);
        auto const milliseconds = pattern.format->parse(text, at);
        if (at.getErrorIndex() < 0 && at.getIndex() == text.length())
            return Timestamp{std::int64_t(milliseconds) * 1000};
    }
    return std::nullopt;
}

} // namespace baton
