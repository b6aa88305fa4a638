#include "ticket_template/api.h"

#include "ticket_template/service.h"

namespace baton {
namespace {

struct TemplatePath {
    std::string id; // of the type
    std::string template_id;
};
DESCRIBE(TemplatePath, (), (id, template_id));

template <class Body> using TemplateCall = api::Call<Body, api::None, TemplatePath>;

TypeId type_in(TemplatePath const& path) { return api::path_id<TypeId>(path.id); }
TicketTemplateId template_in(TemplatePath const& path) { return api::path_id<TicketTemplateId>(path.template_id); }

api::Page<TicketTemplateView> list(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    return {ticket_templates_of(tx, api::path_id<TypeId>(call.path.id)), std::nullopt};
}

TicketTemplateView create(Tx& tx, api::Call<TicketTemplateFields, api::None, api::IdPath> const& call) {
    return create_ticket_template(tx, call.actor, api::path_id<TypeId>(call.path.id), call.body, call.now);
}

TicketTemplateView show(Tx& tx, TemplateCall<api::None> const& call) {
    return ticket_template(tx, type_in(call.path), template_in(call.path));
}

TicketTemplateView edit(Tx& tx, TemplateCall<api::Patch<TicketTemplateFields>> const& call) {
    return edit_ticket_template(tx, call.actor, type_in(call.path), template_in(call.path), call.body.changes,
                                call.body.version, call.now);
}

api::None remove(Tx& tx, TemplateCall<api::None> const& call) {
    remove_ticket_template(tx, call.actor, type_in(call.path), template_in(call.path), call.now);
    return {};
}

} // namespace

void add_ticket_template_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::tenant);
    using enum http::Method;
    auto const manage = api::needs(Permission::settings_manage);
    routes.read("/types/{id}/templates", api::signed_in, "What new tickets of the type can begin with", list);
    routes.write(post, "/types/{id}/templates", manage, 201, "Keep a template for new tickets of the type", create);
    routes.read("/types/{id}/templates/{template_id}", api::signed_in, "One template, and what no longer fits", show);
    routes.write(patch, "/types/{id}/templates/{template_id}", manage, 200, "Change a template", edit);
    routes.write(del, "/types/{id}/templates/{template_id}", manage, 204, "Delete a template", remove);
}

} // namespace baton
