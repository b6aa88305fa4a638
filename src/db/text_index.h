// What texts are found by: words in an index of their own beside the rows, which can be made anew from them at any
// time. SQLite: FTS5 in a file search.db of the data directory, with a writer of its own. PostgreSQL: a tsvector with a
// GIN index in the database. Who fills it cuts texts into words (no blanks, signs or upper case inside; `_` is allowed)
// and gives each text the id of its row. One thread writes; find() and ids() are for any.
#pragma once
#include "db/database.h"

namespace baton::db {

// Words stand one after the other, separated by blanks. What keeps `open_words` and `inner_words` apart is that
// somebody may be shown only the first.
struct IndexedText {
    std::int64_t id = 0;
    std::string keys; // what the text belongs to: found like words, in no order
    std::string title_words, open_words, inner_words;
    bool forgets = false; // what stood in its place must not stay in the bytes of the file either

    // Those of the title are among the open ones.
    static constexpr std::size_t most_open_words = 12'000, most_inner_words = 4'000; // tsvector knows 16,383 places
};

// Words one right after the other, the last one perhaps only begun.
struct Phrase {
    std::vector<std::string> words;
    bool begins = false;
    bool operator==(Phrase const&) const = default;
};
// Of each list one must be there.
using TextQuestion = std::vector<std::vector<Phrase>>;

// How far the index has followed the rows of a tenant.
struct IndexPlace {
    std::int64_t seq = 0;                  // of the log
    std::int64_t event_id = 0;             // the one with that number; 0 when unknown
    std::optional<std::int64_t> walked_to; // a first walk over all rows, by id, is that far; absent when it is over
    bool operator==(IndexPlace const&) const = default;
};

struct IndexChange {
    std::optional<IndexPlace> from; // nothing is stored unless it stands there; absent: at nothing
    IndexPlace to;
    std::vector<IndexedText> texts; // each in place of the one with its id
    std::vector<std::int64_t> gone;
};

// Hits in the order of their ids, beyond `after`.
struct HitRange {
    bool newest_first = true;
    std::optional<std::int64_t> after;
    int limit = 50;
};

// How well a text answers a question: more is better. A word of the title weighs four times one of the open words, and
// that twice an inner one; every further time it stands there adds less. Comparable within one answer only.
struct RankedHit {
    std::int64_t id = 0;
    std::int64_t rank = 0;
    bool operator==(RankedHit const&) const = default;
};

class TextIndex {
public:
    virtual ~TextIndex() = default;
    virtual std::optional<IndexPlace> place(TenantId) = 0;
    // In one transaction. False, and nothing done, when the index stands elsewhere than at `from`.
    virtual bool put(TenantId, IndexChange const&) = 0;
    virtual void clear(TenantId) = 0;
    // REQUIRES: the question asks for something. At most two seconds, then Unavailable.
    virtual std::vector<std::int64_t> find(TenantId, TextQuestion const&, HitRange const&) = 0;
    // The newest `most` that answer the question and have the keys, or fewer of them where going back that far takes
    // long (but a hundred, if there are); newest first. Only the question decides their rank. The same two seconds.
    virtual std::vector<RankedHit> find_ranked(TenantId, TextQuestion const& asked, TextQuestion const& keys,
                                               int most) = 0;
    // All there is, ascending.
    virtual std::vector<std::int64_t> ids(TenantId, std::int64_t after, int limit) = 0;
    // Those of the texts that are there and say something else.
    virtual std::vector<std::int64_t> differing(TenantId, std::vector<IndexedText> const&) = 0;
    // Goes on with overwriting what was to be forgotten. False when nothing is left to do. On PostgreSQL that is the
    // operator's (vacuum), as for all rows.
    virtual bool forget_some() = 0;
};

// For PostgreSQL it lives in the database itself. Throws DbError.
std::unique_ptr<TextIndex> open_text_index(Database&, std::string const& data_dir);

} // namespace baton::db
