#include "app/metrics.h"

#include "base/version.h"

#include <prometheus/text_serializer.h>

namespace baton {
namespace {

prometheus::MetricFamily gauge(std::string name, std::string help, std::vector<std::pair<std::string, double>> values,
                               std::string label = "") {
    prometheus::MetricFamily family;
    family.name = std::move(name);
    family.help = std::move(help);
    family.type = prometheus::MetricType::Gauge;
    for (auto& [key, value] : values) {
        prometheus::ClientMetric metric;
        if (!label.empty()) metric.label.push_back({label, key});
        metric.gauge.value = value;
        family.metric.push_back(std::move(metric));
    }
    return family;
}

} // namespace

std::string metrics_text(db::Database& database, Log const& log, Search const& search, LiveFeed const& live) {
    auto const health = database.health();
    std::vector<std::pair<std::string, double>> lag;
    for (auto const& reader : log.status()) lag.emplace_back(reader.reader, double(reader.lag));
    auto const indexing = search.status();
    lag.emplace_back(indexing.reader, double(indexing.lag));
    return prometheus::TextSerializer().Serialize(
        {gauge("baton_info", "The running version.", {{std::string(version()), 1}}, "version"),
         gauge("baton_database_ready", "1 when the database can be written.", {{"", health.ready ? 1.0 : 0.0}}),
         gauge("baton_database_row_security", "1 when PostgreSQL itself keeps the tenants apart.",
               {{"", health.row_security ? 1.0 : 0.0}}),
         gauge("baton_database_queued_units", "Units of work waiting to be written.", {{"", double(health.queued)}}),
         gauge("baton_database_wal_bytes", "Size of the write-ahead log (SQLite).", {{"", double(health.wal_bytes)}}),
         gauge("baton_reader_lag_events", "Events a reader of the log has not seen yet.", std::move(lag), "reader"),
         gauge("baton_live_clients", "Connected live clients.", {{"", double(live.clients())}})});
}

} // namespace baton
