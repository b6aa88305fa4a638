// The commands that run inside the running server when there is one (command/control.h), else here.
#pragma once
#include "command/given.h"

#include <functional>

namespace baton {

// Must outlive the parsing: what is chosen goes into `action`.
class DataCommands {
public:
    DataCommands(Given& given, std::function<int()>& action) : given_(given), action_(action) {}
    void add_to(CLI::App& root);

private:
    enum class Password { none, from_input, from_environment };
    CLI::App* add(CLI::App& parent, std::string const& name, std::string const& help, std::string const& line,
                  Password = Password::none);
    CLI::Option* option(CLI::App* command, std::string const& name, std::string const& help);
    void list(CLI::App* command, std::string const& name, std::string const& help);
    void tenant_option(CLI::App* command);
    void take_password(Password);

    void add_user_commands(CLI::App& root);
    void add_token_commands(CLI::App& root);
    void add_tenant_commands(CLI::App& root);
    void add_access_commands(CLI::App& root);
    void add_key_commands(CLI::App& root);
    void add_key_file_commands(CLI::App& key);

    Given& given_;
    std::function<int()>& action_;
};

} // namespace baton
