#include "log_fixture.h"

#include <numeric>

namespace baton {
namespace {

constexpr auto schema = R"(
create table notes (tenant_id bigint not null, id bigint not null, reader text not null, seq bigint not null,
                    primary key (tenant_id, id));
create table events_before as select * from events;
create table batches_before as select * from batches;
insert into tenants (tenant_id, name, created_at) values (2, 'second', 0);
)";

} // namespace

void NotingReader::apply(Tx& tx, std::span<Event const> events) {
    for (auto const& event : events)
        tx.exec("insert into notes (tenant_id, id, reader, seq) values ($1, $2, $3, $4)", tx.tenant(),
                tx.next_id<EventId>(now()), name_, *event.seq);
}

std::vector<std::int64_t> one_to(std::int64_t last) {
    std::vector<std::int64_t> all(static_cast<std::size_t>(last));
    std::iota(all.begin(), all.end(), 1);
    return all;
}

OnEventLog::OnEventLog() { open(schema); }

std::unique_ptr<db::Database> OnEventLog::open_again() const { return scratch.open(schema); }

std::unique_ptr<Log> OnEventLog::make_log(std::vector<std::string> const& readers, LogOptions options) {
    auto made = std::make_unique<Log>(*database, options);
    for (auto const& name : readers) made->add(std::make_unique<NotingReader>(name));
    return made;
}

std::vector<EventId> OnEventLog::write(int count, TenantId tenant) {
    return db::run(*database, tenant, [&](Tx& tx) {
        std::vector<EventId> ids;
        for (int i = 0; i < count; ++i)
            ids.push_back(record(tx, {.ticket_id = some_ticket, .content = {.body = std::to_string(i)}}, now()));
        return ids;
    });
}

void OnEventLog::keep() {
    db::run(*database, default_tenant, [](Tx& tx) {
        tx.exec("insert into events_before select * from events");
        tx.exec("insert into batches_before select * from batches");
    });
}

void OnEventLog::restore() {
    db::run(*database, default_tenant, [](Tx& tx) {
        tx.exec("delete from events");
        tx.exec("delete from batches");
        tx.exec("insert into events select * from events_before");
        tx.exec("insert into batches select * from batches_before");
    });
}

std::vector<Event> OnEventLog::numbered(TenantId tenant) {
    return db::look(*database, tenant, [](Tx& tx) { return events_after(tx, 0, 1'000'000); });
}

std::vector<std::int64_t> OnEventLog::noted(std::string_view reader, TenantId tenant) {
    std::vector<std::int64_t> seqs;
    database->read(tenant, [&](Tx& tx) {
        tx.query(
            "select seq from notes where tenant_id = $1 and reader = $2 order by id",
            [&](db::Row const& row) { seqs.push_back(row.integer(0)); }, tx.tenant(), reader);
    });
    return seqs;
}

} // namespace baton
