// Use cases of settings as one file. An import changes what the file names, by the use cases of each noun, in one unit
// of work: all of it or nothing. It never takes away what the file does not name.
#pragma once
#include "db/database.h"
#include "setting/setting.h"
#include "user/actor.h"

namespace baton {

SettingsFile settings_file(Tx&, Actor const&);

// What an import would do: the import itself, undone.
SettingsComparison compare_settings(db::Database&, Actor const&, SettingsFile const&, Timestamp now);
// `compared`: what the comparison of this file said. Throws Error::conflict when the file or what is here is another
// one now, Error::invalid with every place that is refused.
SettingsComparison import_settings(Tx&, Actor const&, SettingsFile const&, std::string const& compared, Timestamp now);

} // namespace baton
