#include "http/loop.h"

#include <gtest/gtest.h>

namespace baton::http {
namespace {

// A sweep whose time has come cannot be cancelled any more: it once went on for ever, and join() with it.
TEST(Loop, ends_in_the_middle_of_its_sweeps) {
    for (int i = 0; i < 500; ++i) {
        Loop loop(std::chrono::milliseconds(0));
        loop.start();
        loop.join();
    }
}

} // namespace
} // namespace baton::http
