#include "session/api.h"
#include "session/second_factor.h"
#include "session/sign_in.h"
#include "user/service.h"

namespace baton {
namespace {

struct StartTotp {
    Text<1, 200> password;
};
DESCRIBE(StartTotp, (), (password));

struct ConfirmTotp {
    Text<1, 40> code;
};
DESCRIBE(ConfirmTotp, (), (code));

struct EndTotp {
    Text<1, 200> password;
    Text<1, 40> code;
};
DESCRIBE(EndTotp, (), (password, code));

struct RecoveryCodes {
    std::vector<std::string> recovery_codes;
};
DESCRIBE(RecoveryCodes, (), (recovery_codes));

TotpState state(Tx& tx, api::Call<> const& call) { return totp_of(tx, user_of(tx, call.actor).id); }

TotpStart start(db::Database& database, SignIn& door, api::Call<StartTotp> const& call) {
    require_whole(call.actor);
    door.require_password(call.actor, call.body.password, "password", call.now);
    return db::run(database, call.actor.tenant, [&](Tx& tx) { return start_totp(tx, call.actor); });
}

RecoveryCodes confirm(SignIn& door, api::Call<ConfirmTotp> const& call) {
    require_whole(call.actor);
    return door.with_code(call.actor.tenant, *call.actor.user, call.now, [&](Tx& tx) {
        return RecoveryCodes{confirm_totp(tx, call.actor, call.body.code, call.now)};
    });
}

api::None end(SignIn& door, api::Call<EndTotp> const& call) {
    require_whole(call.actor);
    door.require_password(call.actor, call.body.password, "password", call.now);
    return door.with_code(call.actor.tenant, *call.actor.user, call.now, [&](Tx& tx) {
        if (!spend_code(tx, *call.actor.user, call.body.code, call.now))
            throw Error(ErrorCode::invalid, "code", "is wrong or was used already");
        end_totp(tx, call.actor, *call.actor.user, call.now);
        return api::None{};
    });
}

api::None reset(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    end_totp(tx, call.actor, api::path_id<UserId>(call.path.id), call.now);
    return {};
}

} // namespace

void add_totp_routes(api::Routes& all, db::Database& database, std::shared_ptr<SignIn> const& door) {
    auto own = all.that_see(api::Sees::own);
    auto people = all.that_see(api::Sees::tenant);
    using enum http::Method;
    own.read("/me/totp", api::signed_in, "Whether codes are asked for when I sign in", state);
    own.direct(post, "/me/totp", api::signed_in, 200, "Start a second factor: a secret for an authenticator app",
               [&database, door](api::Call<StartTotp> const& call) { return start(database, *door, call); });
    own.direct(post, "/me/totp/confirmation", api::signed_in, 200,
               "Confirm it with a code; the recovery codes are shown once",
               [door](api::Call<ConfirmTotp> const& call) { return confirm(*door, call); });
    own.direct(del, "/me/totp", api::signed_in, 204, "Ask for no codes any more",
               [door](api::Call<EndTotp> const& call) { return end(*door, call); });
    people.write(del, "/users/{id}/totp", api::needs(Permission::users_manage), 204,
                 "Ask a colleague for no codes any more, who lost his phone", reset);
}

} // namespace baton
