#include "attachment/api.h"

#include "attachment/service.h"

#include <fmt/format.h>

namespace baton {
namespace {

using IdCall = api::Call<api::None, api::None, api::IdPath>;

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (unsigned char const c : text) {
        if (std::isalnum(c) || std::string_view("-._~").find(char(c)) != std::string_view::npos) out += char(c);
        else out += fmt::format("%{:02X}", c);
    }
    return out;
}

// Always saved, never shown as a page of ours: what customers send is not trusted to run.
http::Response download(Attachment const& attachment, std::unique_ptr<http::Source> source) {
    http::Response response;
    response.headers = {{"Content-Type", attachment.media_type},
                        {"Content-Disposition", "attachment; filename*=UTF-8''" + percent_encoded(attachment.name)},
                        {"Content-Security-Policy", "sandbox; default-src 'none'"},
                        {"Cache-Control", "private, max-age=3600"},
                        {"ETag", "\"" + attachment.sha256 + "\""}};
    response.source = std::move(source);
    return response;
}

} // namespace

void add_attachment_routes(api::Routes& routes, db::Database& database, FileStore files) {
    routes.direct(http::Method::get, "/attachments/{id}", api::signed_in, 200, "Download a file of a ticket one sees",
                  [&database, files](IdCall const& call) {
                      auto const attachment = db::look(database, call.actor.tenant, [&](Tx& tx) {
                          return visible_attachment(tx, call.actor, api::path_id<AttachmentId>(call.path.id));
                      });
                      return download(attachment, files.open(call.actor.tenant, attachment.sha256));
                  });
}

} // namespace baton
