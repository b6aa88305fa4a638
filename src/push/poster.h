// Posts to push services, several at once, by libcurl: 10 seconds each, no redirects, no other protocol, certificates
// verified, and of what is answered the status only. A proxy is taken from the environment as curl takes it
// (https_proxy). For one thread.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace baton {

struct Post {
    std::string url; // admitted by PushServices
    std::vector<std::string> headers;
    std::string body;
};

struct PostAnswer {
    int status = 0; // 0: there was none
    std::int64_t retry_after_s = 0;
    std::string trouble; // why there was none; names no address
};

class Poster {
public:
    Poster();
    ~Poster();
    // In the order of the posts; returns when each is answered or given up.
    std::vector<PostAnswer> send(std::vector<Post> const&);

private:
    struct Curl;
    std::unique_ptr<Curl> curl_; // keeps connections
};

} // namespace baton
