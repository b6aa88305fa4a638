// The JSON reader: whatever comes in, it either throws Error or yields values that read back as themselves.
// fuzz-sources: src/base/json.cpp src/base/text.cpp src/base/time.cpp src/base/id.cpp
#include "base/json.h"

#include <cstdlib>

namespace baton {
namespace {

BOOST_DEFINE_ENUM_CLASS(Colour, red, green)

struct Part {
    Text<1, 20> name;
    std::optional<std::int64_t> count;
    bool operator==(Part const&) const = default;
};
DESCRIBE(Part, (), (name, count));

struct TagOfThing;

struct Thing {
    Id<TagOfThing> id;
    Colour colour = Colour::red;
    Timestamp at;
    double weight = 0;
    bool open = false;
    std::vector<Part> parts;
    std::map<std::string, std::string> notes;
    bool operator==(Thing const&) const = default;
};
DESCRIBE(Thing, (), (id, colour, at, weight, open, parts, notes));

// Boost.JSON 1.81 reads some doubles an ulp off, so that a number may differ after a round; nothing else may.
bool same(Thing a, Thing const& b) {
    a.weight = b.weight;
    return a == b;
}

void read(std::string_view text) {
    json::value const parsed = parse_json(text);
    (void)parse_json(json::serialize(parsed)); // what was accepted once is accepted again
    Thing const thing = read_json<Thing>(parsed);
    if (!same(read_json<Thing>(parse_json(to_json_text(thing))), thing)) std::abort();
}

} // namespace
} // namespace baton

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    try {
        baton::read({reinterpret_cast<char const*>(data), size});
    } catch (baton::Error const&) {}
    return 0;
}
