#include "demo/matter.h"

#include <algorithm>
#include <array>

namespace baton::demo {
namespace {

constexpr std::array<Matter const*, 14> all = {&exchange_matter, &refund_matter, &repair_matter, &quality_matter,
                                               &attitude_matter, &parcel_matter, &damage_matter, &question_matter,
                                               &invoice_matter,  &login_matter,  &access_matter, &printer_matter,
                                               &computer_matter, &network_matter};

} // namespace

std::span<Matter const* const> matters() { return all; }

} // namespace baton::demo
