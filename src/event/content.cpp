#include "event/content.h"

#include <stdexcept>

namespace baton {
namespace {

void read_text(json::object const& object, std::string_view key, std::string& out) {
    if (auto const* value = object.if_contains(key)) out = value->as_string();
}

void read_members(json::object const& object, EventContent& content) {
    read_text(object, "body", content.body);
    read_text(object, "quoted", content.quoted);
    read_text(object, "html", content.html);
    if (auto const* ids = object.if_contains("attachment_ids"))
        for (auto const& id : ids->as_array()) content.attachment_ids.emplace_back(id.as_string());
    if (auto const* data = object.if_contains("data")) content.data = data->as_object();
}

} // namespace

std::string content_text(EventContent const& content) {
    json::object object;
    for_each_field<EventContent>([&](std::string_view name, auto member) {
        if (!(content.*member).empty()) object.emplace(name, to_json(content.*member));
    });
    auto text = json::serialize(object);
    if (!is_utf8(text)) throw std::invalid_argument("the content of an event is not UTF-8");
    return text;
}

EventContent read_content(std::string_view text) {
    json::parse_options options;
    options.max_depth = 128; // deeper than anything accepted from outside: data nests what came in
    EventContent content;
    try {
        read_members(json::parse(text, {}, options).as_object(), content);
    } catch (std::exception const& error) {
        throw std::runtime_error("the content of an event does not read: " + std::string(error.what()));
    }
    return content;
}

} // namespace baton
