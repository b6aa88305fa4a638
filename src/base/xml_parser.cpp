#include "base/xml_parser.h"

#include <expat.h>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr int deepest = 64;
constexpr std::int64_t longest_tag = 1 << 20; // bytes; expat keeps one until its end

std::string_view local(char const* name) {
    std::string_view const whole(name);
    auto const colon = whole.rfind(':');
    return colon == whole.npos ? whole : whole.substr(colon + 1);
}

} // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
    for (auto const* each = list_; *each; each += 2)
        if (local(*each) == name) return each[1];
    return std::nullopt;
}

std::string XmlAttributes::text(std::string_view name) const { return std::string(find(name).value_or("")); }

struct XmlParser::State {
    XmlHandler& handler;
    XML_Parser parser = XML_ParserCreate(nullptr);
    int depth = 0;
    std::int64_t written = 0;
    std::exception_ptr refusal;

    explicit State(XmlHandler& handler) : handler(handler) {
        if (!parser) throw std::bad_alloc();
        XML_SetUserData(parser, this);
        XML_SetElementHandler(parser, begin, end);
        XML_SetCharacterDataHandler(parser, text);
        XML_SetStartDoctypeDeclHandler(parser, doctype);
    }
    ~State() { XML_ParserFree(parser); }
    State(State const&) = delete;

    void refuse(std::exception_ptr why) {
        if (!refusal) refusal = std::move(why);
        XML_StopParser(parser, XML_FALSE);
    }

    // Expat is C: nothing may be thrown through it.
    template <class F> static void guarded(void* self, F f) {
        auto& state = *static_cast<State*>(self);
        if (state.refusal) return;
        try {
            f(state);
        } catch (...) {
            state.refuse(std::current_exception());
        }
    }

    static void XMLCALL begin(void* self, char const* name, char const** attributes) {
        guarded(self, [&](State& state) {
            if (++state.depth > deepest) throw XmlError("has elements too deep in each other");
            state.handler.begin(local(name), XmlAttributes(attributes));
        });
    }
    static void XMLCALL end(void* self, char const* name) {
        guarded(self, [&](State& state) {
            --state.depth;
            state.handler.end(local(name));
        });
    }
    static void XMLCALL text(void* self, char const* piece, int size) {
        guarded(self, [&](State& state) { state.handler.text({piece, std::size_t(size)}); });
    }
    static void XMLCALL doctype(void* self, char const*, char const*, char const*, int) {
        guarded(self, [](State&) { throw XmlError("has a document type, which no table needs"); });
    }

    void parse(std::string_view piece, bool is_last) {
        if (XML_Parse(parser, piece.data(), int(piece.size()), is_last) == XML_STATUS_ERROR) {
            if (refusal) std::rethrow_exception(refusal);
            throw XmlError(fmt::format("is no XML in line {}: {}", XML_GetCurrentLineNumber(parser),
                                       XML_ErrorString(XML_GetErrorCode(parser))));
        }
        written += std::int64_t(piece.size());
        if (!is_last && written - XML_GetCurrentByteIndex(parser) > longest_tag)
            throw XmlError("has a tag without end");
    }
};

XmlParser::XmlParser(XmlHandler& handler) : state_(std::make_unique<State>(handler)) {}
XmlParser::~XmlParser() = default;

void XmlParser::write(std::string_view piece) {
    constexpr std::size_t most = 1 << 16; // so that a tag without end is noticed, and sizes fit an int
    for (; !piece.empty(); piece.remove_prefix(std::min(most, piece.size())))
        state_->parse(piece.substr(0, most), false);
}

void XmlParser::finish() { state_->parse({}, true); }

} // namespace baton
