// Where a browser wants to be told. The address comes from outside and this server posts to it: only what belongs to a
// push service that the operator lists is taken, so that nobody makes the server call into its own network. Pure.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace baton {

// Written anew from its parsed parts, so that what is called is what was checked.
struct PushEndpoint {
    std::string url;
    std::string origin;
    std::string host; // all that a log may say of it
};

class PushServices {
public:
    static std::vector<std::string> const& known();

    // A host, "*.host" for what is below it, or a whole origin such as "http://127.0.0.1:8081". Throws
    // std::invalid_argument with a sentence that names what is none of these.
    explicit PushServices(std::vector<std::string> const& entries);
    PushServices() : PushServices(known()) {}

    // Absent when it is no address, or of nobody listed. Hosts are called by https and its own port; origins as
    // written.
    std::optional<PushEndpoint> admit(std::string const& url) const;

private:
    std::vector<std::string> hosts_, suffixes_, origins_;
};

} // namespace baton
