// Where the master key lies and whether it is the one the data needs. Throws CustodyError with a sentence that says
// what to do. One object per process, used while it starts and by key commands; not thread-safe.
#pragma once
#include "custody/key_file.h"
#include "db/upgrade.h"

namespace baton {

// "<data directory>.key" beside the directory, when none is given. Refuses a place inside it: a copy of the data must
// not carry its key along.
std::filesystem::path key_file_of(std::filesystem::path const& data_dir, std::filesystem::path const& given);

class Custody {
public:
    // Reads the key file. When there is none, makes up a key, which is worth something only once open() wrote it.
    explicit Custody(std::filesystem::path key_file);

    // Opens the database with the key, which must be the one it was encrypted under; an empty one is taken into
    // custody.
    std::unique_ptr<db::Database> open(db::Options, db::UpgradeRules const& = {}, db::Ids = db::Ids::of_now);
    // Puts a new master key in the place of this one and wraps every tenant's keys again; returns its recovery phrase.
    // What is encrypted stays as it is. Ended by kill -9 at any point, data opens with the key file as it stands then.
    std::string rotate_master(db::Database&);
    // Goes on with one that did not come to its end.
    void finish_master_rotation(db::Database&);
    // Of a key that open() made: to be shown once. Else "".
    std::string const& new_phrase() const { return phrase_; }
    std::shared_ptr<KeyRing> const& ring() const { return ring_; }
    std::filesystem::path const& key_file() const { return key_file_; }

private:
    void take(db::Database&);
    void compare(std::vector<std::string> const& stored) const;

    std::filesystem::path const key_file_;
    std::optional<Secret> made_; // not written yet
    bool is_rotating_ = false;   // the file holds the next key and the one before
    std::vector<std::string> fingerprints_;
    std::shared_ptr<KeyRing> ring_;
    std::string phrase_;
};

// "" when the file holds the key that the data needs, else a sentence that says what is wrong and what to do.
// Thread-safe.
std::string key_trouble(db::Database&, std::filesystem::path const& key_file);
// A rotation of the master key that has not come to its end left two in the file.
bool holds_two_keys(std::filesystem::path const& key_file);
// Fingerprints of the master keys the data cannot be read without.
std::vector<std::string> master_keys_of(Tx&);

// Writes the key file again from `masters`, which must be those of the database. Refuses when the file exists.
void restore_key_file(db::Database&, std::filesystem::path const& key_file, Masters const& masters);

} // namespace baton
