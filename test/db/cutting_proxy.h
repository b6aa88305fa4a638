// A TCP proxy before PostgreSQL that loses a connection exactly around COMMIT: of the connection on
// which the text "cut here" was sent, the next commit is cut off before or after the server saw it.
#pragma once
#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace baton::db {

class CuttingProxy {
public:
    enum class Cut { before_commit, after_commit };

    // `url` of the server, by TCP or Unix socket.
    CuttingProxy(std::string const& url, Cut);
    ~CuttingProxy();

    // Connection parameters that lead through the proxy.
    std::string const& url() const { return url_; }
    int cuts() const { return cuts_; }

private:
    void accept_all();
    void serve(int client);
    bool forward(int client, int server, bool& armed);

    std::string target_, url_;
    Cut const cut_;
    int listener_;
    std::atomic<bool> stopping_ = false;
    std::atomic<int> cuts_ = 0;
    std::vector<std::jthread> connections_;
    std::jthread acceptor_;
};

} // namespace baton::db
