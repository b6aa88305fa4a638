// What kind of error an exception_ptr holds.
#pragma once
#include <exception>

namespace baton::db {

template <class E> bool is_error(std::exception_ptr const& error) {
    try {
        if (error) std::rethrow_exception(error);
    } catch (E const&) {
        return true;
    } catch (...) {
        return false;
    }
    return false;
}

} // namespace baton::db
