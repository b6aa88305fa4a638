#include "attachment/inspection.h"

#include "attachment/store.h"
#include "attachment/transfer.h"

#include <fmt/format.h>

namespace baton {
namespace {

constexpr int rows_at_once = 100;
constexpr std::size_t piece = 64 * 1024, most_named = 5;

class Inspecting {
public:
    Inspecting(db::Database& database, FileStore const& files, TenantId tenant)
        : database_(database), files_(files), tenant_(tenant) {}

    AttachmentInspection run() {
        std::optional<Attachment> last;
        for (;;) {
            auto const rows =
                db::look(database_, tenant_, [&](Tx& tx) { return attachments_by_file(tx, last, rows_at_once); });
            for (auto const& row : rows) inspect(row);
            if (std::ssize(rows) < rows_at_once) break;
            last = rows.back();
        }
        find_orphans();
        return std::move(found_);
    }

private:
    void inspect(Attachment const& row) {
        ++found_.rows;
        if (row.file != file_) {
            file_ = row.file;
            problem_ = read(row);
        }
        auto problem = problem_;
        if (problem.empty() && (size_ != row.size || sha256_ != row.sha256)) problem = "holds another content";
        if (problem.empty() || !is_still_named(row.file)) return;
        ++found_.wrong;
        if (found_.problems.size() < most_named)
            found_.problems.push_back(fmt::format("attachment {} of ticket {}: its file {} {}", row.id.value,
                                                  row.ticket_id ? row.ticket_id->value : 0, row.file, problem));
    }
    // "" or what is wrong with the file.
    std::string read(Attachment const& row) {
        size_ = 0;
        try {
            auto const source = attachment_content(database_, files_, tenant_, row);
            Sha256 hash;
            std::string buffer(piece, '\0');
            while (auto const n = source->read(buffer.data(), buffer.size())) {
                hash.update(std::string_view(buffer).substr(0, n));
                size_ += std::int64_t(n);
            }
            sha256_ = hex(hash.finish());
            found_.bytes += size_;
            return "";
        } catch (Error const&) {
            return "is missing";
        } catch (VaultError const& error) {
            return fmt::format("is damaged ({})", error.what());
        } catch (std::system_error const& error) {
            return fmt::format("cannot be read ({})", error.what());
        }
    }
    // It may have expired since.
    bool is_still_named(std::string const& file) {
        return db::look(database_, tenant_, [&](Tx& tx) { return is_file_used(tx, file); });
    }
    void find_orphans() {
        files_.visit(tenant_, [&](std::vector<std::string> const& names) {
            for (auto const& name : db::look(database_, tenant_, [&](Tx& tx) { return without_row(tx, names); }))
                if (found_.orphans++ == 0) found_.first_orphan = name;
        });
    }

    db::Database& database_;
    FileStore const& files_;
    TenantId const tenant_;
    AttachmentInspection found_;
    std::string file_, sha256_, problem_; // of the file read last
    std::int64_t size_ = 0;
};

} // namespace

AttachmentInspection inspect_attachments(db::Database& database, FileStore const& files, TenantId tenant) {
    return Inspecting(database, files, tenant).run();
}

} // namespace baton
