// SPDX-License-Identifier: EUPL-1.2
#include "serve.hpp"

#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <thread>

#include "app.hpp"
#include "audit/audit_chain.hpp"
#include "base/log.hpp"
#include "base/not_yet.hpp"
#include "demo/demo_mailbox.hpp"
#include "demo_data.hpp"
#include "dispatcher.hpp"
#include "documents/documents.hpp"
#include "installation.hpp"
#include "make_transport.hpp"
#include "metrics.hpp"
#include "pdf/make_pdf.hpp"
#include "practices/practice_list.hpp"
#include "security_headers.hpp"
#include "service_manager.hpp"
#include "site_settings.hpp"
#include "sweeper.hpp"
#include "urls.hpp"
#include "values/phone_number.hpp"
#include "web/http_server.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

// A page that waits for the disk or the database holds its thread for a moment.
constexpr std::size_t threads_per_core = 8;
constexpr std::chrono::seconds audit_chained_every{1};
constexpr std::chrono::hours audit_head_logged_every{1};

// Of those that this process may run on, which may be fewer than the machine has.
std::size_t usable_cores() {
    cpu_set_t cores;
    if (sched_getaffinity(0, sizeof cores, &cores) != 0)
        return std::max(1U, std::thread::hardware_concurrency());
    return static_cast<std::size_t>(CPU_COUNT(&cores));
}

std::size_t page_threads() {
    return threads_per_core * usable_cores();
}

HttpLimits limits_of(Config const& config) {
    auto limits = config.http_limits;
    limits.slow_pages = config.hashing_gate.slots + config.hashing_gate.queue;
    return limits;
}

// A connection is a file; the usual limit of 1024 of them is a crowd that one visitor can make.
void raise_file_limit(Config const& config) {
    constexpr rlim_t others = 256;
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    auto const wanted =
        std::min(static_cast<rlim_t>(config.http_limits.connections) + others, files.rlim_max);
    if (files.rlim_cur >= wanted) return;
    files.rlim_cur = wanted;
    if (setrlimit(RLIMIT_NOFILE, &files) != 0 || wanted < others + 1024)
        log_warning("few_open_files_allowed");
}

// SIGTERM and SIGINT are taken by one thread that waits for them: no handler interrupts anything.
class Signals {
  public:
    Signals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGTERM);
        sigaddset(&set_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        signal(SIGPIPE, SIG_IGN);
    }
    void wait() const {
        int received = 0;
        sigwait(&set_, &received);
    }

  private:
    sigset_t set_;
};

void log_audit_head(Installation& installation) {
    log_info("audit_head", {{"head", audit_head(installation.database()).text()}});
}

// Binds the events of the audit log to each other, and writes down hourly how far that is.
void chain_audit_log(std::stop_token const& stop, Installation& installation, Mac const& mac) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    auto next_head = std::chrono::steady_clock::now();
    while (!stop.stop_requested()) {
        try {
            while (chain_audit_events(installation.database(), mac) > 0) {
            }
            if (std::chrono::steady_clock::now() >= next_head) {
                log_audit_head(installation);
                next_head += audit_head_logged_every;
            }
        } catch (std::exception const& error) {
            log_warning("audit_chain_waits", {{"error", error.what()}});
        }
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, stop, audit_chained_every, [] { return false; });
    }
}

void log_answer(Answered const& answered) {
    if (answered.route == urls::assets || answered.route == urls::alive || answered.route == urls::ready)
        return;
    log_info("request", {{"route", std::string(answered.route)},
                         {"status", std::to_string(answered.status)},
                         {"microseconds", std::to_string(answered.took.count())}});
}

void log_password_hashing(PasswordHasher const& hasher, Config const& config) {
    log_info("password_hashing", {{"implementation", std::string(name_of(hasher.build()))},
                                  {"memory_kib", std::to_string(config.hashing_cost.memory_kib)},
                                  {"passes", std::to_string(config.hashing_cost.passes)},
                                  {"slots", std::to_string(config.hashing_gate.slots)}});
}

void print_addresses(Config const& config, bool is_demo) {
    if (!is_demo) {
        log_info("serving", {{"listen", config.listen}});
        return;
    }
    std::cout << "\nVoordeur is running. Open the mailbox of the demo and begin with the lowest e-mail:\n\n"
              << config.site.public_url << urls::mailbox << "\n\nSigning in, once you have registered:\n\n"
              << config.site.public_url << urls::sign_in
              << "\n\nStop with Ctrl-C. The demo forgets everything then.\n"
              << std::endl;
}

// No errors: http is accepted for loopback, to try things out, and a practice may still be added.
void warn_of_what_patients_would_miss(App const& app, Time now) {
    if (!app.site.is_https())
        log_warning("links_work_on_this_machine_only", {{"public_url", app.site.public_url}});
    for (auto const& service : app.site.e_services)
        if (!app.practices.by_slug(service.practice, now))
            log_warning("e_service_of_unknown_practice",
                        {{"practice", service.practice}, {"name", service.name_nl}});
}

// `bind` makes the server of the address that stands under `key`.
template <class Bind>
auto bound(std::string const& key, Bind const& bind) {
    try {
        return bind();
    } catch (CannotListenYet const& error) {
        throw NotYet(key + ": " + error.what());
    } catch (CannotListen const& error) {
        throw ConfigError(key + ": " + error.what());
    }
}

// Everything that runs, in the order in which it starts; it stops the other way round.
void run(Installation& installation, Transport& transport, DemoMailbox const* mailbox,
         Signals const& signals) {
    auto const& config = installation.config();
    auto const app = installation.app(mailbox);
    app.pdf.check();
    check_phones();
    Metrics metrics;
    OutboxWorker outbox({installation.database(), installation.sealer(), transport, installation.clock()},
                        installation.bell(), config.mail ? config.mail->connections : 1);
    app.documents.register_versions(installation.database(), installation.clock().now(), app.random);
    if (mailbox != nullptr) make_demo_data(app, installation.clock().now());
    Dispatcher const dispatcher(app, {installation.clock(), installation.assets(), config.trusted_proxies},
                                [&](Answered const& answered) {
                                    metrics.count(answered);
                                    log_answer(answered);
                                });
    auto const secured = [&](Response response) {
        add_security_headers(response, app.cookies.secure());
        return response;
    };
    HttpServer server = bound("listen", [&] {
        return HttpServer(config.listen, page_threads(), limits_of(config),
                          {[&](Request& request) { return dispatcher.answer(request); },
                           [&](Request const& request) { return dispatcher.is_slow(request); },
                           [&](Response& response) { response = secured(std::move(response)); }});
    });
    auto const figures = [&](Request const& request) {
        return request.path == "/metrics" ? plain_text(200, metrics.text(app.hasher, outbox))
                                          : plain_text(404, "404\n");
    };
    std::unique_ptr<HttpServer> metrics_server;
    if (!config.metrics_listen.empty())
        metrics_server = bound("metrics_listen", [&] {
            return std::make_unique<HttpServer>(config.metrics_listen, 1, HttpLimits{.slow_pages = 1},
                                                HttpServer::Pages{.answer = figures});
        });
    outbox.start();
    server.start();
    if (metrics_server) metrics_server->start();
    std::jthread const chainer(
        [&](std::stop_token const& stop) { chain_audit_log(stop, installation, app.mac); });
    std::jthread const sweeper([&](std::stop_token const& stop) {
        sweep_hourly(stop, installation.database(), installation.clock());
    });
    log_password_hashing(app.hasher, config);
    print_addresses(config, mailbox != nullptr);
    if (mailbox == nullptr) warn_of_what_patients_would_miss(app, installation.clock().now());
    malloc_trim(0);  // what only the start needed
    tell_service_manager("READY=1");
    signals.wait();
    log_info("stopping");
    tell_service_manager("STOPPING=1");
    server.stop();
}

// A fresh installation in a folder of its own, gone with the program.
class DemoFolder {
  public:
    DemoFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "voordeur-demo-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw std::runtime_error("Cannot make a folder for the demo in /tmp.");
        path_ = pattern;
    }
    ~DemoFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    DemoFolder(DemoFolder const&) = delete;
    DemoFolder& operator=(DemoFolder const&) = delete;
    std::filesystem::path const& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

void serve_demo(Signals const& signals) {
    DemoFolder const folder;
    auto config = demo_config(folder.path());
    config.log_level = "warn";
    config.site.e_services = sample_e_services();
    start_log(config.log_level);
    migrate_installation(config);
    auto const installation = open_installation(std::move(config));
    DemoMailbox mailbox(installation->clock(), folder.path());
    run(*installation, mailbox, &mailbox, signals);
}

}  // namespace

void serve(std::optional<std::filesystem::path> const& config_file) {
    // A thread a slow page would each get an arena of the allocator, and never give it back.
    mallopt(M_ARENA_MAX, 2);
    // What one page frees the next one needs: giving it back to the kernel in between costs two calls a page.
    mallopt(M_TRIM_THRESHOLD, 4 * 1024 * 1024);
    mallopt(M_TOP_PAD, 256 * 1024);
    mallopt(M_MMAP_THRESHOLD, 1024 * 1024);
    Signals const signals;
    if (!config_file) return serve_demo(signals);
    auto config = load_config(*config_file);
    check_for_serve(config);
    start_log(config.log_level);
    raise_file_limit(config);
    auto const installation = open_installation(std::move(config));
    auto const transport = make_transport(installation->config(), installation->clock());
    run(*installation, *transport, nullptr, signals);
}

}  // namespace voordeur
