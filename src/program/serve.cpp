// SPDX-License-Identifier: EUPL-1.2
#include "serve.hpp"

#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <iostream>
#include <mutex>
#include <thread>

#include "app.hpp"
#include "audit_keeper.hpp"
#include "base/log.hpp"
#include "base/module.hpp"
#include "base/not_yet.hpp"
#include "concerns.hpp"
#include "crypto/signature_module.hpp"
#include "demo/demo_mailbox.hpp"
#include "demo_data.hpp"
#include "front.hpp"
#include "installation.hpp"
#include "make_transport.hpp"
#include "metrics.hpp"
#include "outbox/network_module.hpp"
#include "passkey_host.hpp"
#include "patients/delete_accounts.hpp"
#include "patients/end_unused_accounts.hpp"
#include "pdf/make_pdf.hpp"
#include "recovery_reminders.hpp"
#include "security_headers.hpp"
#include "service_manager.hpp"
#include "site_settings.hpp"
#include "sweeper.hpp"
#include "urls.hpp"
#include "values/phone_module.hpp"
#include "web/http_server.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

// A page that waits for the disk or the database holds its thread for a moment.
constexpr std::size_t threads_per_core = 8;

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

// A sharer has a quarter of the places for slow pages, and never so few that a core would have nothing to do.
HttpLimits limits_of(Config const& config) {
    auto limits = config.http_limits;
    auto const& gate = config.hashing_gate;
    limits.slow = {.places = gate.slots + gate.queue,
                   .of_each = std::max({(gate.slots + gate.queue) / 4, 2 * gate.slots, 1U}),
                   .waiting = gate.queue,
                   .longest_wait = std::chrono::ceil<std::chrono::seconds>(gate.longest_wait)};
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

// They are taken by one thread that waits for them: no handler interrupts anything.
class Signals {
  public:
    Signals() {
        sigemptyset(&set_);
        for (auto const number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set_, number);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        signal(SIGPIPE, SIG_IGN);
    }
    // Until the process is to end; each SIGHUP before that is a call of `reload`.
    void wait(std::function<void()> const& reload) const {
        int received = 0;
        while (sigwait(&set_, &received) == 0 && received == SIGHUP && reload) reload();
    }

  private:
    sigset_t set_;
};

void log_answer(Answered const& answered) {
    if (answered.route == urls::assets || answered.route == urls::alive || answered.route == urls::ready)
        return;
    log_info("request", {{"route", std::string(answered.route)},
                         {"method", std::string(name_of(answered.method))},
                         {"status", answered.status},
                         {"microseconds", answered.took.count()},
                         {"request", std::string(answered.request_id)}});
}

void log_password_hashing(PasswordHasher const& hasher, Config const& config) {
    log_info("password_hashing", {{"implementation", std::string(name_of(hasher.build()))},
                                  {"memory_kib", std::int64_t{config.hashing_cost.memory_kib}},
                                  {"passes", std::int64_t{config.hashing_cost.passes}},
                                  {"slots", std::int64_t{config.hashing_gate.slots}}});
}

void print_addresses(Config const& config, bool is_demo) {
    if (!is_demo) {
        log_info("serving", {{"listen", config.listen}});
        return;
    }
    std::cout << "\nVoordeur is running. Open the mailbox of the demo and begin as mevrouw Voorbeeld:\n\n"
              << config.site.public_url << urls::mailbox << "\n\nSigning in, once you have registered:\n\n"
              << config.site.public_url << urls::sign_in
              << "\n\nStop with Ctrl-C. The demo forgets everything then.\n"
              << std::endl;
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

Response show_figures(Metrics const& metrics, Request const& request) {
    if (request.path != "/metrics") return plain_text(404, "404\n");
    auto text = plain_text(200, metrics.text());
    text.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return text;
}

// What begins before all else: the modules are tried while the rest starts.
struct Beginning {
    Signals const signals = {};
    ModuleTrial modules;
};

HttpServer page_server(Config const& config, Front& front, bool is_secure) {
    return bound("listen", [&] {
        return HttpServer(config.listen, page_threads(), limits_of(config),
                          {[&front](Request& request) { return front.answer(request); },
                           [&front](Request const& request) { return front.sharers_of_slow(request); },
                           [&front](Request& request) { return front.answer_early(request); },
                           [is_secure](Response& response) { add_security_headers(response, is_secure); }});
    });
}

// Everything that runs, in the order in which it starts; it stops the other way round.
void run(Installation& installation, Transport& transport, DemoMailbox const* mailbox, Beginning& beginning) {
    auto const& config = installation.config();
    auto const app = installation.app(mailbox);
    app.pdf.check();
    OutboxWorker outbox({installation.database(), installation.sealer(), transport, installation.clock()},
                        installation.bell(), config.mail ? config.mail->connections : 1);
    Metrics metrics({installation.clock(), installation.database(), app.hasher, outbox});
    Front front(installation, mailbox, [&](Answered const& answered) {
        metrics.count(answered);
        log_answer(answered);
    });
    HttpServer server = page_server(config, front, app.cookies.secure());
    std::unique_ptr<HttpServer> metrics_server;
    if (!config.metrics_listen.empty())
        metrics_server = bound("metrics_listen", [&] {
            return std::make_unique<HttpServer>(config.metrics_listen, 1, HttpLimits{},
                                                HttpServer::Pages{.answer = [&](Request const& request) {
                                                    return show_figures(metrics, request);
                                                }});
        });
    beginning.modules.wait();
    outbox.start();
    server.start();
    if (metrics_server) metrics_server->start();
    std::jthread const audit_keeper([&](std::stop_token const& stop) { keep_audit_log(stop, installation); });
    std::jthread const sweeper([&](std::stop_token const& stop) {
        sweep_hourly(stop, installation.database(), installation.clock(), [&](Time now) {
            log_info("accounts_deleted", {{"accounts", delete_accounts_due(app.patients, now)}});
            auto const unused = end_unused_accounts(app.patients, config.accounts_unused_for, now);
            log_info("accounts_unused", {{"told", unused.told}, {"closed", unused.closed}});
            metrics.note_sweep(now);
        });
    });
    std::jthread const reminders(
        [&](std::stop_token const& stop) { remind_minutely(stop, app.recovery, installation.clock()); });
    log_password_hashing(app.hasher, config);
    print_addresses(config, mailbox != nullptr);
    if (mailbox == nullptr) {
        log_concerns(concerns_of(config));
        log_concerns(concerns_of(installation));
    }
    malloc_trim(0);  // what only the start needed
    tell_service_manager("READY=1");
    // Whoever closes the terminal of the demo ends it.
    beginning.signals.wait(mailbox != nullptr ? std::function<void()>() : [&] {
        tell_service_manager("RELOADING=1");
        front.reload();
        tell_service_manager("READY=1");
    });
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

void serve_demo(std::optional<std::string> const& example) {
    Beginning beginning{.modules = ModuleTrial({phones_file, signatures_file})};
    DemoFolder const folder;
    auto config = demo_config(folder.path());
    config.log_level = "warn";
    config.site.e_services = sample_e_services(example.has_value());
    start_log(config.log_level);
    migrate_installation(config);
    auto const installation = open_installation(std::move(config));
    DemoMailbox mailbox(installation->clock(), folder.path());
    make_demo_data(installation->app(&mailbox), installation->clock().now());
    if (example) add_example_service(installation->app(&mailbox), *example, installation->clock().now());
    run(*installation, mailbox, &mailbox, beginning);
}

}  // namespace

void serve(std::optional<std::filesystem::path> const& config_file,
           std::optional<std::string> const& example) {
    // A thread a slow page would each get an arena of the allocator, and never give it back.
    mallopt(M_ARENA_MAX, 2);
    // What one page frees the next one needs: giving it back to the kernel in between costs two calls a page.
    mallopt(M_TRIM_THRESHOLD, 4 * 1024 * 1024);
    mallopt(M_TOP_PAD, 256 * 1024);
    mallopt(M_MMAP_THRESHOLD, 1024 * 1024);
    if (!config_file) return serve_demo(example);
    Beginning beginning{.modules = ModuleTrial({phones_file, signatures_file, network_file})};
    auto config = load_config(*config_file);
    check_for_serve(config);
    start_log(config.log_level);
    raise_file_limit(config);
    auto const installation = open_installation(std::move(config));
    check_passkey_host(installation->database(), installation->app().passkeys);
    auto const transport =
        make_transport(installation->config(), installation->shown()->png_logo(), installation->clock());
    run(*installation, *transport, nullptr, beginning);
}

}  // namespace voordeur
