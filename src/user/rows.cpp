#include "user/rows.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

std::string trimmed(std::string_view s) {
    auto const blank = std::string_view(" \t\r\n");
    auto const from = s.find_first_not_of(blank);
    if (from == std::string_view::npos) return "";
    return std::string(s.substr(from, s.find_last_not_of(blank) - from + 1));
}

struct Line {
    std::int64_t number = 0;
    std::vector<std::string> cells;
};

// Quoted cells may hold the divider, line ends and doubled quotes.
class Reader {
public:
    Reader(std::string_view text, char divider) : text_(text), divider_(divider) {}
    std::vector<Line> lines() {
        while (at_ < text_.size()) read_line();
        return std::move(lines_);
    }

private:
    void read_line() {
        lines_.push_back({line_, {}});
        do lines_.back().cells.push_back(cell());
        while (at_ < text_.size() && text_[at_++] == divider_);
        ++line_;
    }
    std::string cell() {
        std::string value;
        bool const quoted = at_ < text_.size() && text_[at_] == '"';
        if (quoted) value = quoted_cell();
        auto const end = std::min(text_.find_first_of(std::string{divider_, '\n'}, at_), text_.size());
        if (!quoted) value = text_.substr(at_, end - at_);
        at_ = end;
        return trimmed(value);
    }
    std::string quoted_cell() {
        std::string value;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\n') ++line_;
            if (text_[at_] != '"') value += text_[at_];
            else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') value += text_[++at_];
            else break;
        }
        at_ = std::min(at_ + 1, text_.size());
        return value;
    }

    std::string_view text_;
    char divider_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
    std::vector<Line> lines_;
};

std::optional<UserColumn> column_of(std::string header) {
    using enum UserColumn;
    static std::map<std::string, UserColumn> const chinese = {
        {"登录名", login},  {"账号", login},        {"工号", login},         {"姓名", name},        {"名字", name},
        {"密码", password}, {"邮箱", email},        {"电子邮件", email},     {"部门", departments}, {"角色", roles},
        {"技能", skills},   {"接单上限", capacity}, {"语言", languages},     {"地点", location},    {"位置", location},
        {"区域", region},   {"到期", expires_at},   {"到期时间", expires_at}};
    if (auto const it = chinese.find(header); it != chinese.end()) return it->second;
    std::ranges::transform(header, header.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    if (header == "department") return departments;
    if (header == "role") return roles;
    return enum_from<UserColumn>(header);
}

std::string problem_of(std::vector<std::string> const& header, std::vector<std::optional<UserColumn>> const& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!columns[i]) return fmt::format("The header names an unknown column: \"{}\".", header[i]);
        if (std::ranges::count(columns, columns[i]) > 1)
            return fmt::format("The column \"{}\" is there twice.", header[i]);
    }
    for (auto const needed : {UserColumn::login, UserColumn::name})
        if (std::ranges::find(columns, std::optional(needed)) == columns.end())
            return fmt::format("The header must name the column {}.", name_of(needed));
    return "";
}

} // namespace

ReadRows read_user_rows(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF"; // what spreadsheets write at the beginning of a file
    if (text.starts_with(mark)) text.remove_prefix(mark.size());
    bool const tabs = text.substr(0, text.find('\n')).find('\t') != std::string_view::npos;
    auto lines = Reader(text, tabs ? '\t' : ',').lines();
    std::erase_if(lines, [](Line const& l) { return std::ranges::all_of(l.cells, &std::string::empty); });
    if (lines.empty()) return {{}, "There is no header line."};
    std::vector<std::optional<UserColumn>> columns;
    for (auto const& cell : lines.front().cells) columns.push_back(column_of(cell));
    ReadRows read{{}, problem_of(lines.front().cells, columns)};
    if (!read.problem.empty()) return read;
    for (std::size_t n = 1; n < lines.size(); ++n) {
        auto& row = read.rows.emplace_back(UserRow{lines[n].number, {}});
        for (std::size_t i = 0; i < std::min(columns.size(), lines[n].cells.size()); ++i)
            row.cells[*columns[i]] = lines[n].cells[i];
    }
    return read;
}

std::vector<std::string> words_in(std::string_view cell) {
    std::string plain(cell);
    for (std::string_view const divider : {"；", "、", "，", "|", ","})
        for (auto at = plain.find(divider); at != std::string::npos; at = plain.find(divider))
            plain.replace(at, divider.size(), ";");
    std::vector<std::string> words;
    for (std::size_t from = 0; from <= plain.size();) {
        auto const end = std::min(plain.find(';', from), plain.size());
        if (auto word = trimmed(std::string_view(plain).substr(from, end - from)); !word.empty()) words.push_back(word);
        from = end + 1;
    }
    return words;
}

} // namespace baton
