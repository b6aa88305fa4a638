// Rows laid down in a file without a name, so that they can be read again in any order without keeping them in memory.
// Cells at the end of a row that are empty are not kept, nor rows without anything. One thread.
#pragma once
#include "base/row_source.h"

#include <cstdio>
#include <memory>

namespace baton {

class RowSpool final : public RowSource {
public:
    static constexpr std::int64_t most_bytes = std::int64_t{4} << 30;

    // Both throw std::runtime_error, a sentence: there is no room, or more than most_bytes.
    RowSpool();
    void add(TableRow);
    // From here on it is read. From the first row on.
    void rewind();
    std::optional<TableRow> next() override;
    void go_to(TableRow const&) override;

private:
    void put(std::string_view bytes);
    void put(std::uint32_t);
    void put_text(std::string_view);
    std::uint32_t take();
    std::string take_text();

    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
    std::int64_t size_ = 0, offset_ = 0;
};

} // namespace baton
