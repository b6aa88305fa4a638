#include "custody/custody.h"

#include "custody/store.h"
#include "db/tenant_keys.h"
#include "tenant/service.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

namespace baton {
namespace {

std::filesystem::path plain_path(std::filesystem::path const& path) {
    auto plain = std::filesystem::absolute(path).lexically_normal();
    return plain.has_filename() ? plain : plain.parent_path();
}

bool lies_inside(std::filesystem::path const& file, std::filesystem::path const& directory) {
    auto const where = std::filesystem::weakly_canonical(file), what = std::filesystem::weakly_canonical(directory);
    return std::ranges::mismatch(what, where).in1 == what.end();
}

std::string names_of(std::vector<std::string> const& fingerprints) {
    std::vector<std::string_view> names;
    for (auto const& fingerprint : fingerprints) names.push_back(std::string_view(fingerprint).substr(0, 8));
    return fmt::format("{}", fmt::join(names, ", "));
}

void wrap_keys_again(Tx& tx, KeyRing const& ring) {
    for (auto const& stored : db::load_tenant_keys(tx))
        replace_wrapped(tx, stored.id, stored.wrapped, ring.wrap_again(tx.tenant(), stored).wrapped);
}

constexpr std::string_view what_to_do =
    "Give the right file with --key-file, or write it again from the recovery phrase or a wrapped key with `baton key "
    "restore`.";

std::string other_key(std::filesystem::path const& file, std::vector<std::string> const& held,
                      std::vector<std::string> const& needed) {
    return fmt::format("The key file {} holds another key ({}) than the data needs ({}). {}", file.string(),
                       names_of(held), names_of(needed), what_to_do);
}

std::string missing_key(std::filesystem::path const& file) {
    return fmt::format("The data is encrypted and its key file {} is missing. Put it back. {}", file.string(),
                       what_to_do);
}

bool holds_all(std::vector<std::string> const& held, std::vector<std::string> const& needed) {
    return std::ranges::all_of(needed, [&](auto const& each) { return std::ranges::find(held, each) != held.end(); });
}

std::vector<std::string> fingerprints_in(Masters const& masters) {
    std::vector<std::string> fingerprints;
    for (auto const& master : masters) fingerprints.push_back(KeyRing::fingerprint(master));
    return fingerprints;
}

std::string trouble_now(db::Database& database, std::filesystem::path const& key_file) {
    auto const masters = read_key_file(key_file);
    if (!masters) return missing_key(key_file);
    auto const held = fingerprints_in(*masters);
    auto const needed = db::look(database, default_tenant, [](Tx& tx) { return master_fingerprints(tx); });
    return holds_all(held, needed) ? "" : other_key(key_file, held, needed);
}

} // namespace

std::filesystem::path key_file_of(std::filesystem::path const& data_dir, std::filesystem::path const& given) {
    auto const data = plain_path(data_dir);
    auto file = given.empty() ? std::filesystem::path(data.string() + ".key") : plain_path(given);
    if (lies_inside(file, data))
        throw CustodyError(fmt::format("The key file {} must not lie inside the data directory, whose copies it would "
                                       "open. Give another place with --key-file.",
                                       file.string()));
    return file;
}

Custody::Custody(std::filesystem::path key_file) : key_file_(std::move(key_file)) {
    auto masters = read_key_file(key_file_);
    if (!masters) {
        made_.emplace(Secret::random());
        masters.emplace().emplace_back(made_->bytes());
    } else if (auto const warning = key_file_warning(key_file_); !warning.empty()) {
        spdlog::warn("{}", warning);
    }
    is_rotating_ = masters->size() > 1;
    fingerprints_ = fingerprints_in(*masters);
    ring_ = std::make_shared<KeyRing>(std::move(*masters));
}

std::unique_ptr<db::Database> Custody::open(db::Options options, db::UpgradeRules const& rules, db::Ids ids) {
    options.keys = ring_;
    auto database = db::open(options, rules, ids);
    auto const stored = db::look(*database, default_tenant, [](Tx& tx) { return master_fingerprints(tx); });
    if (!stored.empty()) {
        compare(stored);
        return database;
    }
    take(*database);
    database.reset(); // whoever gets it must still be able to say what happens at the first write
    return db::open(options, rules, ids);
}

// First the file, then the mark in the database: what is encrypted later can be read after any crash in between.
void Custody::take(db::Database& database) {
    Masters written;
    if (made_) {
        written.emplace_back(made_->bytes());
        create_key_file(key_file_, written);
    }
    auto const stored = db::run(database, default_tenant, [&](Tx& tx) {
        lock_tenant(tx); // another node may start for the first time too
        auto before = master_fingerprints(tx);
        if (before.empty()) add_master_fingerprint(tx, fingerprints_.front(), now());
        return before;
    });
    if (!stored.empty() && made_) std::filesystem::remove(key_file_);
    if (!stored.empty()) return compare(stored);
    if (made_) phrase_ = phrase_of(*made_);
    made_.reset();
}

void Custody::compare(std::vector<std::string> const& stored) const {
    if (made_) throw CustodyError(missing_key(key_file_));
    if (!holds_all(fingerprints_, stored)) throw CustodyError(other_key(key_file_, fingerprints_, stored));
}

std::string Custody::rotate_master(db::Database& database) {
    finish_master_rotation(database);
    auto masters = read_key_file(key_file_);
    if (!masters) throw CustodyError("The key file " + key_file_.string() + " is gone. Put it back first.");
    Masters both;
    both.push_back(Secret::random());
    for (auto const& master : *masters) both.emplace_back(master.bytes());
    auto phrase = phrase_of(both.front());
    replace_key_file(key_file_, both);
    is_rotating_ = true;
    finish_master_rotation(database);
    return phrase;
}

// The file holds both keys until nothing is wrapped by the old one.
void Custody::finish_master_rotation(db::Database& database) {
    if (!is_rotating_) return;
    auto masters = read_key_file(key_file_);
    if (!masters) throw CustodyError("The key file " + key_file_.string() + " is gone. Put it back first.");
    auto const newest = KeyRing::fingerprint(masters->front());
    Masters one;
    one.emplace_back(masters->front().bytes());
    ring_->set_masters(std::move(*masters));
    db::run(database, default_tenant, [&](Tx& tx) { add_master_fingerprint(tx, newest, now()); });
    for (auto const& tenant : db::look(database, default_tenant, tenants_of_installation))
        db::run(database, tenant.id, [&](Tx& tx) { wrap_keys_again(tx, *ring_); });
    db::run(database, default_tenant, [&](Tx& tx) { remove_other_fingerprints(tx, newest); });
    replace_key_file(key_file_, one);
    ring_->set_masters(std::move(one));
    fingerprints_ = {newest};
    is_rotating_ = false;
}

std::string key_trouble(db::Database& database, std::filesystem::path const& key_file) {
    try {
        auto const trouble = trouble_now(database, key_file);
        // Between one look and the other a rotation may have come to its end.
        return trouble.empty() ? trouble : trouble_now(database, key_file);
    } catch (CustodyError const& error) {
        return error.what();
    }
}

bool holds_two_keys(std::filesystem::path const& key_file) {
    auto const masters = read_key_file(key_file);
    return masters && masters->size() > 1;
}

std::vector<std::string> master_keys_of(Tx& tx) { return master_fingerprints(tx); }

void restore_key_file(db::Database& database, std::filesystem::path const& key_file, Masters const& masters) {
    auto const stored = db::look(database, default_tenant, [](Tx& tx) { return master_fingerprints(tx); });
    if (stored.empty()) throw CustodyError("Nothing is encrypted here yet: there is no key to restore.");
    auto const given = fingerprints_in(masters);
    for (auto const& fingerprint : stored)
        if (std::ranges::find(given, fingerprint) == given.end())
            throw CustodyError(fmt::format("This is the key of other data ({}); this data needs {}.", names_of(given),
                                           names_of(stored)));
    create_key_file(key_file, masters);
}

} // namespace baton
