// The OpenAPI document, for tools that make types from it.
#pragma once

namespace baton {

// Onto standard output. Needs no database: the document follows from the routes alone.
int print_openapi();

} // namespace baton
