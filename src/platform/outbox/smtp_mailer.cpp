// SPDX-License-Identifier: EUPL-1.2
#include "outbox/smtp_mailer.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <new>
#include <string_view>
#include <utility>

#include "outbox/html_part.hpp"

namespace voordeur {
namespace {

using std::chrono::steady_clock;

struct FreeMime {
    void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
using Mime = std::unique_ptr<curl_mime, FreeMime>;

// As CURLOPT_LOGIN_OPTIONS takes them. libcurl makes one choice of what a server offers, the strongest; there
// are servers that offer more than they take.
constexpr std::array logins{"", "AUTH=PLAIN", "AUTH=LOGIN"};

constexpr std::size_t most_words = 4096;

// What was said last. libcurl's result tells neither how far the conversation came nor the enhanced status.
struct Conversation {
    SmtpStage stage = SmtpStage::before_recipient;
    long code = 0;
    std::string enhanced;
    std::string words;  // for result_of alone: they may repeat the address
    bool goes_on = false;
    bool over = false;  // QUIT was said; its 221 must not pass for the answer to the mail
};

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

void hear_command(Conversation& conversation, std::string_view command) {
    if (command.starts_with("RCPT ")) conversation.stage = SmtpStage::recipient;
    if (command.starts_with("DATA")) conversation.stage = SmtpStage::content;
    if (command.starts_with("QUIT")) conversation.over = true;
}

// `550 5.1.1 …`, in one line or, with a - before each but the last, in several.
void hear_reply(Conversation& conversation, std::string_view line) {
    if (conversation.over || line.size() < 3 || !is_digit(line[0]) || !is_digit(line[1]) ||
        !is_digit(line[2]))
        return;
    conversation.code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    auto const rest = line.substr(std::min<std::size_t>(4, line.size()));
    auto const status = rest.substr(0, rest.find_first_not_of("0123456789."));
    auto const is_status =
        status.size() >= 5 && status.size() <= 9 && status[0] == line[0] && status[1] == '.';
    if (!std::exchange(conversation.goes_on, line.substr(3).starts_with('-'))) {
        conversation.enhanced.clear();
        conversation.words.clear();
    }
    if (is_status) conversation.enhanced = status;
    if (conversation.words.size() < most_words) conversation.words += rest;
}

int on_debug(CURL*, curl_infotype type, char* data, std::size_t size, void* conversation) {
    auto& heard = *static_cast<Conversation*>(conversation);
    if (type == CURLINFO_HEADER_OUT) hear_command(heard, {data, size});
    if (type == CURLINFO_HEADER_IN) hear_reply(heard, {data, size});
    return 0;
}

long use_ssl(MailTls tls) {
    switch (tls) {
        case MailTls::required:
            return CURLUSESSL_ALL;
        case MailTls::if_offered:
            return CURLUSESSL_TRY;
        case MailTls::none:
            break;
    }
    return CURLUSESSL_NONE;
}

// Line ends as mail wants them; libcurl would encode a bare one away.
std::string with_crlf(std::string_view text) {
    std::string result;
    for (auto const character : text) {
        if (character == '\n') result += '\r';
        if (character != '\r') result += character;
    }
    return result;
}

constexpr auto html_type = "text/html; charset=utf-8";

void add_part(curl_mime* mime, std::string const& text, char const* type) {
    auto* const part = curl_mime_addpart(mime);
    if (part == nullptr) throw std::bad_alloc();
    curl_mime_data(part, text.data(), text.size());
    curl_mime_type(part, type);
    curl_mime_encoder(part, "quoted-printable");
}

Mime new_mime(CURL* handle) {
    Mime mime(curl_mime_init(handle));
    if (!mime) throw std::bad_alloc();
    return mime;
}

// The HTML and the image that it shows, as one part (RFC 2387).
void add_part_with_logo(CURL* handle, curl_mime* mime, std::string const& html, std::string const& png) {
    auto related = new_mime(handle);
    add_part(related.get(), html, html_type);
    auto* const image = curl_mime_addpart(related.get());
    auto* const whole = curl_mime_addpart(mime);
    if (image == nullptr || whole == nullptr) throw std::bad_alloc();
    curl_mime_data(image, png.data(), png.size());
    curl_mime_type(image, "image/png");
    curl_mime_encoder(image, "base64");
    auto* fields = curl_slist_append(nullptr, fmt::format("Content-ID: <{}>", logo_id).c_str());
    fields = curl_slist_append(fields, "Content-Disposition: inline; filename=\"logo.png\"");
    curl_mime_headers(image, fields, 1);
    curl_mime_subparts(whole, related.release());
    curl_mime_type(whole, "multipart/related");
}

Mime body_of(CURL* handle, Email const& email, std::string const& logo_png) {
    auto mime = new_mime(handle);
    add_part(mime.get(), with_crlf(email.text), "text/plain; charset=utf-8");
    auto const shows_logo = email.html.find(fmt::format("\"cid:{}\"", logo_id)) != std::string::npos;
    if (shows_logo && !logo_png.empty())
        add_part_with_logo(handle, mime.get(), with_crlf(email.html), logo_png);
    else if (!email.html.empty())
        add_part(mime.get(), with_crlf(email.html), html_type);
    return mime;
}

void set_peer(CURL* handle, MailSettings const& settings) {
    // The path of the address is the name that EHLO says.
    auto const hello =
        settings.hello_name.empty() ? std::string(settings.from.domain()) : settings.hello_name;
    auto const slash = settings.url.ends_with('/') ? "" : "/";
    curl_easy_setopt(handle, CURLOPT_URL, (settings.url + slash + hello).c_str());
    curl_easy_setopt(handle, CURLOPT_USE_SSL, use_ssl(settings.tls));
    if (settings.user.empty()) return;
    curl_easy_setopt(handle, CURLOPT_USERNAME, settings.user.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, settings.password.reveal().c_str());
}

void listen_in(CURL* handle, Conversation& conversation) {
    curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, on_debug);
    curl_easy_setopt(handle, CURLOPT_DEBUGDATA, &conversation);
}

std::string_view name_of(SmtpStage stage) {
    switch (stage) {
        case SmtpStage::before_recipient:
            return "before the recipient";
        case SmtpStage::recipient:
            return "recipient";
        case SmtpStage::content:
            break;
    }
    return "content";
}

SendOutcome outcome_of(CurlAnswer const& answer, Conversation const& heard) {
    if (answer.completed) return {SendResult::sent, ""};
    if (heard.code < 400)
        return {answer.login_failed ? SendResult::refuses_us : SendResult::down, answer.error};
    auto const space = heard.enhanced.empty() ? "" : " ";
    return {result_of(SmtpRefusal{heard.stage, heard.code, heard.enhanced, heard.words}),
            fmt::format("SMTP {}{}{} ({})", heard.code, space, heard.enhanced, name_of(heard.stage))};
}

}  // namespace

SmtpMailer::SmtpMailer(MailSettings settings, Clock const& clock)
    : settings_(std::move(settings)), clock_(clock) {}

SendOutcome SmtpMailer::send(Id<NewMessage> const& message_id, Email const& email) {
    auto const fields = mail_fields({message_id.text(), settings_.from, clock_.now()}, email);
    if (!fields) return {SendResult::never, "an address or a line that mail cannot carry"};
    auto const ends_at = steady_clock::now() + settings_.timeout;
    auto const time_left = [&] {
        return std::chrono::floor<std::chrono::seconds>(ends_at - steady_clock::now());
    };
    auto const first = login_.load();
    auto const tried = send_with({first, settings_.timeout}, *fields, email);
    // Once none has worked, one try is one login: providers lock out who goes on knocking.
    auto const one_way_a_try = none_worked_.exchange(tried.login_failed);
    if (!tried.login_failed) return tried.outcome;
    login_ = (first + 1) % logins.size();
    if (one_way_a_try) return tried.outcome;
    for (std::size_t i = 1; i < logins.size() && time_left().count() > 0; ++i) {
        auto const login = (first + i) % logins.size();
        auto const other = send_with({login, time_left()}, *fields, email);
        if (other.login_failed) continue;
        login_ = login;
        none_worked_ = false;
        return other.outcome;
    }
    return tried.outcome;
}

SmtpMailer::Tried SmtpMailer::send_with(Try const& how, std::vector<std::string> const& fields,
                                        Email const& email) {
    CurlList headers;
    for (auto const& field : fields) headers.add(field);
    headers.add("Content-Type: multipart/alternative");  // else libcurl says multipart/mixed
    CurlList recipients;
    recipients.add(email.to);

    auto handle = handles_.lend({"smtp,smtps", how.timeout, settings_.ca_file});
    set_peer(handle.get(), settings_);
    if (!settings_.user.empty()) curl_easy_setopt(handle.get(), CURLOPT_LOGIN_OPTIONS, logins.at(how.login));
    Conversation conversation;
    listen_in(handle.get(), conversation);
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, settings_.from.address.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    auto const body = body_of(handle.get(), email, settings_.logo_png);
    curl_easy_setopt(handle.get(), CURLOPT_MIMEPOST, body.get());
    auto const answer = handle.perform();
    return {outcome_of(answer, conversation), answer.login_failed};
}

}  // namespace voordeur
