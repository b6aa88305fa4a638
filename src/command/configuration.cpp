#include "command/configuration.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <toml++/toml.h>

namespace baton {
namespace {

[[noreturn]] void refuse(std::string const& file, toml::source_region const& at, std::string_view why) {
    throw std::invalid_argument(fmt::format("{}:{}: {}", file, at.begin.line, why));
}

toml::table parse(std::string const& file) {
    try {
        return toml::parse_file(file);
    } catch (toml::parse_error const& error) {
        if (error.source().begin.line == 0)
            throw std::invalid_argument(fmt::format("--config: {} cannot be read", file));
        refuse(file, error.source(), error.description());
    }
}

std::string text_of(std::string const& file, toml::node const& node) {
    if (auto const text = node.value_exact<std::string>()) return *text;
    if (auto const number = node.value_exact<std::int64_t>()) return std::to_string(*number);
    if (auto const yes = node.value_exact<bool>()) return *yes ? "true" : "false";
    refuse(file, node.source(), "takes a text in quotes, a whole number, true or false");
}

std::vector<std::string> values_of(std::string const& file, toml::node const& node, CLI::Option const& option) {
    auto const* list = node.as_array();
    if (!list) return {text_of(file, node)};
    if (option.get_expected_max() <= 1) refuse(file, node.source(), "takes one value, not a list");
    std::vector<std::string> values;
    for (auto const& each : *list) values.push_back(text_of(file, each));
    return values;
}

// Throws CLI::ParseError.
void give(CLI::Option& option, std::string const& name, std::vector<std::string> values) {
    if (values.empty()) return;
    bool const is_flag = option.get_expected_min() == 0;
    if (is_flag) option.add_result(option.get_flag_value(name, values.front()));
    else option.add_result(std::move(values));
    option.run_callback();
}

std::string variable_of(std::string name) {
    std::ranges::transform(name, name.begin(), [](char c) { return c == '-' ? '_' : char(std::toupper(c)); });
    return "BATON_" + name;
}

void take_variable(CLI::Option& option, std::string const& name) {
    auto const variable = variable_of(name);
    auto const* value = std::getenv(variable.c_str());
    if (!value || !*value) return;
    bool const is_list = option.get_expected_max() > 1;
    try {
        give(option, name, is_list ? CLI::detail::split(value, ',') : std::vector<std::string>{value});
    } catch (CLI::ParseError const& error) {
        throw std::invalid_argument(fmt::format("{}: {}", variable, error.what()));
    }
}

void take_environment(CLI::App& command, CLI::App const& serve) {
    for (auto const* known : serve.get_options()) {
        if (known->get_lnames().empty() || known == serve.get_help_ptr()) continue;
        auto const& name = known->get_lnames().front();
        auto* const option = command.get_option_no_throw("--" + name);
        if (option && option->count() == 0) take_variable(*option, name);
    }
}

void take_file(CLI::App& command, CLI::App const& serve, std::string const& file) {
    auto const table = parse(file);
    for (auto const& [key, node] : table) {
        std::string const name(key.str());
        auto const* known = serve.get_option_no_throw("--" + name);
        if (!known || !known->get_configurable())
            refuse(file, key.source(), fmt::format("there is no option {}", name));
        auto* const option = command.get_option_no_throw("--" + name);
        if (!option || option->count() > 0) continue;
        try {
            give(*option, name, values_of(file, node, *option));
        } catch (CLI::ParseError const& error) {
            refuse(file, node.source(), error.what());
        }
    }
}

} // namespace

void configure(CLI::App& command, CLI::App const& serve) {
    take_environment(command, serve);
    auto const* config = command.get_option_no_throw("--config");
    if (config && config->count() > 0) take_file(command, serve, config->as<std::string>());
}

} // namespace baton
