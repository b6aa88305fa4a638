#include "command/interruption.h"

#include <atomic>
#include <csignal>

namespace baton {
namespace {

std::atomic<bool> asked = false; // set in a signal handler, so free of locks
static_assert(std::atomic<bool>::is_always_lock_free);

void ask(int) { asked = true; }

void handle(void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    for (int const signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
}

} // namespace

Interruption::Interruption() { handle(ask); }
Interruption::~Interruption() { handle(SIG_DFL); }
bool Interruption::is_asked_for() { return asked; }

} // namespace baton
