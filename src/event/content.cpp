#include "event/content.h"

#include "event/seal.h"

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

constexpr std::string_view field = "event.content";
constexpr std::string_view encrypted_head = R"({"encrypted":")", later_head = R"({"encrypted_later":")", foot = R"("})";

std::string with_head(std::string_view head, Tx& tx, std::string_view plain) {
    std::string text(head);
    text += base64url(tx.vault().encrypt(tx.tenant(), field, plain));
    text += foot;
    return text;
}

std::string decrypted(Tx& tx, std::string_view head, std::string_view stored) {
    stored.remove_prefix(head.size());
    if (stored.ends_with(foot)) stored.remove_suffix(foot.size());
    auto const bytes = from_base64url(stored);
    if (!bytes) throw std::runtime_error("the content of an event is no ciphertext");
    return tx.vault().decrypt(tx.tenant(), field, *bytes);
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

std::string encrypted_text(Tx& tx, std::string_view text) { return with_head(encrypted_head, tx, text); }

std::string encrypted_text(Tx& tx, std::string_view text, Bytes salt) {
    std::string plain(text_of(salt));
    plain += text;
    return with_head(later_head, tx, plain);
}

bool holds_salt(std::string_view stored) { return stored.starts_with(later_head); }

StoredContent open_content(Tx& tx, std::string_view stored) {
    if (stored.starts_with(encrypted_head)) return {decrypted(tx, encrypted_head, stored), {}};
    if (!holds_salt(stored)) return {std::string(stored), {}};
    auto plain = decrypted(tx, later_head, stored);
    constexpr auto size = std::tuple_size_v<Salt>;
    if (plain.size() < size) throw std::runtime_error("the content of an event has no salt");
    auto const salt = bytes_of(plain).first(size);
    return {plain.substr(size), std::vector(salt.begin(), salt.end())};
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
