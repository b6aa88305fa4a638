#include "custody/wrapped_key.h"

#include <gtest/gtest.h>
#include <random>

namespace baton {
namespace {

Secret counted() {
    std::array<unsigned char, 32> bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<unsigned char>(i);
    return Secret(bytes);
}

bool is_same(Secret const& a, Secret const& b) { return equal_in_constant_time(a.bytes(), b.bytes()); }

TEST(RecoveryPhrase, IsAsItHasAlwaysBeen) {
    EXPECT_EQ(phrase_of(counted()), "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-2GAH-C5RR-34D1-P70X-3RFJ-EYK3");
}

TEST(RecoveryPhrase, ReadsBackInAnySpelling) {
    for (int i = 0; i < 200; ++i) {
        auto const key = Secret::random();
        auto phrase = phrase_of(key);
        EXPECT_EQ(phrase.size(), 56U + 13U);
        EXPECT_TRUE(is_same(secret_of_phrase(phrase), key));
        for (auto& c : phrase) {
            if (c == '0') c = 'o';
            else if (c == '1') c = i % 2 ? 'l' : 'I';
            else if (c == '-') c = i % 3 ? ' ' : '\n';
            else c = static_cast<char>(std::tolower(c));
        }
        EXPECT_TRUE(is_same(secret_of_phrase(" " + phrase + "\r\n"), key));
    }
}

TEST(RecoveryPhrase, OneWrongCharacterIsNoticed) {
    auto const phrase = phrase_of(counted());
    for (std::size_t i = 0; i < phrase.size(); ++i) {
        if (phrase[i] == '-') continue;
        auto wrong = phrase;
        wrong[i] = wrong[i] == 'Z' ? 'Y' : 'Z';
        EXPECT_THROW(secret_of_phrase(wrong), CustodyError) << i;
    }
}

TEST(RecoveryPhrase, OtherLengthsAndLettersAreRefusedWithASentence) {
    auto const phrase = phrase_of(counted());
    for (auto const& wrong :
         {std::string(), std::string("-"), phrase.substr(1), phrase + "0", phrase + phrase, "U" + phrase.substr(1),
          "\xe5\x8f\xa3" + phrase, std::string(100'000, 'A'), std::string(1, '\0')})
        try {
            secret_of_phrase(wrong);
            ADD_FAILURE() << "taken: " << wrong.substr(0, 80);
        } catch (CustodyError const& error) {
            EXPECT_TRUE(std::string_view(error.what()).ends_with('.')) << error.what();
        }
}

TEST(RecoveryPhrase, SeveralStandOneToALine) {
    auto const phrase = phrase_of(counted());
    EXPECT_EQ(phrases_in(phrase + "\n").size(), 1U);
    EXPECT_EQ(phrases_in(phrase.substr(0, 20) + "\n" + phrase.substr(20)).size(), 1U);
    EXPECT_EQ(phrases_in(phrase + "\n\n" + phrase + "\n").size(), 2U);
}

TEST(WrappedKey, OpensWithItsPassphraseOnly) {
    auto const text = wrap_key(counted(), "correct horse battery");
    EXPECT_TRUE(is_same(unwrap_key(text, "correct horse battery"), counted()));
    EXPECT_THROW(unwrap_key(text, "correct horse batterz"), CustodyError);
    EXPECT_THROW(unwrap_key(text, ""), CustodyError);
    EXPECT_THROW(wrap_key(counted(), "short"), CustodyError);
}

// What is refused before the passphrase costs anything: any damage that leaves it a wrapped key costs one derivation.
TEST(WrappedKey, DamagedFilesAreRefusedWithASentence) {
    auto const text = wrap_key(counted(), "correct horse battery");
    auto const with = [&](std::string const& from, std::string const& to) {
        auto changed = text;
        auto const at = changed.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return changed.replace(at, from.size(), to);
    };
    std::vector<std::string> wrong{"",
                                   "{}",
                                   "[]",
                                   "nonsense",
                                   std::string(1000, '['),
                                   with("wrapped", "unwrapped"),
                                   with("\"version\":1", "\"version\":2"),
                                   with("\"passes\":3", "\"passes\":0"),
                                   with("\"passes\":3", "\"passes\":99999999"),
                                   with("65536", "1"),
                                   with("65536", "999999999999"),
                                   with("65536", "-1"),
                                   with("\"salt\":\"", "\"salt\":\"!"),
                                   with("\"sealed\":\"", "\"sealed\":\"AAAA"),
                                   with("\"fingerprint\":\"", "\"fingerprint\":\"0")};
    for (std::size_t length = 0; length < text.size() - 2; length += 7) wrong.push_back(text.substr(0, length));
    for (auto const& each : wrong) try {
            unwrap_key(each, "correct horse battery");
            ADD_FAILURE() << "taken: " << each;
        } catch (CustodyError const& error) {
            EXPECT_TRUE(std::string_view(error.what()).ends_with('.')) << error.what();
        }
}

TEST(WrappedKey, RandomDamageNeverOpens) {
    auto const text = wrap_key(counted(), "correct horse battery");
    std::minstd_rand random(7);
    for (int i = 0; i < 12; ++i) {
        auto changed = text;
        auto const at = random() % (changed.size() - 1);
        changed[at] = static_cast<char>(changed[at] ^ (1 << random() % 7));
        if (changed == text) continue;
        EXPECT_THROW(unwrap_key(changed, "correct horse battery"), CustodyError) << changed;
    }
}

} // namespace
} // namespace baton
