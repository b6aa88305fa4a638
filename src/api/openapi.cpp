#include "api/route.h"

namespace baton::api {
namespace {

char const* method_key(http::Method method) {
    switch (method) {
    case http::Method::post:
        return "post";
    case http::Method::put:
        return "put";
    case http::Method::patch:
        return "patch";
    case http::Method::del:
        return "delete";
    default:
        return "get";
    }
}

struct FieldErrorSchema {
    std::string field, message;
};
DESCRIBE(FieldErrorSchema, (), (field, message));

struct Problem {
    std::string type, title;
    std::int64_t status = 0;
    std::string detail;
    Maybe<std::vector<FieldErrorSchema>> errors;
    Maybe<json::value> current;
    Maybe<json::value> challenge;
};
DESCRIBE(Problem, (), (type, title, status, detail, errors, current, challenge));

json::object describe(Route const& route, SchemaBook& book) {
    json::object operation = {{"summary", route.summary}, {"x-scope", name_of(route.sees)}};
    route.describe(book, operation);
    if (route.access.kind == Access::Kind::anyone) operation["security"] = json::array();
    if (route.access.kind == Access::Kind::permission)
        operation["x-permission"] = permission_word(route.access.permission);
    if (route.shown) {
        operation["x-viewing"] = true;
        auto& parameters = operation["parameters"].is_array() ? operation["parameters"].as_array()
                                                              : operation["parameters"].emplace_array();
        parameters.push_back({{"name", "purpose"},
                              {"in", "query"},
                              {"required", false},
                              {"schema", {{"type", "string"}, {"maxLength", longest_purpose}}}});
    }
    if (route.plan && !operation.contains("requestBody"))
        operation["requestBody"] = {{"required", true},
                                    {"content",
                                     {{"multipart/form-data",
                                       {{"schema",
                                         {{"type", "object"},
                                          {"properties", {{"file", {{"type", "string"}, {"format", "binary"}}}}},
                                          {"required", json::array{"file"}}}}}}}}};
    operation["responses"].as_object()["default"] = {
        {"description", "refused"},
        {"content", {{"application/problem+json", {{"schema", schema_of<Problem>(book, Direction::out)}}}}}};
    return operation;
}

} // namespace

json::object openapi(Routes const& routes) {
    SchemaBook book;
    json::object paths;
    for (auto const& route : routes.all()) {
        auto& path = paths.emplace("/api/v1" + route.path, json::object()).first->value().as_object();
        path[method_key(route.method)] = describe(route, book);
    }
    json::object bearer = {{"type", "http"}, {"scheme", "bearer"}};
    return {{"openapi", "3.1.0"},
            {"info",
             {{"title", "Baton 接棒"},
              {"version", "1"},
              {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
            {"security", json::array{json::object{{"bearer", json::array()}}}},
            {"paths", std::move(paths)},
            {"components",
             {{"schemas", std::move(book.components)}, {"securitySchemes", {{"bearer", std::move(bearer)}}}}}};
}

} // namespace baton::api
