#include "push/endpoint.h"

#include <gtest/gtest.h>

namespace baton {
namespace {

std::string admitted(PushServices const& services, std::string const& url) {
    auto const endpoint = services.admit(url);
    return endpoint ? endpoint->url : "";
}

TEST(PushServices, BrowsersOwnAreKnown) {
    PushServices const services;
    for (auto const* url :
         {"https://fcm.googleapis.com/fcm/send/abc:DEF-_", "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
          "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAD%2f", "https://web.push.apple.com/QJ"})
        EXPECT_EQ(admitted(services, url), url);
    EXPECT_EQ(admitted(services, "HTTPS://FCM.GoogleAPIs.com/Send"), "https://fcm.googleapis.com/Send");
}

TEST(PushServices, NobodyElseIsCalled) {
    PushServices const services;
    for (auto const* url : {"http://fcm.googleapis.com/x",
                            "https://fcm.googleapis.com:8443/x",
                            "https://fcm.googleapis.com.evil.example/x",
                            "https://evil.example/fcm.googleapis.com",
                            "https://user@fcm.googleapis.com/x",
                            "https://fcm.googleapis.com@evil.example/x",
                            "https://evilnotify.windows.com/x",
                            "https://notify.windows.com/x",
                            "https://.push.apple.com/x",
                            "https://127.0.0.1/x",
                            "https://[::1]/x",
                            "https://localhost/x",
                            "https://169.254.169.254/latest",
                            "ftp://fcm.googleapis.com/x",
                            "file:///etc/passwd",
                            "https://fcm.googleapis.com/x#y",
                            "https://fcm.googleapis.com\\@evil.example/x",
                            "https://fcm.googleapis.com /x",
                            "https://fcm.googleapis.com\r\nHost: evil.example/x",
                            "//fcm.googleapis.com/x",
                            "x",
                            ""})
        EXPECT_FALSE(services.admit(url)) << url;
    EXPECT_FALSE(services.admit("https://fcm.googleapis.com/" + std::string(2'000, 'x')));
}

TEST(PushServices, AnOperatorNamesHisOwn) {
    PushServices const services({"push.example.com", "http://127.0.0.1:8081"});
    EXPECT_EQ(admitted(services, "http://127.0.0.1:8081/a?b"), "http://127.0.0.1:8081/a?b");
    EXPECT_EQ(admitted(services, "https://push.example.com/a"), "https://push.example.com/a");
    for (auto const* url :
         {"http://127.0.0.1:8082/a", "http://127.0.0.1/a", "https://127.0.0.1:8081/a", "https://fcm.googleapis.com/x"})
        EXPECT_FALSE(services.admit(url)) << url;
    EXPECT_EQ(services.admit("http://127.0.0.1:8081/a")->host, "127.0.0.1");
}

TEST(PushServices, WhatNamesNoServiceIsRefused) {
    for (auto const* entry : {"", "*", "*.", "*.com", "localhost", "https://", "https://push.example.com/path",
                              "push.example.com:8080", "a b.c"})
        EXPECT_THROW(PushServices({entry}), std::invalid_argument) << entry;
}

} // namespace

} // namespace baton
