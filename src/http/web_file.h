// The static files of the web front end as answers. Pure.
#pragma once
#include "http/message.h"
#include "http/web_files.h"
#include <optional>
#include <string_view>

namespace baton::http {

// Of the portal, which is a front end of its own.
bool is_portal_address(std::string_view path);

// A file for GET and HEAD: named ones with their tag, those with a hash in the name cacheable for ever. A browser that
// opens an unknown page (and no /api, /live or other address of the server) gets the page of the front end, which knows
// its own addresses. Nothing when the request is for something else. Throws Error::malformed for a bad target.
std::optional<Response> web_file(Request const&, std::span<WebFile const> = embedded_web_files());

} // namespace baton::http
