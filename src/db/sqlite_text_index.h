// The file search.db: one FTS5 table for each tenant, so that no posting list is of two. It holds nothing that is not
// in the main file, so a commit is not flushed, and a file that is damaged or of another version is made anew; a
// damaged one is kept as search.db.damaged until the next time something must be forgotten.
//
// FTS5 of SQLite 3.40 only marks what was deleted: its words stay in older segments until these are merged. Where they
// must go at once, all segments are merged into one, in steps; secure_delete then overwrites the old ones.
#pragma once
#include "db/lending_pool.h"
#include "db/sqlite_connection.h"
#include "db/text_index.h"

namespace baton::db {

class SqliteTextIndex final : public TextIndex {
public:
    explicit SqliteTextIndex(std::string file);
    std::optional<IndexPlace> place(TenantId) override;
    bool put(TenantId, IndexChange const&) override;
    void clear(TenantId) override;
    std::vector<std::int64_t> find(TenantId, TextQuestion const&, HitRange const&) override;
    std::vector<RankedHit> find_ranked(TenantId, TextQuestion const& asked, TextQuestion const& keys,
                                       int most) override;
    std::vector<std::int64_t> ids(TenantId, std::int64_t after, int limit) override;
    std::vector<std::int64_t> differing(TenantId, std::vector<IndexedText> const&) override;
    bool forget_some() override;

private:
    using Readers = LendingPool<SqliteConnection>;

    void open();
    void open_file();
    void make_anew(std::string const& why);
    template <class F> auto write(F f);
    template <class F> void read(F f);
    template <class F> auto ask(TenantId, F f);
    std::shared_ptr<Readers> readers();
    void set_readers(std::shared_ptr<Readers>);
    std::optional<IndexPlace> read_place(TenantId);
    void store(TenantId, IndexChange const&);

    std::string const file_;
    std::mutex mutex_; // of who writes: guards the connection
    std::unique_ptr<SqliteConnection> connection_;
    std::mutex readers_mutex_;         // held for a moment only: who reads does not wait for who writes
    std::shared_ptr<Readers> readers_; // of the file as it is now
    std::atomic<bool> is_damaged_ = false;
};

} // namespace baton::db
