#include "base/charset.h"

#include "base/text.h"

#include <memory>
#include <stdexcept>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace baton {
namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

// One that stops at what it does not know instead of putting a sign in its place.
Converter strict(char const* name) {
    auto error = U_ZERO_ERROR;
    Converter converter(ucnv_open(name, &error), &ucnv_close);
    if (U_SUCCESS(error))
        ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    if (U_FAILURE(error)) throw std::runtime_error(std::string("ICU does not know ") + name);
    return converter;
}

} // namespace

std::optional<std::string> utf8_of(std::string_view bytes, Charset charset) {
    if (charset == Charset::utf8) return is_utf8(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
    thread_local auto const converter = strict("GB18030");
    auto error = U_ZERO_ERROR;
    icu::UnicodeString const text(bytes.data(), std::int32_t(bytes.size()), converter.get(), error);
    if (U_FAILURE(error)) return std::nullopt;
    std::string utf8;
    return text.toUTF8String(utf8);
}

} // namespace baton
