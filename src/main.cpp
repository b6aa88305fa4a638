#include <cstdio>

#include "base/version.h"

int main() {
    std::printf("baton %s\n", baton::version().data());
}
