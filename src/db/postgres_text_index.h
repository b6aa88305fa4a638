// The index inside PostgreSQL: table search_texts with a tsvector and its GIN index, and search_places. Both are made
// here and not by a migration, since SQLite has neither the type nor a use for them. What several nodes write at once
// is decided by the place: who does not find it where he read it stores nothing.
#pragma once
#include "db/postgres_connection.h"
#include "db/text_index.h"

namespace baton::db {

// Makes it, anew when there is one of another layout. Inside the transaction that migrates, before row-level security
// is settled.
void make_text_index(PostgresConnection&);

class PostgresTextIndex final : public TextIndex {
public:
    explicit PostgresTextIndex(Database& database) : database_(database) {}
    std::optional<IndexPlace> place(TenantId) override;
    bool put(TenantId, IndexChange const&) override;
    void clear(TenantId) override;
    std::vector<std::int64_t> find(TenantId, TextQuestion const&, HitRange const&) override;
    std::vector<RankedHit> find_ranked(TenantId, TextQuestion const& asked, TextQuestion const& keys,
                                       int most) override;
    std::vector<std::int64_t> ids(TenantId, std::int64_t after, int limit) override;
    std::vector<std::int64_t> differing(TenantId, std::vector<IndexedText> const&) override;
    bool forget_some() override { return false; }

private:
    Database& database_;
};

} // namespace baton::db
