#include "db/scratch_database.h"
#include "db/tenant_keys.h"

#include <thread>

namespace baton::db {
namespace {

constexpr TenantId tenant = default_tenant, other{2};

class VaultInUnits : public OnBothDatabases {
protected:
    void SetUp() override { open(); }

    Blob encrypted(std::string const& plain, std::string const& field = "customer.phone", TenantId of = tenant) {
        return run(*database, of, [&](Tx& tx) { return tx.vault().encrypt(of, field, plain); });
    }
    std::string decrypted(Blob const& sealed, std::string const& field = "customer.phone", TenantId of = tenant) {
        return look(*database, of, [&](Tx& tx) { return tx.vault().decrypt(of, field, sealed); });
    }
    std::size_t stored_keys() {
        return look(*database, tenant, [](Tx& tx) { return load_tenant_keys(tx).size(); });
    }
};
ON_BOTH_DATABASES(VaultInUnits);

TEST_P(VaultInUnits, ReadsWhatAnotherUnitEncrypted) {
    auto const sealed = encrypted("13812345678");
    EXPECT_EQ(decrypted(sealed), "13812345678");
    EXPECT_EQ(text_of(sealed).find("138"), std::string_view::npos);
    EXPECT_EQ(decrypted(encrypted("")), "");
}

TEST_P(VaultInUnits, RefusesAnotherFieldTenantAndNonsense) {
    auto const sealed = encrypted("13812345678");
    encrypted("so that the other has keys", "customer.phone", other);
    EXPECT_THROW(decrypted(sealed, "customer.email"), VaultError);
    EXPECT_THROW(decrypted(sealed, "customer.phone", other), VaultError);
    EXPECT_THROW(decrypted({}), VaultError);
    EXPECT_THROW(decrypted({1, 2, 3}), VaultError);
    auto of_no_key = sealed;
    of_no_key[3] = 77;
    EXPECT_THROW(decrypted(of_no_key), VaultError);
    EXPECT_THROW(look(*database, tenant, [&](Tx& tx) { return tx.vault().decrypt(other, "customer.phone", sealed); }),
                 std::logic_error);
}

TEST_P(VaultInUnits, IndexesTellFieldsTenantsAndValuesApart) {
    auto const index = [&](TenantId of, std::string const& field, std::string const& value) {
        return run(*database, of, [&](Tx& tx) { return tx.vault().blind_index(of, field, value); });
    };
    auto const one = index(tenant, "customer.phone", "+8613812345678");
    EXPECT_EQ(one.size(), 43U);
    EXPECT_EQ(one, index(tenant, "customer.phone", "+8613812345678"));
    EXPECT_NE(one, index(tenant, "customer.phone", "+8613812345679"));
    EXPECT_NE(one, index(tenant, "customer.email", "+8613812345678"));
    EXPECT_NE(one, index(other, "customer.phone", "+8613812345678"));
}

TEST_P(VaultInUnits, KeysOfAUnitThatFailedAreNotUsedByTheNext) {
    Blob lost;
    EXPECT_THROW(run(*database, tenant,
                     [&](Tx& tx) {
                         lost = tx.vault().encrypt(tenant, "customer.phone", "138");
                         throw std::runtime_error("no");
                     }),
                 std::runtime_error);
    auto const kept = encrypted("139");
    EXPECT_EQ(decrypted(kept), "139");
    EXPECT_THROW(decrypted(lost), VaultError);
    EXPECT_EQ(stored_keys(), 3U);
}

TEST_P(VaultInUnits, WhatAUnitLoadedIsHeldOnceItIsCommitted) {
    auto const& ring = *scratch.options().keys;
    EXPECT_THROW(run(*database, tenant,
                     [&](Tx& tx) {
                         tx.vault();
                         throw std::runtime_error("no");
                     }),
                 std::runtime_error);
    EXPECT_FALSE(ring.held(tenant).keys);
    encrypted("138");
    auto const held = ring.held(tenant);
    ASSERT_TRUE(held.keys);
    encrypted("139");
    EXPECT_EQ(ring.held(tenant).keys, held.keys) << "read again";
}

TEST_P(VaultInUnits, AReadMakesNoKeysAndFindsNothing) {
    look(*database, tenant, [](Tx& tx) {
        EXPECT_EQ(tx.vault().blind_index(tenant, "customer.phone", "138").size(), 43U);
        EXPECT_THROW(tx.vault().encrypt(tenant, "customer.phone", "138"), VaultError);
        return 0;
    });
    EXPECT_EQ(stored_keys(), 0U);
}

TEST_P(VaultInUnits, ManyAtOnceMakeOneSetOfKeys) {
    std::vector<Blob> all(16);
    {
        std::vector<std::jthread> threads;
        for (auto& sealed : all) threads.emplace_back([&] { sealed = encrypted("13812345678"); });
    }
    for (auto const& sealed : all) EXPECT_EQ(decrypted(sealed), "13812345678");
    EXPECT_EQ(stored_keys(), 3U);
}

TEST_P(VaultInUnits, AKeyMadeElsewhereIsLoadedWhenItIsMet) {
    decrypted(encrypted("held from here on"));
    Blob sealed;
    run(*database, tenant, [&](Tx& tx) { add_tenant_key(tx, *scratch.options().keys, KeyPurpose::data); });
    run(*database, tenant, [&](Tx& tx) {
        auto const keys = scratch.options().keys->unwrap(tenant, load_tenant_keys(tx));
        EXPECT_EQ(keys->data, 4U);
        sealed = Vault(tenant, keys, nullptr).encrypt(tenant, "customer.phone", "13812345678");
    });
    EXPECT_EQ(decrypted(sealed), "13812345678");
}

TEST_P(VaultInUnits, ValuesOfEventsHaveAKeyOfTheirOwn) {
    auto const of_event = encrypted("138", "event.phone");
    auto const of_customer = encrypted("138");
    EXPECT_NE(of_event[4], of_customer[4]);
    EXPECT_EQ(decrypted(of_event, "event.phone"), "138");
}

TEST_P(VaultInUnits, AnotherMasterKeyOpensNothing) {
    encrypted("13812345678");
    auto options = scratch.options();
    std::vector<Secret> masters;
    masters.push_back(Secret::random());
    options.keys = std::make_shared<KeyRing>(std::move(masters));
    database.reset();
    database = scratch.open(options, {});
    EXPECT_THROW(encrypted("13812345678"), VaultError);
}

} // namespace
} // namespace baton::db
