// SPDX-License-Identifier: EUPL-1.2
#include "support/test_browser.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "base/escaping.hpp"
#include "urls.hpp"

namespace voordeur {
namespace {

constexpr int most_redirects = 6;

// Between `start` and `end`, from `from` on; `from` is after it then, or npos where there is none.
std::string between(std::string const& text, std::string const& start, std::string const& end,
                    std::size_t& from) {
    auto const begin = text.find(start, from);
    auto const stop = begin == std::string::npos ? begin : text.find(end, begin + start.size());
    from = stop == std::string::npos ? stop : stop + end.size();
    if (from == std::string::npos) return "";
    return text.substr(begin + start.size(), stop - begin - start.size());
}

std::string between(std::string const& text, std::string const& start, std::string const& end) {
    std::size_t from = 0;
    return between(text, start, end, from);
}

void replace_all(std::string& text, std::string const& what, std::string const& with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

// As templates escape.
std::string unescaped(std::string text) {
    replace_all(text, "&quot;", "\"");
    replace_all(text, "&#39;", "'");
    replace_all(text, "&lt;", "<");
    replace_all(text, "&gt;", ">");
    replace_all(text, "&nbsp;", " ");
    replace_all(text, "&amp;", "&");
    return text;
}

// Without its tags, on one line.
std::string read(std::string html) {
    for (auto const* unseen : {"<span class=\"vd-nowrap\">", "</span>", "\u00ad", "<wbr>"})
        replace_all(html, unseen, "");
    std::string text;
    bool in_tag = false;
    for (auto const letter : html) {
        in_tag = in_tag || letter == '<';
        auto const is_space = in_tag || letter == '\n' || letter == ' ';
        if (!is_space) text += letter;
        if (is_space && !text.empty() && text.back() != ' ') text += ' ';
        if (letter == '>') in_tag = false;
    }
    if (text.ends_with(' ')) text.pop_back();
    return unescaped(text);
}

std::string attribute(std::string const& tag, std::string const& name) {
    return unescaped(between(tag, " " + name + "=\"", "\""));
}

Fields fields_of(std::string const& form) {
    Fields fields;
    for (std::size_t at = 0; at != std::string::npos;) {
        auto const tag = between(form, "<input", ">", at);
        auto const name = attribute(tag, "name");
        if (!name.empty() && attribute(tag, "type") != "checkbox") fields[name] = attribute(tag, "value");
    }
    for (std::size_t at = 0; at != std::string::npos;) {
        auto const select = between(form, "<select", "</select>", at);
        auto const chosen = select.find("\" selected");
        if (chosen == std::string::npos) continue;
        auto const begin = select.rfind('"', chosen - 1) + 1;
        fields[attribute(select, "name")] = unescaped(select.substr(begin, chosen - begin));
    }
    return fields;
}

std::string encoded(Fields const& fields) {
    std::string body;
    for (auto const& [name, value] : fields)
        body += (body.empty() ? "" : "&") + url_encoded(name) + "=" + url_encoded(value);
    return body;
}

}  // namespace

TestBrowser& TestBrowser::open(std::string const& path) {
    ask(Method::get, path, "");
    follow();
    return *this;
}

TestBrowser& TestBrowser::submit(Fields const& typed) {
    for (auto const& form : forms()) {
        auto const has = [&](auto const& field) {
            return form.html.find("name=\"" + field.first + "\"") != std::string::npos;
        };
        auto const is_asked_for =
            typed.empty() ? form.action != urls::sign_out : std::ranges::all_of(typed, has);
        if (is_asked_for) return send(form, typed);
    }
    throw std::runtime_error("no such form on " + path_ + ": " + text());
}

TestBrowser& TestBrowser::press(std::string const& action, Fields const& typed) {
    for (auto const& form : forms())
        if (form.action.ends_with(action)) return send(form, typed);
    throw std::runtime_error("no form for " + action + " on " + path_ + ": " + text());
}

TestBrowser& TestBrowser::press_language(Fields const& typed) {
    for (auto& form : forms()) {
        if (attribute(form.html.substr(0, form.html.find('>')), "id") != "formulier") continue;
        auto const header = between(page_.body, "<header", "</header>");
        for (auto const* name : {"said", "taal"})
            if (auto const at = header.find(std::string("name=\"") + name); at != std::string::npos)
                form.fields[name] = attribute(" " + header.substr(at), "value");
        return send(form, typed);
    }
    return open(path_ + "?taal=" + attribute(page_.body.substr(page_.body.find("?taal=") - 8), "lang"));
}

TestBrowser& TestBrowser::send(Form const& form, Fields const& typed) {
    auto fields = form.fields;
    for (auto const& [name, value] : typed) fields[name] = value;
    ask(Method::post, form.action, encoded(fields));
    answer_ = page_;
    follow();
    return *this;
}

Response TestBrowser::post(std::string const& path, Fields fields) {
    fields["form_token"] = token_;
    auto const before = std::pair(page_, path_);
    ask(Method::post, path, encoded(fields));
    auto answered = page_;
    std::tie(page_, path_) = before;
    return answered;
}

void TestBrowser::ask(Method method, std::string const& path, std::string const& body) {
    Request request;
    request.method = method;
    auto const question = path.find('?');
    request.path = path.substr(0, question);
    if (question != std::string::npos) request.query = path.substr(question + 1);
    request.body = body;
    request.peer = address_;
    request.headers = {{"sec-fetch-site", "same-origin"},
                       {"content-type", "application/x-www-form-urlencoded"},
                       {"accept-language", language_},
                       {"user-agent", user_agent_}};
    auto& cookies = request.headers["cookie"];
    for (auto const& [name, value] : cookies_) cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
    page_ = dispatcher_.answer(request);
    path_ = path;
    for (auto const& cookie : page_.cookies) {
        if (cookie.value.empty())
            cookies_.erase(cookie.name);
        else
            cookies_[cookie.name] = cookie.value;
    }
    if (auto const token = value("form_token"); !token.empty()) token_ = token;
}

void TestBrowser::follow() {
    for (int redirects = 0; page_.status == 303; ++redirects) {
        if (redirects == most_redirects) throw std::runtime_error("redirected for ever at " + path_);
        auto const where = between(page_.header_lines, "Location: ", "\r\n");
        if (!where.starts_with('/')) {
            path_ = where;
            return;
        }
        ask(Method::get, where, "");
    }
}

std::vector<TestBrowser::Form> TestBrowser::forms() const {
    std::vector<Form> found;
    for (std::size_t at = 0; at != std::string::npos;) {
        auto const form = between(page_.body, "<form", "</form>", at);
        if (attribute(form, "method") == "post")
            found.push_back({form, attribute(form, "action"), fields_of(form)});
    }
    return found;
}

std::string TestBrowser::heading() const {
    auto const heading = between(page_.body, "<h1", "</h1>");
    return read(heading.substr(heading.find('>') + 1));
}

std::string TestBrowser::text() const {
    auto const main = between(page_.body, "<main", "</main>");
    return read(main.substr(main.find('>') + 1));
}

std::string TestBrowser::value(std::string const& field) const {
    for (auto const& form : forms())
        if (auto const found = form.fields.find(field); found != form.fields.end()) return found->second;
    return "";
}

}  // namespace voordeur
