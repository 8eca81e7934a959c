// SPDX-License-Identifier: EUPL-1.2
#include "serve.hpp"

#include <malloc.h>
#include <pthread.h>
#include <signal.h>

#include <condition_variable>
#include <iostream>
#include <mutex>
#include <thread>

#include "accounts/sweep_store.hpp"
#include "base/log.hpp"
#include "demo/demo_mailbox.hpp"
#include "demo_data.hpp"
#include "dispatcher.hpp"
#include "embedded.hpp"
#include "installation.hpp"
#include "make_transport.hpp"
#include "metrics.hpp"
#include "urls.hpp"
#include "web/http_server.hpp"

namespace voordeur {
namespace {

// Pages that wait at the hashing gate hold a thread; these are for all others.
constexpr std::size_t threads_beside_the_gate = 8;
constexpr std::chrono::hours swept_every{1};

Assets make_assets(Brand const& brand) {
    Assets assets;
    for (auto const& file : embedded_assets()) assets.put(std::string(file.path), std::string(file.content));
    assets.put("brand.css", brand_style(brand));
    return assets;
}

std::size_t page_threads(HashingConfig const& hashing) {
    return static_cast<std::size_t>(hashing.slots + hashing.queue) + threads_beside_the_gate;
}

HttpLimits limits_of(LimitsConfig const& limits) {
    HttpLimits http;
    http.connections = static_cast<std::size_t>(limits.connections);
    http.pages_at_once = static_cast<std::size_t>(limits.pages_at_once);
    http.request_time = std::chrono::seconds(limits.request_seconds);
    return http;
}

Response plain(int status, std::string body) {
    Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(body);
    return response.with_header("Cache-Control", "no-store");
}

Response ready(Database& database) {
    try {
        return is_schema_current(database) ? plain(200, "ready\n") : plain(503, "schema\n");
    } catch (std::exception const&) {
        return plain(503, "database\n");
    }
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

void sweep_hourly(std::stop_token const& stop, Installation& installation) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    while (!stop.stop_requested()) {
        try {
            sweep(installation.database(), installation.clock().now());
        } catch (StoreError const& error) {
            log_warning("sweep_failed", {{"error", error.what()}});
        }
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, stop, swept_every, [] { return false; });
    }
}

void log_answer(Answered const& answered) {
    if (answered.route == urls::assets) return;
    log_info("request", {{"route", std::string(answered.route)},
                         {"status", std::to_string(answered.status)},
                         {"microseconds", std::to_string(answered.took.count())}});
}

void print_addresses(Config const& config, bool is_demo) {
    if (!is_demo) {
        log_info("serving", {{"listen", config.listen}});
        return;
    }
    std::cout << "\nVoordeur is running. Open the mailbox of the demo and begin with the newest e-mail:\n\n"
              << config.public_url << urls::mailbox << "\n\nSigning in, once you have registered:\n\n"
              << config.public_url << urls::sign_in
              << "\n\nStop with Ctrl-C. The demo forgets everything then.\n"
              << std::endl;
}

// Everything that runs, in the order in which it starts; it stops the other way round.
void run(Installation& installation, Transport& transport, DemoMailbox const* mailbox,
         Signals const& signals) {
    auto const& config = installation.config();
    auto app = installation.app();
    app.pdf.check();
    auto const assets = make_assets(installation.brand());
    Metrics metrics;
    OutboxWorker outbox({installation.database(), installation.sealer(), transport, installation.clock()});
    app.wake_outbox = [&] { outbox.wake(); };
    app.demo_mailbox = mailbox;
    app.documents.register_versions(installation.database(), installation.clock().now(), app.random);
    if (mailbox != nullptr) make_demo_data(app, installation.clock().now());
    Dispatcher const dispatcher(app, installation.clock(), assets, [&](Answered const& answered) {
        metrics.count(answered);
        log_answer(answered);
    });
    HttpServer server(config.listen, page_threads(config.hashing), limits_of(config.limits),
                      [&](Request& request) {
                          if (request.path == "/healthz") return plain(200, "alive\n");
                          if (request.path == "/readyz") return ready(installation.database());
                          return dispatcher.answer(request);
                      });
    std::unique_ptr<HttpServer> metrics_server;
    if (!config.metrics_listen.empty())
        metrics_server =
            std::make_unique<HttpServer>(config.metrics_listen, 1, HttpLimits{}, [&](Request& request) {
                return request.path == "/metrics" ? plain(200, metrics.text(app.hasher, outbox))
                                                  : plain(404, "404\n");
            });
    std::jthread const sweeper([&](std::stop_token const& stop) { sweep_hourly(stop, installation); });
    server.start();
    if (metrics_server) metrics_server->start();
    print_addresses(config, mailbox != nullptr);
    signals.wait();
    log_info("stopping");
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

int serve_demo(Signals const& signals) {
    DemoFolder const folder;
    auto config = demo_config(folder.path());
    config.log_level = "warn";
    start_log(config.log_level);
    migrate_installation(config);
    auto const installation = open_installation(std::move(config));
    DemoMailbox mailbox(installation->clock());
    run(*installation, mailbox, &mailbox, signals);
    return 0;
}

}  // namespace

int serve(std::optional<std::filesystem::path> const& config_file) {
    // Seventy threads would each get an arena of the allocator, and never give it back.
    mallopt(M_ARENA_MAX, 2);
    Signals const signals;
    if (!config_file) return serve_demo(signals);
    auto config = load_config(*config_file);
    check_for_serve(config);
    start_log(config.log_level);
    auto const installation = open_installation(std::move(config));
    auto const transport = make_transport(installation->config(), installation->clock());
    run(*installation, *transport, nullptr, signals);
    return 0;
}

}  // namespace voordeur
