// XML that others made, read piece by piece by expat: elements by their local names, whatever their namespace is
// called. Refuses what a table needs not and an attacker would like: a DTD, and with it every entity of its own,
// elements deep in each other, endless names. One thread.
#pragma once
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace baton {

// The end of a sentence about the document, such as "has a document type".
struct XmlError : std::runtime_error {
    using runtime_error::runtime_error;
};

class XmlAttributes {
public:
    explicit XmlAttributes(char const* const* list) : list_(list) {}
    // By local name; views last as long as the call they came with.
    std::optional<std::string_view> find(std::string_view name) const;
    std::string text(std::string_view name) const; // "" when it is not there

private:
    char const* const* list_; // name, value, name, value …, null
};

// What it throws comes out of write and finish.
struct XmlHandler {
    virtual ~XmlHandler() = default;
    virtual void begin(std::string_view element, XmlAttributes const&) = 0;
    virtual void text(std::string_view) {} // in pieces
    virtual void end(std::string_view element) = 0;
};

class XmlParser {
public:
    explicit XmlParser(XmlHandler&);
    ~XmlParser();
    XmlParser(XmlParser const&) = delete;
    // Both throw XmlError, and what the handler throws.
    void write(std::string_view piece);
    void finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace baton
