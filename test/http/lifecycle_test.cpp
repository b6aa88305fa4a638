// Failing handlers, stopping, TLS, the access log.
#include "http/raw_client.h"
#include "http/sample_application.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <sstream>
#include <thread>

namespace baton::http {

namespace {

using namespace std::chrono_literals;

std::string get(std::string_view target) { return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n"; }

TEST(Handler, that_fails_or_forgets_answers_500_without_details) {
    RunningServer server;
    RawClient client(server.port());
    for (auto const* target : {"/throws", "/dropped", "/bad-header"}) {
        ASSERT_TRUE(client.send(get(target)));
        auto const a = client.read_answer();
        EXPECT_EQ(a.status, 500) << target;
        EXPECT_EQ(a.body.find("secret"), std::string::npos);
        EXPECT_EQ(a.header("Set-Cookie"), "");
    }
    ASSERT_TRUE(client.send(get("/nothing")));
    EXPECT_EQ(client.read_answer().status, 404);
}

TEST(Handler, may_answer_from_another_thread_and_twice) {
    RunningServer server;
    RawClient client(server.port());
    ASSERT_TRUE(client.send(get("/elsewhere") + get("/hello")));
    EXPECT_EQ(client.read_answer().body, "elsewhere");
    EXPECT_EQ(client.read_answer().body, "hello") << "only the first answer counts";
}

TEST(Stop, finishes_what_was_accepted_and_closes_what_is_idle) {
    RunningServer server;
    RawClient idle(server.port()), busy(server.port());
    ASSERT_TRUE(idle.send(get("/hello")));
    EXPECT_EQ(idle.read_answer().status, 200);
    ASSERT_TRUE(busy.send(get("/wait")));
    server.application.wait_for_waiting(1);
    std::thread stopping([&] { server.server.stop(); });
    EXPECT_TRUE(idle.closed_within(5s));
    EXPECT_THROW(RawClient(server.port()), std::runtime_error) << "still accepting";
    server.application.release();
    auto const a = busy.read_answer();
    EXPECT_EQ(a.body, "waited");
    EXPECT_EQ(a.header("Connection"), "close");
    stopping.join();
    server.server.stop();
}

TEST(Stop, finishes_an_upload_that_is_on_its_way) {
    RunningServer server;
    RawClient client(server.port());
    ASSERT_TRUE(
        client.send("POST /upload HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 100000\r\n\r\n"));
    EXPECT_EQ(client.read_answer().status, 100);
    std::thread stopping([&] { server.server.stop(); });
    ASSERT_TRUE(client.send(std::string(100000, 'x')));
    EXPECT_EQ(client.read_answer().body.substr(0, 6), "100000");
    stopping.join();
}

TEST(Stop, does_not_wait_for_ever) {
    Options o;
    o.drain_timeout = 200ms;
    RunningServer server(o);
    RawClient forgotten(server.port()), slow(server.port());
    ASSERT_TRUE(forgotten.send(get("/kept")));
    ASSERT_TRUE(slow.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nx"));
    server.application.wait_for_waiting(1);
    auto const begun = std::chrono::steady_clock::now();
    server.server.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
    server.application.answer_kept(); // too late, and harmless
    EXPECT_EQ(server.application.uploads_alive, 0);
}

TEST(Start, says_why_it_cannot) {
    RunningServer first;
    Options o;
    o.port = first.port();
    Server second(o, first.application, first.application);
    try {
        second.start();
        FAIL() << "two servers on one port";
    } catch (std::runtime_error const& e) {
        EXPECT_NE(std::string(e.what()).find("Cannot listen on 127.0.0.1:" + std::to_string(first.port())),
                  std::string::npos)
            << e.what();
    }
}

TEST(AccessLog, has_a_line_per_answer_without_anything_secret) {
    std::ostringstream lines;
    auto const sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(lines);
    auto const logger = std::make_shared<spdlog::logger>("access", sink);
    logger->set_pattern("%v");
    spdlog::register_logger(logger);
    {
        RunningServer server;
        RawClient client(server.port());
        ASSERT_TRUE(client.send("POST /echo/%22%e5?token=hidden HTTP/1.1\r\nHost: a\r\nX-Request-Id: seven\r\n"
                                "Authorization: Bearer hidden\r\nContent-Length: 6\r\n\r\nhidden"));
        EXPECT_EQ(client.read_answer().status, 200);
    }
    spdlog::drop("access");
    auto const line = lines.str();
    for (auto const* part : {R"("id":"seven")", R"("remote":"127.0.0.1")", R"("method":"POST")",
                             R"("path":"/echo/%22%e5")", R"("status":200)", R"("bytes":6)", R"("ms":)"})
        EXPECT_NE(line.find(part), std::string::npos) << part << " in " << line;
    EXPECT_EQ(line.find("hidden"), std::string::npos) << line;
}

// A certificate of its own in a directory of its own.
struct TlsTest : testing::Test {
    std::filesystem::path directory;

    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "baton-tls-XXXXXX").string();
        directory = ::mkdtemp(pattern.data());
        auto const command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout " +
                             file("key.pem") + " -out " + file("cert.pem") + " 2>/dev/null";
        ASSERT_EQ(std::system(command.c_str()), 0);
    }
    void TearDown() override { std::filesystem::remove_all(directory); }
    std::string file(char const* name) const { return (directory / name).string(); }
    Options options() const {
        Options o;
        o.certificate_file = file("cert.pem");
        o.private_key_file = file("key.pem");
        return o;
    }
};

// The answer's text over TLS of at most that version; "" when the handshake is refused.
std::string ask_securely(unsigned short port, int max_version, std::string const& request) {
    std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> const context(::SSL_CTX_new(::TLS_client_method()), ::SSL_CTX_free);
    ::SSL_CTX_set_security_level(context.get(), 0);
    ::SSL_CTX_set_max_proto_version(context.get(), max_version);
    BIO* const chain = ::BIO_new_ssl_connect(context.get());
    std::unique_ptr<BIO, void (*)(BIO*)> const bio(chain, ::BIO_free_all);
    ::BIO_set_conn_hostname(bio.get(), ("127.0.0.1:" + std::to_string(port)).c_str());
    if (::BIO_do_connect(bio.get()) != 1) return "";
    ::BIO_write(bio.get(), request.data(), int(request.size()));
    std::string answer;
    char piece[4096];
    for (int n; (n = ::BIO_read(bio.get(), piece, sizeof piece)) > 0;) answer.append(piece, std::size_t(n));
    return answer;
}

TEST_F(TlsTest, serves_tls_1_2_and_newer_only) {
    RunningServer server(options());
    auto const request = "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    EXPECT_TRUE(ask_securely(server.port(), TLS1_3_VERSION, request).ends_with("hello"));
    EXPECT_TRUE(server.application.last_request().secure);
    EXPECT_TRUE(ask_securely(server.port(), TLS1_2_VERSION, request).ends_with("hello"));
    EXPECT_EQ(ask_securely(server.port(), TLS1_1_VERSION, request), "");
    auto const big = ask_securely(server.port(), TLS1_3_VERSION,
                                  "GET /download?bytes=3000000 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(big.ends_with(std::string(3000000, '0')));
}

TEST_F(TlsTest, cuts_clients_that_do_not_speak_it) {
    auto o = options();
    o.header_timeout = 300ms;
    RunningServer server(o);
    RawClient plain(server.port()), silent(server.port());
    plain.send(get("/hello"));
    EXPECT_TRUE(plain.closed_within(5s));
    EXPECT_TRUE(silent.closed_within(5s));
    EXPECT_EQ(server.application.handled, 0);
}

TEST_F(TlsTest, names_the_file_it_cannot_use) {
    auto o = options();
    o.private_key_file = file("missing.pem");
    SampleApplication application;
    try {
        Server server(o, application, application);
        FAIL() << "a server without its key";
    } catch (std::runtime_error const& e) {
        EXPECT_NE(std::string(e.what()).find("missing.pem"), std::string::npos) << e.what();
    }
}

} // namespace
} // namespace baton::http
