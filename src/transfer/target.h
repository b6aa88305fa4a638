// The place an import goes to: what is there already, and what is put there. Throws BackupError. One thread.
#pragma once
#include "db/table_import.h"
#include "transfer/service.h"

namespace baton {

class ImportTarget {
public:
    ImportTarget(DataPlace const&, ExportManifest const&, db::IsOver const&);
    // Before anything is written: throws unless the place is empty, or holds a half import of this very export.
    void refuse_what_is_there();
    // Marks the data directory, makes the database with the schema of the export and begins in it.
    void open();
    std::int64_t parts_done();
    // One unit of work.
    void store(db::TableLayout const&, TablePart const&, std::vector<db::Values> const&, std::int64_t parts_done);
    // Every table has the hash it had in the source.
    void compare() const;
    void end(db::DatabaseRows const&);
    // The mark is gone: the place is in force.
    void release();

    std::vector<db::TableLayout> const& layouts() const { return layouts_; }
    db::TableLayout const& layout(std::string const& table) const;
    // Rows of schema_migrations as they are here.
    std::vector<db::Values> applied() const;
    // Ended before, and killed between that and release().
    bool is_ended() const { return is_ended_; }

private:
    std::unique_ptr<db::Snapshot> snapshot() const;
    void refuse_files() const;
    void refuse_database();
    void refuse_other_tables() const;
    std::string difference_now() const;

    DataPlace const& to_;
    ExportManifest const& manifest_;
    db::IsOver const& is_over_;
    std::string const name_; // of the export
    bool is_begun_ = false, is_ended_ = false;
    std::unique_ptr<db::Database> database_;
    std::vector<db::TableLayout> layouts_;
};

} // namespace baton
