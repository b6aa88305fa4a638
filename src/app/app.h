// The product put together: database, log, routes, edge. The composition root of the server; commands
// that need no edge open only the database.
#pragma once
#include "api/route.h"
#include "custody/custody.h"
#include "custody/rotation.h"
#include "doctor/api.h"
#include "http/server.h"
#include "push/endpoint.h"
#include "search/search.h"
#include "tag/renamer.h"

#include <filesystem>

namespace baton {

struct AppOptions {
    std::filesystem::path data_dir;
    std::string database_url;       // "" = SQLite in the data directory
    std::filesystem::path key_file; // "" = beside the data directory
    db::RowSecurity row_security = db::RowSecurity::as_it_is;
    db::Rehearsal rehearsal = db::Rehearsal::on;
    http::Options http;
    std::string admin_password; // for an empty installation
    db::Ids ids = db::Ids::of_now;
    Limits limits;                      // of the doctor
    std::filesystem::path backup_place; // where this server puts its daily backups; "" = it makes none
    PushServices push_services;         // who may be asked to tell a device
    std::string push_contact = "mailto:baton@localhost.invalid";              // for those who run them
    int proof_days = 0;                                                       // and proves one every so many; 0: never
    std::function<std::string()> more_metrics = [] { return std::string(); }; // of what runs beside; any thread
};

struct OpenData {
    std::unique_ptr<Custody> custody;
    std::unique_ptr<db::Database> database;
};
// Creates the data directory when it is missing, opens, migrates, and checks the key and the schema. At the first start
// says the recovery phrase on standard output, this once.
OpenData open_data(AppOptions const&);
// As a database of this program is opened, also without its key.
db::Options database_options(AppOptions const&);
db::UpgradeRules upgrade_rules(AppOptions const&);

class App {
public:
    explicit App(AppOptions);
    ~App(); // stops
    // Serves from here on.
    void start();
    // Finishes what was accepted, then returns.
    void stop();
    unsigned short port() const;
    db::Database& database();
    Custody& custody();
    Rotation& rotation();
    // How the installation is.
    Diagnosis examine(Limits const&, Timestamp now) const;
    Search& search();
    // Waits until the log's readers have seen all that was committed before.
    bool settle();
    // Set when this start made up the administrator's password.
    std::string const& new_admin_password() const;

    struct Impl;

private:
    std::unique_ptr<Impl> impl_;
};

// Every route of the product, in the order of the document. Serves the OpenAPI document too.
api::Routes all_routes(db::Database&, std::filesystem::path const& data_dir, Search&, TagRenamer&, PushServices const&,
                       Examine);

} // namespace baton
