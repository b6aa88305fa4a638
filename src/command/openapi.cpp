#include "command/openapi.h"

#include "app/app.h"

#include <iostream>

namespace baton {

int print_openapi() {
    struct NoDatabase : db::Database {
        db::Dialect dialect() const override { return db::Dialect::sqlite; }
        void write(TenantId, db::Unit, db::Done, db::Urgency) override { throw db::DbError("no database"); }
        void read(TenantId, db::Unit const&) override { throw db::DbError("no database"); }
        db::Health health() const override { return {}; }
        void forget_deleted() override {}
        void before_commit(db::Unit) override {}
        void after_commit(std::function<void()>) override {}
    } none;
    Search search(none, nullptr);
    TagRenamer renamer(none);
    std::cout << json::serialize(api::openapi(all_routes(none, "", search, renamer, {}, nullptr))) << "\n";
    return 0;
}

} // namespace baton
