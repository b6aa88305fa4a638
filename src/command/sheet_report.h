// What became of each row of a table that was brought in: a line each in a file, CSV or NDJSON by its name, and the
// refused ones on standard error. One thread.
#pragma once
#include "base/error.h"

#include <chrono>
#include <filesystem>
#include <fstream>

namespace baton {

struct RowReport {
    std::int64_t line = 0;
    std::string outcome; // made, would be made, there already, refused
    std::string id, number;
    std::string column, message; // of a refused one
};

class SheetReport {
public:
    // "" writes no file.
    explicit SheetReport(std::filesystem::path const&);
    void add(RowReport const&);
    // How many will be told after those that were.
    void expect(std::int64_t rows) { expected_ = made + there + refused + rows; }
    // How far it is, on standard error, every few seconds.
    void tell_now_and_then();
    // Flushed. Throws when the disk is full.
    void finish();
    std::int64_t made = 0, there = 0, refused = 0;

private:
    std::filesystem::path const path_;
    bool is_csv_ = true;
    std::ofstream file_;
    std::int64_t shown_ = 0, expected_ = 0;
    std::chrono::steady_clock::time_point told_at_ = std::chrono::steady_clock::now();
};

} // namespace baton
