// What a command was not given as a flag: from the environment, BATON_KEY_FILE for --key-file, else from the file that
// --config or BATON_CONFIG names. The file is TOML (https://toml.io/en/v1.0.0): its keys are the long names of options,
// its values strings, numbers, booleans, or lists of them for options that may be repeated (in the environment: with
// commas).
#pragma once

namespace CLI {
class App;
}

namespace baton {

// Both may name any option of `serve`, so that one file serves all commands; a command passes over what it does not
// have. Throws std::invalid_argument with a sentence that names the variable, or the file and the line: for an unknown
// key, a value that will not do, and what is not TOML.
void configure(CLI::App& command, CLI::App const& serve);

} // namespace baton
