#include "custody/encrypted_columns.h"

namespace baton {

std::span<EncryptedColumn const> encrypted_columns() {
    static std::vector<EncryptedColumn> const all{
        {"idempotency_keys", {{"scope", true}, {"idempotency_key", true}}, "sealed", "replay"},
        {"user_credentials", {{"user_id"}}, "totp_secret", "user.totp"},
        {"customer_contacts", {{"kind", true}, {"blind_index", true}}, "value", "customer_contacts.value"},
        {"customer_secrets", {{"customer_id"}, {"field", true}}, "value", "customer_secrets.value"},
        {"ticket_secrets", {{"ticket_id"}, {"field_id"}}, "value", "ticket_secrets.value"},
        {"users", {{"id"}}, "sealed_email", "users.email"},
        {"attachments", {{"id"}}, "sealed", "attachments.sealed"},
        {"tickets", {{"id"}}, "sealed", "tickets.sealed"},
        {"deleted_tickets", {{"id"}}, "sealed", "tickets.sealed"},
        {"ticket_ratings", {{"ticket_id"}}, "said", "ticket_ratings.said"},
        {"reminders", {{"id"}}, "note", "reminders.note"},
        {"reminders", {{"id"}}, "result", "reminders.result"},
        {"ticket_drafts", {{"ticket_id"}, {"user_id"}}, "body", "ticket_drafts.body"},
        {"push_keys", {{"id"}}, "private_key", "push_keys.private_key"},
        {"push_subscriptions", {{"id"}}, "sealed", "push_subscriptions.sealed"},
    };
    return all;
}

} // namespace baton
