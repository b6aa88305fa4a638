#include "app/metrics.h"

#include "base/version.h"
#include "http/tls.h"

#include <fmt/format.h>
#include <prometheus/text_serializer.h>

namespace baton {
namespace {

using prometheus::MetricType;
using Values = std::vector<std::pair<std::string, double>>; // by the value of their label

// Prometheus text of one family after another.
class Page {
public:
    void gauge(std::string name, std::string help, double value) {
        add(MetricType::Gauge, std::move(name), std::move(help), "", {{"", value}});
    }
    void gauges(std::string name, std::string help, std::string const& label, Values const& values) {
        add(MetricType::Gauge, std::move(name), std::move(help), label, values);
    }
    void counter(std::string name, std::string help, double value) {
        add(MetricType::Counter, std::move(name), std::move(help), "", {{"", value}});
    }
    void counters(std::string name, std::string help, std::string const& label, Values const& values) {
        add(MetricType::Counter, std::move(name), std::move(help), label, values);
    }
    void histogram(std::string name, std::string help, http::RequestFigures const& figures) {
        prometheus::ClientMetric metric;
        auto& all = metric.histogram;
        all.sample_sum = figures.seconds;
        for (std::size_t i = 0; i < figures.buckets.size(); ++i) {
            all.sample_count += figures.buckets[i];
            bool const is_last = i == figures.bounds.size();
            all.bucket.push_back(
                {all.sample_count, is_last ? std::numeric_limits<double>::infinity() : figures.bounds[i]});
        }
        families_.push_back({std::move(name), std::move(help), MetricType::Histogram, {std::move(metric)}});
    }
    std::string text() const { return prometheus::TextSerializer().Serialize(families_); }

private:
    void add(MetricType type, std::string name, std::string help, std::string const& label, Values const& values) {
        prometheus::MetricFamily family{std::move(name), std::move(help), type, {}};
        for (auto const& [key, value] : values) {
            prometheus::ClientMetric metric;
            if (!label.empty()) metric.label.push_back({label, key});
            (type == MetricType::Gauge ? metric.gauge.value : metric.counter.value) = value;
            family.metric.push_back(std::move(metric));
        }
        families_.push_back(std::move(family));
    }
    std::vector<prometheus::MetricFamily> families_;
};

void add_database(Page& page, Patient const& patient) {
    auto const health = patient.database->health();
    auto const totals = patient.times->totals();
    page.gauge("baton_database_ready", "1 when the database can be written.", health.ready ? 1 : 0);
    page.gauge("baton_database_row_security", "1 when PostgreSQL itself keeps the tenants apart.",
               health.row_security ? 1 : 0);
    page.gauge("baton_database_queued_units", "Units of work waiting to be written.", double(health.queued));
    page.gauge("baton_database_queue_limit_units", "How many may wait; more are refused.", double(most_queued));
    page.gauge("baton_database_wal_bytes", "Size of the write-ahead log (SQLite).", double(health.wal_bytes));
    page.counter("baton_database_statements_total", "Statements of all units of work.", double(totals.statements));
    page.counter("baton_database_statement_seconds_total", "How long they took together.", totals.seconds);
    page.counter("baton_database_slow_statements_total", "Those that took as long as --slow-statement-ms or longer.",
                 double(totals.slow));
}

void add_readers(Page& page, Patient const& patient) {
    Values lag, failing;
    auto statuses = patient.log->status();
    statuses.push_back(patient.search->status());
    for (auto const& reader : statuses) {
        lag.emplace_back(reader.reader, double(reader.lag));
        failing.emplace_back(reader.reader, reader.error.empty() ? 0 : 1);
    }
    page.gauges("baton_reader_lag_events", "Events a reader of the log has not seen yet.", "reader", lag);
    page.gauges("baton_reader_failing", "1 when its last try failed.", "reader", failing);
}

void add_requests(Page& page, http::RequestFigures const& figures) {
    Values by_class;
    for (std::size_t i = 1; i < figures.by_class.size(); ++i)
        by_class.emplace_back(fmt::format("{}xx", i), double(figures.by_class[i]));
    page.counters("baton_http_requests_total", "Answered requests.", "class", by_class);
    page.histogram("baton_http_request_duration_seconds", "From the head of a request to the end of its answer.",
                   figures);
    page.gauge("baton_http_connections", "Open connections, live ones too.", double(figures.connections));
    page.gauge("baton_http_requests_in_flight", "Requests being worked on.", double(figures.in_flight));
}

void add_pushes(Page& page, PushFigures const& figures) {
    page.gauge("baton_push_waiting", "Messages to devices not yet sent.", double(figures.waiting));
    page.counters("baton_push_messages_total", "What became of messages to devices.", "outcome",
                  {{"sent", double(figures.sent)},
                   {"gone", double(figures.gone)},
                   {"retried", double(figures.retried)},
                   {"given_up", double(figures.given_up)},
                   {"withheld", double(figures.withheld)}});
    page.gauge("baton_push_failing", "1 when the last message was not taken.", figures.is_failing ? 1 : 0);
}

void add_disks(Page& page, Patient const& patient) {
    Values free, total;
    try {
        for (auto const& disk : disks_of(patient.options)) {
            free.emplace_back(disk.place, double(disk.free_bytes));
            total.emplace_back(disk.place, double(disk.total_bytes));
        }
    } catch (std::runtime_error const&) { // the doctor says so
    }
    page.gauges("baton_disk_free_bytes", "Room on the disk of this directory.", "place", free);
    page.gauges("baton_disk_size_bytes", "Size of the disk of this directory.", "place", total);
}

void add_certificate(Page& page, Patient const& patient) {
    if (patient.options.http.certificate_file.empty()) return;
    try {
        auto const ends_at = http::certificate_expiry(patient.options.http.certificate_file);
        page.gauge("baton_certificate_end_seconds", "When the TLS certificate ends, Unix time.",
                   double(ends_at.us / microseconds_per_second));
    } catch (std::runtime_error const&) { // the doctor says so
    }
}

void add_findings(Page& page, std::optional<Diagnosis> const& last) {
    Values verdicts;
    if (last)
        for (auto const& finding : last->findings)
            verdicts.emplace_back(name_of(finding.check), double(int(finding.verdict)));
    page.gauges("baton_doctor_verdict", "What the doctor last found: 0 ok, 1 warn, 2 fail.", "check", verdicts);
    page.gauge("baton_doctor_examined_seconds", "When that was, Unix time; 0: never.",
               last ? double(last->at.us / microseconds_per_second) : 0);
}

} // namespace

std::string metrics_text(Patient const& patient, LiveFeed const& live, PushFigures const& pushes,
                         http::RequestFigures const& figures, std::optional<Diagnosis> const& last) {
    Page page;
    page.gauges("baton_info", "The running version.", "version", {{std::string(version()), 1}});
    add_database(page, patient);
    add_readers(page, patient);
    page.gauge("baton_live_clients", "Connected live clients.", double(live.clients()));
    add_pushes(page, pushes);
    add_requests(page, figures);
    add_disks(page, patient);
    add_certificate(page, patient);
    add_findings(page, last);
    return page.text();
}

} // namespace baton
