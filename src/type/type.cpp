#include "type/type.h"

namespace baton {

bool may_move(StatusCategory from, StatusCategory to) {
    using enum StatusCategory;
    if (to == new_) return from == new_;
    if (from == resolved) return to == resolved || to == open || to == closed;
    if (from == closed) return to == closed || to == open;
    return true;
}

} // namespace baton
