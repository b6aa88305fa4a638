// A whole database as it was at one moment, the rows of all tenants, for as long as it takes to read them. One thread.
//
// What a table holds is told by one hash over its rows in the order of their key, each value with its type and length:
// equal on both sides of a copy, and on both databases. The search index is left out; it is made anew from the rest.
#pragma once
#include "db/database.h"

namespace baton::db {

struct TableDigest {
    std::string name;
    std::int64_t rows = 0;
    std::string sha256; // hex
    bool operator==(TableDigest const&) const = default;
};
DESCRIBE(TableDigest, (), (name, rows, sha256));

// Asked now and then by what takes long; true ends it with Unavailable.
using IsOver = std::function<bool()>;

// A table as the database itself describes it.
struct TableLayout {
    enum class Kind { integer, real, text, blob };
    struct Column {
        std::string name;
        Kind kind = Kind::text;
        std::int64_t key_place = 0; // from 1; 0: not of the primary key
    };
    std::string table;
    std::vector<Column> columns; // by name

    bool is_of_tenants() const; // else it is the installation's
};

// The hash of a table, from its rows in the order of their key with the columns of its layout.
class TableHash {
public:
    explicit TableHash(TableLayout const& layout) : layout_(layout) {}
    void add(Row const&);
    TableDigest finish();

private:
    void number(char kind, std::uint64_t value);
    void bytes(char kind, std::string_view value);

    TableLayout const& layout_;
    std::int64_t rows_ = 0;
    Sha256 hash_;
    std::string text_; // of the row at hand
};

class Snapshot {
public:
    virtual ~Snapshot() = default;
    // Without a time limit. Writing through this Tx fails.
    virtual void read(TenantId, Unit const&) = 0;
    bool is_empty() { return layouts().empty(); }
    // All but those of the search index, by name.
    virtual std::vector<TableLayout> layouts() = 0;
    // Row by row in the order of the key, tenant by tenant, never the whole table in memory.
    void each_row(TableLayout const&, std::vector<TenantId> const&, std::function<void(TenantId, Row const&)> const&);
    // Number of the newest migration; 0 where it is no Baton's.
    std::int64_t schema();
    std::vector<TenantId> tenants();
    // Of every table, by name.
    std::vector<TableDigest> digests(IsOver const& = {});

protected:
    static void add_column(std::vector<TableLayout>&, Row const&); // table, column, type, place in the key
    virtual void stream(TenantId, std::string const& sql, RowSink const&) = 0;

private:
    TableDigest digest(TableLayout const&, std::vector<TenantId> const&, IsOver const&);
};

// Where a database is: as in Options.
struct Place {
    std::string url, data_dir;
};

// Copies the database into `file`, which is made: SQLite as a database file, PostgreSQL as an archive of pg_dump. What
// is returned reads the same moment. The file is flushed, its directory is not. A server may go on writing; on SQLite
// tell it before (db/long_reader.h). Throws DbError with a sentence.
std::unique_ptr<Snapshot> copy_database(Place const&, std::string const& file, IsOver const&);
// What a file of copy_database holds, or PostgreSQL holds now.
std::unique_ptr<Snapshot> read_database_file(std::string const& file);
std::unique_ptr<Snapshot> read_server(std::string const& url);
// Until no pg_restore is at work in it any more: one outlives the program that started it and was killed.
void wait_for_restores(std::string const& url, IsOver const&);
// Puts an archive of pg_dump into an empty PostgreSQL database, whole or not at all.
void restore_archive(std::string const& url, std::string const& file, IsOver const&);

} // namespace baton::db
