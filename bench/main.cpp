// usage: baton_bench sqlite SOURCE.db SCRATCH_DIRECTORY N…   writes the rows of SOURCE.db again, N units in a
// transaction
//        baton_bench postgres URL N…                         writes the rows of a database again over N connections
// Prints one JSON line for each N: {"n", "units", "rows", "seconds"}.
#include "rows.h"

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace {

using namespace baton::bench;

void report(Recording const& recording, std::size_t n, double seconds) {
    std::size_t rows = 0;
    for (auto const& table : recording.tables) rows += table.rows.size();
    std::printf("{\"n\": %zu, \"units\": %zu, \"rows\": %zu, \"seconds\": %.3f}\n", n, recording.units, rows, seconds);
}

int run(std::vector<std::string> const& arguments) {
    bool const sqlite = arguments.at(0) == "sqlite";
    auto const recording = sqlite ? read_sqlite(arguments.at(1)) : read_postgres(arguments.at(1));
    for (std::size_t i = sqlite ? 3 : 2; i < arguments.size(); ++i) {
        auto const n = std::stoul(arguments[i]);
        auto const seconds = sqlite ? write_sqlite(recording, arguments[2] + "/raw-" + arguments[i] + ".db", n)
                                    : write_postgres(recording, arguments[1], n);
        report(recording, n, seconds);
    }
    return 0;
}

} // namespace

int main(int count, char** words) {
    try {
        return run({words + 1, words + count});
    } catch (std::exception const& error) {
        std::fprintf(stderr, "baton_bench: %s\n", error.what());
        return 1;
    }
}
