// SPDX-License-Identifier: EUPL-1.2
#include "commands/checkup.hpp"

#include <chrono>
#include <filesystem>

#include "app.hpp"
#include "base/id.hpp"
#include "commands/command.hpp"
#include "commands/judge_site.hpp"
#include "config/url.hpp"
#include "crypto/signature.hpp"
#include "documents/documents.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "installation_store.hpp"
#include "installed_database.hpp"
#include "make_transport.hpp"
#include "outbox/ask_site.hpp"
#include "outbox/network_transport.hpp"
#include "passkey_host.hpp"
#include "pdf/make_pdf.hpp"
#include "practices/practice_list.hpp"
#include "urls.hpp"
#include "values/phone_number.hpp"
#include "values/text.hpp"
#include "words/catalogue.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr std::uintmax_t least_free_bytes = 1024U * 1024 * 1024;
constexpr std::uintmax_t mebibyte = 1024U * 1024;
// A proxy that is still wrong is noted again by then (proxy_watch.cpp).
constexpr std::chrono::minutes proxy_fault_lasts{30};

std::string words_for(SendResult result) {
    switch (result) {
        case SendResult::sent:
            return "";
        case SendResult::later:
            return "it may take it later; a message to a patient would be tried again.";
        case SendResult::down:
            return "it cannot be reached or does not work; look at its address, and whether it runs.";
        case SendResult::refuses_us:
            return "it has something against this installation: user, password, sender, balance or rights.";
        case SendResult::never:
            break;
    }
    return "it says that nothing can be sent to there; try another one of yours.";
}

}  // namespace

void Checkup::tell(Finding const& finding) {
    constexpr std::string_view names[] = {"ok       ", "warning  ", "wrong    "};
    if (finding.verdict == Verdict::wrong) ++wrongs_;
    out_ << names[static_cast<std::size_t>(finding.verdict)] << finding.about << ": "
         << first_line(finding.words) << std::endl;
}

template <class Check>
bool Checkup::tell_of(std::string_view about, Check const& check) {
    try {
        tell({Verdict::ok, std::string(about), check()});
        return true;
    } catch (std::exception const& error) {
        tell({Verdict::wrong, std::string(about), error.what()});
        return false;
    }
}

void Checkup::tell_concerns(std::vector<Concern> const& concerns) {
    for (auto const& concern : concerns) {
        troubled_ += " " + concern.about + " ";
        tell({concern.is_grave ? Verdict::wrong : Verdict::warning, concern.about, concern.sentence});
    }
}

void Checkup::tell_fine(std::string_view about, std::string const& words) {
    if (troubled_.find(" " + std::string(about) + " ") == std::string::npos)
        tell({Verdict::ok, std::string(about), words});
}

void Checkup::look() {
    look_at_settings();
    auto const has_files = look_at_files();
    look_at_database();
    if (has_files && database_) look_at_installation();
}

void Checkup::look_at_settings() {
    tell(
        {Verdict::ok, "configuration", config_.file.string() + " can be read, and the files that it names."});
    tell_concerns(concerns_of(config_));
    tell_fine("address", config_.site.public_url);
    tell_fine("documents",
              config_.documents ? "your own" : "the samples, which no patient sees at an http address");
    try {
        check_for_serve(config_);
        tell_fine("mail", config_.mail->url + ", from " + config_.mail->from.address);
    } catch (ConfigError const& error) {
        tell({Verdict::wrong, "mail", error.what()});
    }
    if (config_.sms) tell_fine("sms", Url::parse(config_.sms->url).value().origin());
}

bool Checkup::look_at_files() {
    auto const are_fine = tell_of("files", [&] {
        check_disk(config_);
        std::error_code away;
        auto const space = std::filesystem::space(config_.data_dir, away);
        auto const free = std::to_string(space.available / mebibyte) + " MiB";
        if (!away && space.available < least_free_bytes)
            throw ConfigError("only " + free + " are free where data_dir is; make room.");
        return config_.data_dir.string() + " is its owner's alone" + (away ? "" : ", " + free + " are free");
    });
    tell_of("modules", [&] {
        check_phones();
        check_signatures();
        check_network();
        PdfMaker(pdf_program_beside_this_one()).check();
        return std::string("beside the program, and of its version");
    });
    return are_fine;
}

void Checkup::look_at_database() {
    tell_of("database", [&] {
        check_is_there(config_);
        auto const began = std::chrono::steady_clock::now();
        auto database = open_database(config_);
        auto const user = database->is_sqlite() ? "" : " as " + database_user(*database);
        auto const took =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
        database_ = std::move(database);
        return (database_->is_sqlite() ? std::string("SQLite") : "PostgreSQL" + user) + " answers in " +
               std::to_string(took.count()) + " ms";
    });
    if (!database_) return;
    auto const is_ours = tell_of("schema", [&] {
        check_schema(*database_, config_);
        auto const name = std::string(all_migrations().back().name);
        if (schema_state(*database_, all_migrations()) == SchemaState::served)
            return "newer than this version (" + name +
                   "), which may still serve it; install the new one soon.";
        return "as this version has it (" + name + ")";
    });
    auto const has_keys =
        is_ours && tell_of("keys", [&] {
            auto const ring = load_ring_of(*database_, config_);
            return config_.keys_file.string() +
                   " is the ring of this database; keys in it: " + std::to_string(ring.keys().size());
        });
    if (!has_keys) database_.reset();
}

void Checkup::look_at_installation() {
    tell_of("brand", [&] {
        installation_ = open_installation(config_);
        return config_.brand.empty() ? std::string("the built-in one") : config_.brand.string();
    });
    if (!installation_) return;
    auto const app = installation_->app();
    tell_of("versions", [&] {
        app.documents.check_versions(app.database);
        return std::string("no document was changed under a version that patients accepted");
    });
    tell_of("passkeys", [&] {
        check_passkey_host(app.database, app.passkeys);
        return app.passkeys.are_possible() ? "made for " + app.passkeys.rp_id()
                                           : std::string("none: browsers make them for a name, over https");
    });
    tell_concerns(concerns_of(*installation_));
    tell_fine("practices", std::to_string(app.practices.all(clock_.now())->size()));
    look_at_website();
    look_at_proxies();
}

// As a patient's browser does; the server sees what the proxy makes of it.
void Checkup::look_at_website() {
    if (!config_.site.is_https()) return;
    auto const& address = config_.site.public_url;
    auto const page = std::string(urls::sign_in);
    try {
        tell(judge_site(address, ask_site(address + page)));
        auto const url = Url::parse(address).value();
        if (!url.port) tell(judge_plain_http(ask_site("http://" + url.host + page)));
    } catch (std::runtime_error const& error) {
        tell({Verdict::wrong, "website", error.what()});
    }
}

void Checkup::tell_fault(NotedProxyFault const& noted) {
    auto const now = clock_.now();
    if (noted.seen_at <= now - std::chrono::hours(24)) return;
    auto const is_still_so = noted.seen_at > now - proxy_fault_lasts;
    // Somebody may just have looked from this machine.
    auto const is_grave = is_still_so && noted.fault != ProxyFault::no_address;
    troubled_ += " requests ";
    tell({is_grave ? Verdict::wrong : Verdict::warning, "requests",
          "of the proxy " + noted.proxy + ", last on " + date_and_time(noted.seen_at, Language::english) +
              ": " + sentence_of(noted.fault)});
}

void Checkup::look_at_proxies() {
    for (auto const& noted : noted_proxy_faults(*database_)) tell_fault(noted);
    tell_fine("requests", "no proxy did anything wrong in the last 24 hours");
}

void Checkup::try_to_send(std::string_view about, std::string const& to, MessageContent const& content) {
    tell_of(about, [&] {
        SystemRandom random;
        auto const id = new_id<NewMessage>(clock_.now(), random);
        auto const transport = make_transport(config_, "", clock_);
        auto const outcome =
            std::visit([&](auto const& message) { return transport->send(id, message); }, content);
        if (outcome.result != SendResult::sent)
            throw CommandError("a test to " + to + " was not taken (" + outcome.error +
                               "): " + words_for(outcome.result));
        return "a test to " + to + " was taken; look whether it comes.";
    });
}

void Checkup::send_mail(EmailAddress const& address) {
    try_to_send("test mail", address.text(),
                Email{.to = address.text(),
                      .from_name = config_.site.operated_by.name,
                      .subject = "Test of voordeur check",
                      .text = "This mail was sent by voordeur check, for " + config_.site.public_url +
                              ". Mails to patients come the same way.\n",
                      .language = "en"});
}

// From the sender that patients of the first practice see: some gateways refuse senders that they do not
// know.
void Checkup::send_sms(PhoneNumber const& number) {
    if (!installation_)
        return tell({Verdict::wrong, "test sms", "it was not sent; mend what is wrong above first."});
    auto const app = installation_->app();
    auto const practices = app.practices.all(clock_.now());
    auto const name = practices->empty() ? "" : practices->front().name;
    try_to_send("test sms", number.e164(),
                Sms{.to_e164 = number.e164(),
                    .text = "Test of voordeur check, for " + config_.site.public_url,
                    .country = number.region(),
                    .sender = app.catalogue.sms_sender(name, Language::dutch)});
}

}  // namespace voordeur
