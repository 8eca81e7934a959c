// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "dispatcher.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {

using Fields = std::map<std::string, std::string>;

// A browser of a few lines at a dispatcher, without a socket: cookies are kept, redirects followed, forms
// filled in as they stand on the page. It outlives neither.
class TestBrowser {
  public:
    explicit TestBrowser(Dispatcher const& dispatcher) : dispatcher_(dispatcher) {}

    void speak(std::string language) { language_ = std::move(language); }
    void forget_cookies() { cookies_.clear(); }
    void calls_itself(std::string user_agent) { user_agent_ = std::move(user_agent); }
    void move_to(std::string address) { address_ = std::move(address); }

    // The page at this path, or where it leads; the browser stands there then. What leads to another site is
    // the last: path() is its address.
    TestBrowser& open(std::string const& path);
    TestBrowser& reload() { return open(path_); }
    // The page's form that has all these fields, filled in and sent.
    TestBrowser& submit(Fields const& typed = {});
    // The page's form that is sent to a path that ends so.
    TestBrowser& press(std::string const& action, Fields const& typed = {});
    // The header's button for the other language, after `typed` was filled in and not sent.
    TestBrowser& press_language(Fields const& typed = {});
    // What a form that stood open is answered; the browser stays where it is.
    Response post(std::string const& path, Fields fields);
    // What the last form was answered before any redirect.
    Response const& answer() const { return answer_; }

    int status() const { return page_.status; }
    std::string const& path() const { return path_; }
    std::string const& html() const { return page_.body; }
    std::string heading() const;
    // What a person reads between <main> and </main>, on one line.
    std::string text() const;
    // Of the field of this name.
    std::string value(std::string const& field) const;

  private:
    struct Form {
        std::string html, action;
        Fields fields;
    };
    std::vector<Form> forms() const;
    TestBrowser& send(Form const& form, Fields const& typed);
    void ask(Method method, std::string const& path, std::string const& body);
    void follow();

    Dispatcher const& dispatcher_;
    std::string language_ = "nl", address_ = "192.0.2.1", user_agent_;
    std::map<std::string, std::string> cookies_;
    std::string token_;  // of the last form that was seen
    std::string path_;
    Response page_;
    Response answer_;
};

}  // namespace voordeur
