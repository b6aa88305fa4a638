#include "user/permission.h"

namespace baton {

std::string permission_word(Permission p) {
    std::string word(name_of(p));
    word[word.find('_')] = '.';
    return word;
}

std::optional<Permission> permission_from(std::string_view word) {
    std::optional<Permission> found;
    for_each_value<Permission>([&](Permission p) {
        if (permission_word(p) == word) found = p;
    });
    return found;
}

} // namespace baton
