#include "command/main_command.h"

int main(int argc, char** argv) { return baton::main_command(argc, argv); }
