// Recognition among many customers: a hundred thousand with BATON_LONG=1, else fewer.
#include "customer/service.h"
#include "db/scratch_database.h"
#include "install/install.h"
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr Timestamp start{1'780'000'000'000'000};
Actor const desk = Actor::system(default_tenant);

class RecognitionSpeed : public db::OnBothDatabases {
protected:
    void SetUp() override {
        open();
        install_if_empty(*database, "correct-horse-9");
    }
    static Requester nth(int n, bool phone, bool email) {
        Requester requester;
        requester.name = fmt::format("客户{}", n);
        if (phone) requester.phone = fmt::format("137{:08}", n);
        if (email) requester.email = fmt::format("someone{}@example.com", n);
        return requester;
    }
    void fill(int customers) {
        for (int first = 0; first < customers; first += 100)
            db::run(*database, default_tenant, [&](Tx& tx) {
                for (int n = first; n < first + 100; ++n) recognise(tx, desk, nth(n, true, true), start);
            });
    }
    // Milliseconds: the middle and the slowest of many, each a recognition alone in its unit of work.
    std::pair<double, double> timed(int customers, bool phone) {
        std::vector<double> took;
        for (int i = 0; i < 200; ++i)
            db::run(*database, default_tenant, [&](Tx& tx) {
                auto const begin = std::chrono::steady_clock::now();
                recognise(tx, desk, nth((i * 7919) % customers, phone, !phone), start);
                took.push_back(
                    std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
            });
        std::ranges::sort(took);
        return {took[took.size() / 2], took.back()};
    }
};

TEST_P(RecognitionSpeed, IsUnderTwoMillisecondsByPhoneAndByMail) {
    int const customers = std::getenv("BATON_LONG") ? 100'000 : 2'000;
    fill(customers);
    for (bool const phone : {true, false}) {
        auto const [middle, slowest] = timed(customers, phone);
        fmt::print("{} customers by {}: median {:.3f} ms, slowest of 200 {:.3f} ms\n", customers,
                   phone ? "phone" : "mail", middle, slowest);
        EXPECT_LT(middle, 2.0);
    }
}

ON_BOTH_DATABASES(RecognitionSpeed);

} // namespace
} // namespace baton
