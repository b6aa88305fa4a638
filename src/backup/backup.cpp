#include "backup/backup.h"

#include <charconv>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::string_view prefix = "baton-";
constexpr std::size_t longest_name = 300;

bool is_hash(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

bool is_inside(std::string_view path) {
    return path.starts_with("files/") && path.size() < longest_name && path.find("..") == path.npos &&
           path.find('\0') == path.npos;
}

json::object parsed(std::string_view text) {
    try {
        auto value = parse_json(text.substr(0, text.find('\n')));
        if (auto* object = value.if_object()) return std::move(*object);
    } catch (std::exception const&) {
        // said below
    }
    throw BackupError("manifest.json is damaged: it cannot be read.");
}

void refuse_newer(json::value const& manifest) {
    auto const* object = manifest.if_object();
    auto const* format = object ? object->if_contains("format") : nullptr;
    if (format && format->is_int64() && format->get_int64() > backup_format)
        throw BackupError(fmt::format("This backup has form {}, and this program knows up to {}. Restore it with the "
                                      "program that made it, or a newer one.",
                                      format->get_int64(), backup_format));
}

} // namespace

std::string with_checksum(json::value const& inner) {
    json::object whole;
    whole.emplace("sha256", hex(sha256(std::string_view(json::serialize(inner)))));
    whole.emplace("manifest", inner);
    return json::serialize(whole) + "\n";
}

// What was written is written the same way again, so that no byte can change unnoticed.
json::value checked_manifest(std::string_view text) {
    auto const whole = parsed(text);
    auto const *sum = whole.if_contains("sha256"), *inner = whole.if_contains("manifest");
    auto const written = inner ? json::serialize(*inner) : std::string();
    bool const is_whole =
        inner && sum && sum->is_string() && hex(sha256(std::string_view(written))) == sum->get_string();
    if (!is_whole || json::serialize(whole) + "\n" != text)
        throw BackupError("manifest.json is damaged: its checksum is another.");
    return *inner;
}

std::string text_of_manifest(Manifest const& manifest) { return with_checksum(to_json(manifest)); }

Manifest manifest_in(std::string_view text) {
    auto const inner = checked_manifest(text);
    refuse_newer(inner);
    try {
        return read_json<Manifest>(inner);
    } catch (Error const& error) {
        throw BackupError(fmt::format("manifest.json cannot be understood: {}", error.what()));
    }
}

std::string name_of_database(std::string_view kind) { return kind == "sqlite" ? "database.db" : "database.dump"; }

std::string name_of_backup(Timestamp made_at) {
    auto const whole = Timestamp{made_at.us - made_at.us % microseconds_per_second};
    std::string name(prefix);
    for (char const c : to_rfc3339(whole))
        if (c != '-' && c != ':') name += c;
    return name;
}

std::optional<Timestamp> time_of_backup(std::string_view name) {
    if (!name.starts_with(prefix) || name.size() != prefix.size() + 16) return std::nullopt;
    auto const t = name.substr(prefix.size());
    auto const text = fmt::format("{}-{}-{}:{}:{}{}", t.substr(0, 4), t.substr(4, 2), t.substr(6, 5), t.substr(11, 2),
                                  t.substr(13, 2), t.substr(15));
    auto const time = from_rfc3339(text);
    return time && name_of_backup(*time) == name ? time : std::nullopt;
}

std::string line_of_list(BackupFile const& file) {
    return fmt::format("{} {} {}\n", file.sha256, file.size, file.name);
}

std::optional<BackupFile> file_in_line(std::string_view line) {
    auto const first = line.find(' ');
    auto const second = first == line.npos ? line.npos : line.find(' ', first + 1);
    if (second == line.npos) return std::nullopt;
    BackupFile file{std::string(line.substr(second + 1)), 0, std::string(line.substr(0, first))};
    auto const digits = line.substr(first + 1, second - first - 1);
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), file.size);
    bool const is_number = error == std::errc() && end == digits.data() + digits.size() && file.size >= 0;
    bool const is_known = file.sha256 == missing_mark || is_hash(file.sha256);
    return is_number && is_known && is_inside(file.name) ? std::optional(std::move(file)) : std::nullopt;
}

std::string difference(std::vector<db::TableDigest> const& wanted, std::vector<db::TableDigest> const& found) {
    std::map<std::string, std::pair<db::TableDigest const*, db::TableDigest const*>> tables;
    for (auto const& table : wanted) tables[table.name].first = &table;
    for (auto const& table : found) tables[table.name].second = &table;
    std::string text;
    for (auto const& [name, pair] : tables) {
        auto const [want, have] = pair;
        if (want && have && *want == *have) continue;
        auto const rows = [](db::TableDigest const* t) { return t ? fmt::format("{} rows", t->rows) : "no table"; };
        text += fmt::format("{}{} ({} in the backup, {} here{})", text.empty() ? "" : ", ", name, rows(want),
                            rows(have), want && have && want->rows == have->rows ? ", of other content" : "");
    }
    return text;
}

} // namespace baton
