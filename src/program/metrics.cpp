// SPDX-License-Identifier: EUPL-1.2
#include "metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <tuple>

#include "base/version.hpp"
#include "figures_store.hpp"
#include "metrics_families.hpp"
#include "process_figures.hpp"
#include "urls.hpp"

namespace voordeur {
namespace {

prometheus::Histogram::BucketBoundaries const request_seconds{0.0005, 0.001, 0.005, 0.025, 0.1, 0.5, 2, 10};

double seconds_of(std::int64_t milliseconds) {
    return static_cast<double>(milliseconds) / 1000;
}

void add_process(MetricFamilies& families, Time began_at) {
    auto const process = process_figures();
    families.counter("process_cpu_seconds_total", "Time on a processor, of this process.")
        .add(process.cpu_seconds);
    families.gauge("process_resident_memory_bytes", "Memory that is held.").add(process.resident_bytes);
    families.gauge("process_virtual_memory_bytes", "Memory that is mapped.").add(process.virtual_bytes);
    families.gauge("process_open_fds", "Open files, connections among them.").add(process.open_files);
    families.gauge("process_max_fds", "How many there may be.").add(process.most_open_files);
    families.gauge("process_start_time_seconds", "When the process began, seconds since 1970.")
        .add(seconds_of(to_stored(began_at)));
}

void add_hashes(MetricFamilies& families, PasswordHasher const& hasher) {
    families.counter("voordeur_password_hashes_total", "Argon2id hashes made, dummies included.")
        .add(static_cast<double>(hasher.hashes_done()));
    families
        .counter("voordeur_password_hash_seconds_total", "How long they took, the wait for a place apart.")
        .add(std::chrono::duration<double>(hasher.time_hashing()).count());
}

void add_messages(MetricFamilies& families, std::string const& kind, DeliveryCounts const& counts) {
    auto const add = [&](char const* outcome, std::uint64_t count) {
        families.add(static_cast<double>(count), {{"kind", kind}, {"outcome", outcome}});
    };
    add("sent", counts.sent);
    add("retried", counts.retried);
    add("expired", counts.expired);
    add("given_up", counts.given_up);
}

void add_outbox(MetricFamilies& families, OutboxWorker const& outbox) {
    auto const &email = outbox.delivery(MessageKind::email), &sms = outbox.delivery(MessageKind::sms);
    families.counter("voordeur_messages_total", "E-mails and SMS by outcome, of this process.");
    add_messages(families, "email", email.counts());
    add_messages(families, "sms", sms.counts());
    families
        .gauge("voordeur_gateway_down", "1 while nothing is sent, since the gateway is down or refuses us.")
        .add(email.is_held_up() ? 1 : 0, {{"kind", "email"}})
        .add(sms.is_held_up() ? 1 : 0, {{"kind", "sms"}});
    families.counter("voordeur_sms_sent_total", "SMS that the gateway took, by country of the number.");
    for (auto const& [country, count] : sms.sent_by_country())
        families.add(static_cast<double>(count), {{"country", country}});
}

void add_waiting(MetricFamilies& families, Figures const& figures, Time now) {
    auto const each = [&](auto const& value_of) {
        for (std::string const kind : {"email", "sms"}) {
            auto const found = std::ranges::find(figures.waiting, kind, &WaitingMessages::kind);
            families.add(found == figures.waiting.end() ? 0 : value_of(*found), {{"kind", kind}});
        }
    };
    families.gauge("voordeur_messages_waiting", "E-mails and SMS that wait, of all processes.");
    each([](WaitingMessages const& waiting) { return static_cast<double>(waiting.count); });
    families.gauge("voordeur_messages_oldest_age_seconds", "How long the oldest of them waits.");
    each([&](WaitingMessages const& waiting) {
        return std::max(0.0, seconds_of(to_stored(now) - to_stored(waiting.oldest)));
    });
}

void add_database(MetricFamilies& families, MetricSources const& sources) {
    auto const now = sources.clock.now();
    std::optional<Figures> figures;
    try {
        figures = read_figures(sources.database, now);
    } catch (StoreError const&) {
    }
    families.gauge("voordeur_database_up", "1 while the database answers.").add(figures ? 1 : 0);
    auto const use = sources.database.connections();
    families.gauge("voordeur_database_connections", "Connections to the database.")
        .add(static_cast<double>(use.lent), {{"state", "in_use"}})
        .add(static_cast<double>(use.idle), {{"state", "idle"}});
    families.gauge("voordeur_database_connections_max", "How many there may be.")
        .add(static_cast<double>(use.most));
    if (!figures) return;
    add_waiting(families, *figures, now);
    families.gauge("voordeur_locked_registrations", "Registrations that a practice has to unlock.")
        .add(static_cast<double>(figures->locked_registrations));
    families
        .gauge("voordeur_audit_pending_events", "Events that are not bound into the audit log's chain yet.")
        .add(static_cast<double>(figures->audit_pending));
}

}  // namespace

namespace {

// "/inloggen", and the same with a practice; not the page of the code.
bool is_sign_in(std::string_view path) {
    return path != urls::sign_in_code && path.starts_with(urls::sign_in) &&
           (path.size() == urls::sign_in.size() || path[urls::sign_in.size()] == '/');
}

}  // namespace

// A step leads on, back to the beginning, or stays; what was no form of ours is told apart.
std::string_view sign_in_outcome(Answered const& answered) {
    switch (answered.status) {
        case 303:
            return is_sign_in(answered.led_to) ? "ended" : "right";
        case 422:
            return "wrong";
        case 429:
            return "wait";
        case 503:
            return "busy";
        default:
            return answered.status < 500 ? "refused" : "failed";
    }
}

struct Metrics::Families {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                            .Name("voordeur_requests_total")
                                                            .Help("Answers by route, method and status.")
                                                            .Register(registry);
    prometheus::Family<prometheus::Histogram>& seconds = prometheus::BuildHistogram()
                                                             .Name("voordeur_request_duration_seconds")
                                                             .Help("How long an answer took.")
                                                             .Register(registry);
    prometheus::Family<prometheus::Counter>& sign_ins =
        prometheus::BuildCounter()
            .Name("voordeur_sign_ins_total")
            .Help("Passwords and codes that were sent, by outcome.")
            .Register(registry);

    struct Counted {
        prometheus::Counter& requests;
        prometheus::Histogram& seconds;
    };
    using Key = std::tuple<std::string_view, Method, int>;
    // Looking them up by their labels takes longer than all else that is counted.
    std::shared_mutex mutex;
    std::map<Key, Counted> known;

    Counted counted(Answered const& answered) {
        Key const key{answered.route, answered.method, answered.status};
        {
            std::shared_lock const lock(mutex);
            if (auto const found = known.find(key); found != known.end()) return found->second;
        }
        std::string const route(answered.route), method(name_of(answered.method));
        Counted const fresh{
            requests.Add({{"route", route}, {"method", method}, {"status", std::to_string(answered.status)}}),
            seconds.Add({{"route", route}, {"method", method}}, request_seconds)};
        std::unique_lock const lock(mutex);
        return known.try_emplace(key, fresh).first->second;
    }

    void count_sign_in(char const* step, Answered const& answered) {
        sign_ins.Add({{"step", step}, {"outcome", std::string(sign_in_outcome(answered))}}).Increment();
    }
};

Metrics::Metrics(MetricSources sources)
    : sources_(sources), began_at_(sources.clock.now()), families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

void Metrics::count(Answered const& answered) {
    auto const counted = families_->counted(answered);
    counted.requests.Increment();
    counted.seconds.Observe(std::chrono::duration<double>(answered.took).count());
    if (answered.method != Method::post) return;
    if (is_sign_in(answered.route)) families_->count_sign_in("password", answered);
    if (answered.route == urls::sign_in_code) families_->count_sign_in("code", answered);
}

std::string Metrics::text() const {
    MetricFamilies families(families_->registry.Collect());
    families.gauge("voordeur_build_info", "1; its label is the version.")
        .add(1, {{"version", VOORDEUR_VERSION}});
    add_hashes(families, sources_.hasher);
    add_outbox(families, sources_.outbox);
    add_database(families, sources_);
    families
        .gauge("voordeur_last_sweep_timestamp_seconds",
               "When what has no more use was removed last; 0: not yet.")
        .add(seconds_of(swept_at_));
    add_process(families, began_at_);
    return families.text();
}

}  // namespace voordeur
