#include "customer/api.h"
#include "customer/export.h"

namespace baton {
namespace {

using IdCall = api::Call<api::None, api::None, api::IdPath>;

// To be saved, not shown, and not to be kept on the way.
api::Reply<CustomerExport> export_one(db::Database& database, IdCall const& call) {
    auto const id = api::path_id<CustomerId>(call.path.id);
    return {export_customer(database, call.actor, id, call.now),
            {{"Content-Disposition", "attachment; filename=\"customer-" + call.path.id + ".json\""}},
            std::nullopt};
}

} // namespace

void add_person_routes(api::Routes& all, db::Database& database, RemoveFiles remove) {
    auto routes = all.that_see(api::Sees::customer);
    using enum http::Method;
    using enum Permission;
    routes.direct(get, "/customers/{id}/export", api::needs(customers_export), 200, "Everything about a person",
                  [&database](IdCall const& call) { return export_one(database, call); });
    routes.direct(post, "/customers/{id}/erasure", api::needs(customers_erase), 200,
                  "Erase a person for good; his tickets stay as shells",
                  [&database, remove](api::Call<ErasureOrder, api::None, api::IdPath> const& call) {
                      return erase_customer(database, call.actor, api::path_id<CustomerId>(call.path.id), call.body,
                                            remove, call.now);
                  });
}

} // namespace baton
