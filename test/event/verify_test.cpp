#include "log_fixture.h"

#include "event/chain_store.h"

namespace baton {
namespace {

// Batches of events 1..2, 3..5 and 6, then nothing that numbers or seals any more.
class ChainVerification : public OnEventLog {
protected:
    ChainVerification() {
        log = make_log({"reader"}), log->start();
        for (int count : {2, 3, 1}) {
            write(count);
            settled_ = log->settle(patience) && settled_;
        }
        log.reset();
        database = nullptr;
        database = open_again();
    }
    void SetUp() override {
        ASSERT_TRUE(settled_);
        auto const verification = verify_chain(*database, default_tenant);
        ASSERT_TRUE(verification.intact) << verification.first_break;
        ASSERT_EQ(verification.batches, 3);
        ASSERT_EQ(verification.events, 6);
        keep();
    }
    void expect_break(std::string const& expected) {
        auto const verification = verify_chain(*database, default_tenant);
        EXPECT_EQ(verification.first_break, expected);
        EXPECT_EQ(verification.intact, expected.empty());
    }
    std::string blob(std::string const& column, std::string const& table, std::string const& where) {
        std::string found;
        database->read(default_tenant, [&](Tx& tx) {
            tx.query("select " + column + " from " + table + " where tenant_id = 1 and " + where,
                     [&](db::Row const& row) { found = row.bytes(0); });
        });
        return found;
    }
    // Turns one bit of a stored blob.
    void flip(std::string const& column, std::string const& table, std::string const& where, std::size_t at = 0) {
        auto bytes = blob(column, table, where);
        bytes.at(at) = static_cast<char>(bytes[at] ^ 1);
        execute("update " + table + " set " + column + " = $1 where tenant_id = 1 and " + where,
                db::Blob(bytes.begin(), bytes.end()));
    }

    // Rewrites what seals event `seq` in batch 2 with the one content hash that changed.
    enum class Forge { mark, root, chain };
    void forge(std::int64_t seq, Hash const& hash, Forge);

private:
    bool settled_ = true;
};

void ChainVerification::forge(std::int64_t seq, Hash const& hash, Forge what) {
    db::run(*database, default_tenant, [&](Tx& tx) {
        std::vector<Hash> leaves;
        visit_whole(tx, 3, 5, [&](SealedRow const& row) {
            leaves.push_back(leaf_hash(row.header, row.header.seq == seq ? Bytes(hash) : row.content_hash));
        });
        auto const before = batches_after(tx, 0, 1).front(), batch = batches_after(tx, 1, 1).front();
        Hash previous;
        std::ranges::copy(before.chain, previous.begin());
        auto const root = merkle_root(leaves);
        auto const chain = chain_hash(previous, {3, 5, root, batch.sealed_at.us});
        auto const set = [&](std::string const& column, db::Blob const& value) {
            tx.exec("update batches set " + column + " = $1 where tenant_id = 1 and first_seq = 3", value);
        };
        if (what == Forge::mark) set("marks", marks_of(leaves));
        if (what == Forge::root) set("root", {root.begin(), root.end()});
        if (what == Forge::chain) set("chain", {chain.begin(), chain.end()});
    });
}

struct Tampering {
    char const* sql;
    char const* expected;
};

constexpr auto changed = "batch 2 (events 3..5): event 4 changed";
constexpr auto content_changed = "event 4: its content changed";

Tampering const tamperings[] = {
    {"update events set id = id + 1000000 where tenant_id = 1 and seq = 4", changed},
    {"update events set ticket_id = 5 where tenant_id = 1 and seq = 4", changed},
    {"update events set ticket_id = null where tenant_id = 1 and seq = 4", changed},
    {"update events set at = at + 1 where tenant_id = 1 and seq = 4", changed},
    {"update events set actor_kind = 'agent' where tenant_id = 1 and seq = 4", changed},
    {"update events set actor_id = 1 where tenant_id = 1 and seq = 4", changed},
    {"update events set kind = 'rated' where tenant_id = 1 and seq = 4", changed},
    {"update events set kind = 'no such kind' where tenant_id = 1 and seq = 4", changed},
    {"update events set visibility = 'public' where tenant_id = 1 and seq = 4", changed},
    {"update events set content = '{\"body\":\"other\"}' where tenant_id = 1 and seq = 4", content_changed},
    {"update events set content = '{' where tenant_id = 1 and seq = 4", content_changed},
    {"update events set content = null where tenant_id = 1 and seq = 4",
     "event 4: of content and salt only one is there"},
    {"update events set salt = null where tenant_id = 1 and seq = 4", "event 4: of content and salt only one is there"},
    {"update events set content = null, salt = null where tenant_id = 1 and seq = 4",
     "event 4: its content is missing and no erasure names it"},
    {"update events set state = 'sent' where tenant_id = 1 and seq = 4", ""},
    {"update events set seq = null where tenant_id = 1 and seq = 4", "batch 2 (events 3..5): event 4 is missing"},
    {"update events set seq = 7 where tenant_id = 1 and seq = 4", "batch 2 (events 3..5): event 4 is missing"},
    {"update events set seq = 7 where tenant_id = 1 and seq = 5", "batch 2 (events 3..5): event 5 is missing"},
    {"update events set seq = 7 where tenant_id = 1 and seq = 6", "batch 3 (events 6..6): event 6 is missing"},
    {"update events set tenant_id = 2 where tenant_id = 1 and seq = 4", "batch 2 (events 3..5): event 4 is missing"},
    {"delete from events where tenant_id = 1 and seq = 3", "batch 2 (events 3..5): event 3 is missing"},
    {"delete from events where tenant_id = 1 and seq = 6", "batch 3 (events 6..6): event 6 is missing"},
    {"delete from events where tenant_id = 1", "batch 1 (events 1..2): event 1 is missing"},
    {"insert into events (tenant_id, id, at, actor_kind, kind, visibility, content_hash, seq) "
     "select tenant_id, 1, at, actor_kind, kind, visibility, content_hash, 7 from events where tenant_id = 1 and seq = "
     "6",
     "events 7..7: numbered, but in no batch"},
    {"update batches set first_seq = 4 where tenant_id = 1 and first_seq = 3", "events 3..3: their batch is missing"},
    {"update batches set first_seq = 2 where tenant_id = 1 and first_seq = 3",
     "batch 2 (events 2..5): overlaps the batch before"},
    {"update batches set last_seq = 4 where tenant_id = 1 and first_seq = 3",
     "batch 2 (events 3..4): its marks do not cover its events"},
    {"update batches set last_seq = 6 where tenant_id = 1 and first_seq = 3",
     "batch 2 (events 3..6): its marks do not cover its events"},
    {"update batches set last_seq = 2 where tenant_id = 1 and first_seq = 3",
     "batch 2 (events 3..2): ends before it begins"},
    {"update batches set last_seq = 9 where tenant_id = 1 and first_seq = 6",
     "batch 3 (events 6..9): event 7 is missing"},
    {"update batches set sealed_at = sealed_at + 1 where tenant_id = 1 and first_seq = 3",
     "batch 2 (events 3..5): it is not chained to the batch before"},
    {"update batches set tenant_id = 2 where tenant_id = 1 and first_seq = 3", "events 3..5: their batch is missing"},
    {"delete from batches where tenant_id = 1 and first_seq = 1", "events 1..2: their batch is missing"},
    {"delete from batches where tenant_id = 1 and first_seq = 3", "events 3..5: their batch is missing"},
    {"delete from batches where tenant_id = 1 and first_seq = 6", "events 6..6: numbered, but in no batch"},
    {"delete from batches where tenant_id = 1", "events 1..6: numbered, but in no batch"},
};

TEST_P(ChainVerification, NamesTheFirstBreak) {
    for (auto const& tampering : tamperings) {
        SCOPED_TRACE(tampering.sql);
        bool const gives_away = std::string_view(tampering.sql).find("set tenant_id") != std::string_view::npos;
        if (gives_away && database->health().row_security) continue; // refused
        execute(tampering.sql);
        expect_break(tampering.expected);
        restore();
        expect_break("");
    }
}

TEST_P(ChainVerification, NamesAFlippedBit) {
    struct Flip {
        char const *column, *table, *where, *expected;
    };
    Flip const flips[] = {
        {"salt", "events", "seq = 4", content_changed},
        {"content_hash", "events", "seq = 4", content_changed},
        {"root", "batches", "first_seq = 3", "batch 2 (events 3..5): its root does not match its events"},
        {"chain", "batches", "first_seq = 3", "batch 2 (events 3..5): it is not chained to the batch before"},
        {"marks", "batches", "first_seq = 3", "batch 2 (events 3..5): event 3 changed"},
    };
    for (auto const& [column, table, where, expected] : flips) {
        SCOPED_TRACE(column);
        flip(column, table, where);
        expect_break(expected);
        restore();
    }
}

// Whoever rewrites an event together with its hash and its mark is caught by the root.
TEST_P(ChainVerification, TheRootProvesWhereTheMarkIsForged) {
    Salt const salt{};
    auto const hash = content_hash(salt, "{}");
    execute("update events set content = '{}', salt = $1, content_hash = $2 where tenant_id = 1 and seq = 4",
            db::Blob(salt.begin(), salt.end()), db::Blob(hash.begin(), hash.end()));
    expect_break(changed);
    forge(4, hash, Forge::mark);
    expect_break("batch 2 (events 3..5): its root does not match its events");
    forge(4, hash, Forge::root);
    expect_break("batch 2 (events 3..5): it is not chained to the batch before");
    forge(4, hash, Forge::chain);
    expect_break("batch 3 (events 6..6): it is not chained to the batch before");
}

TEST_P(ChainVerification, WhatIsEncryptedLaterIsProvedAndReadBackAsItWas) {
    auto const before = numbered();
    db::run(*database, default_tenant, [](Tx& tx) {
        encrypt_contents(tx, some_ticket);
        encrypt_contents(tx, some_ticket); // once more changes nothing
    });
    EXPECT_EQ(blob("content", "events", "seq = 4").find("body"), std::string::npos);
    EXPECT_EQ(blob("coalesce(salt, content_hash)", "events", "seq = 4"), blob("content_hash", "events", "seq = 4"));
    expect_break("");
    auto const after = numbered();
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < after.size(); ++i) EXPECT_EQ(after[i].content->body, before[i].content->body);
    execute("update events set content = (select e.content from events e where e.tenant_id = 1 and e.seq = 5)"
            " where tenant_id = 1 and seq = 4");
    expect_break(content_changed);
    execute("update events set content = '{\"encrypted_later\":\"AAAA\"}' where tenant_id = 1 and seq = 4");
    expect_break(content_changed);
    execute("update events set content = '{}' where tenant_id = 1 and seq = 4");
    expect_break("event 4: of content and salt only one is there");
}

TEST_P(ChainVerification, AnEncryptedEventIsProvedWithoutBeingOpened) {
    database = nullptr;
    database = open_again();
    log = make_log(), log->start();
    auto const id = db::run(*database, default_tenant, [](Tx& tx) {
        return record(tx, {.ticket_id = some_ticket, .content = {.body = "病历"}, .is_encrypted = true}, now());
    });
    ASSERT_TRUE(log->settle(patience));
    expect_break("");
    auto const where = "id = " + std::to_string(id.value);
    EXPECT_EQ(blob("content", "events", where).find("病历"), std::string::npos);
    auto const event = db::look(*database, default_tenant, [&](Tx& tx) { return find_event(tx, id); });
    EXPECT_EQ(event->content->body, "病历");
    execute("update events set content = '{\"encrypted\":\"AAAA\"}' where tenant_id = 1 and id = $1", id);
    expect_break("event 7: its content changed");
}

TEST_P(ChainVerification, ACutEndIsSeenByAReaderThatWasFurther) {
    execute("delete from events where tenant_id = 1 and seq > 5");
    execute("delete from batches where tenant_id = 1 and first_seq > 5");
    expect_break("the log ends at event 5, but reader reader has seen event 6");
}

TEST_P(ChainVerification, OnlyItsOwnTenantIsJudged) {
    if (database->health().row_security) GTEST_SKIP() << "no unit writes for two tenants";
    execute("insert into events (tenant_id, id, at, actor_kind, kind, visibility, content_hash, seq) "
            "select 2, id, at, actor_kind, kind, visibility, content_hash, seq from events where tenant_id = 1");
    expect_break("");
    EXPECT_EQ(first_break(second_tenant), "events 1..6: numbered, but in no batch");
}

TEST_P(ChainVerification, AnErasureNamesOnlyWhatItNames) {
    database = nullptr;
    database = open_again();
    log = make_log(), log->start();
    auto const ids = write(3);
    db::run(*database, default_tenant, [&](Tx& tx) { erase_content(tx, {ids[0]}, {}, "asked", now()); });
    ASSERT_TRUE(log->settle(patience));
    expect_break("");
    execute("update events set content = null, salt = null where tenant_id = 1 and id = $1", ids[1]);
    expect_break("event 8: its content is missing and no erasure names it");
}

TEST_P(ChainVerification, AnErasureWithoutANumberYetNamesToo) {
    auto const id = numbered().front().id;
    db::run(*database, default_tenant, [&](Tx& tx) {
        erase_content(tx, {id}, {}, "asked", now());
        tx.exec("update events set seq = null where tenant_id = 1 and seq > 6"); // as on PostgreSQL
    });
    auto const verification = verify_chain(*database, default_tenant);
    EXPECT_EQ(verification.first_break, "");
    EXPECT_EQ(verification.erased, 1);
    EXPECT_EQ(verification.unnumbered, 1);
}

TEST_P(ChainVerification, AnEmptyLogIsIntact) {
    auto const verification = verify_chain(*database, second_tenant);
    EXPECT_TRUE(verification.intact);
    EXPECT_EQ(verification.events, 0);
}

ON_BOTH_DATABASES(ChainVerification);

} // namespace
} // namespace baton
