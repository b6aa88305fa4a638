// The command line of baton: understood here, carried out by serve.cpp or command.cpp.
#pragma once

namespace baton {

int main_command(int argc, char** argv);

} // namespace baton
