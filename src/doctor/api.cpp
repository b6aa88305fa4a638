#include "doctor/api.h"

#include "api/call.h"

namespace baton {

void add_doctor_routes(api::Routes& all, Examine examine) {
    auto routes = all.that_see(api::Sees::nothing);
    routes.direct(http::Method::get, "/doctor", api::needs(Permission::settings_manage), 200,
                  "How the installation is: disk, clock, keys, queue, readers, certificate, a sentence each",
                  [examine = std::move(examine)](api::Call<> const& call) {
                      if (call.actor.tenant != default_tenant)
                          throw Error(ErrorCode::forbidden, "Only the first tenant's administrators are told.");
                      return examine(call.now);
                  });
}

} // namespace baton
