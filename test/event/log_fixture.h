// The event log of a scratch database with a reader that notes what it was given.
#pragma once
#include "db/scratch_database.h"
#include "event/log.h"

namespace baton {

inline constexpr TenantId second_tenant{2};
inline constexpr TicketId some_ticket{77};
inline constexpr std::chrono::milliseconds patience{20'000};

// One row per event and call, so that an event given twice is there twice.
class NotingReader : public Reader {
public:
    explicit NotingReader(std::string name) : name_(std::move(name)) {}
    std::string_view name() const override { return name_; }
    void apply(Tx&, std::span<Event const>) override;

private:
    std::string name_;
};

std::vector<std::int64_t> one_to(std::int64_t last);

class OnEventLog : public db::OnBothDatabases {
protected:
    OnEventLog();

    // Another Log over `database`, with a NotingReader per name.
    std::unique_ptr<Log> make_log(std::vector<std::string> const& readers = {}, LogOptions = LogOptions());
    std::unique_ptr<db::Database> open_again() const;
    // One unit with `count` events; the ids.
    std::vector<EventId> write(int count = 1, TenantId = default_tenant);
    // One statement in one unit; for tampering.
    template <class... A> void execute(std::string_view sql, A const&... args) {
        db::run(*database, default_tenant, [&](Tx& tx) { tx.exec(sql, args...); });
    }
    // Events and batches as they were at keep().
    void keep();
    void restore();
    std::vector<Event> numbered(TenantId = default_tenant);
    // The seqs a reader was given, in order of the calls.
    std::vector<std::int64_t> noted(std::string_view reader, TenantId = default_tenant);
    std::string first_break(TenantId tenant = default_tenant) { return verify_chain(*database, tenant).first_break; }

    std::unique_ptr<Log> log;
};

// For what only happens where several connections write at once.
inline std::vector<db::Dialect> only_postgres() {
    auto dialects = db::tested_dialects();
    std::erase(dialects, db::Dialect::sqlite);
    return dialects;
}

#define ON_POSTGRES(Fixture)                                                                                           \
    GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Fixture);                                                            \
    INSTANTIATE_TEST_SUITE_P(Db, Fixture, testing::ValuesIn(only_postgres()), db::name_of_dialect)

} // namespace baton
