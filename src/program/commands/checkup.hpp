// SPDX-License-Identifier: EUPL-1.2
// What `voordeur check` looks at, one after the other; each thing is one line.
#pragma once

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "commands/finding.hpp"
#include "concerns.hpp"
#include "installation.hpp"
#include "installation_store.hpp"
#include "outbox/transport.hpp"
#include "values/email_address.hpp"
#include "values/phone_number.hpp"

namespace voordeur {

class Checkup {
  public:
    // Each line is on `out` before the next thing is looked at: some take their time.
    Checkup(Config config, std::ostream& out) : config_(std::move(config)), out_(out) {}

    // What is on this machine and in the database.
    void look();
    // Sends one to whoever typed the command. After look().
    void send_mail(EmailAddress const& address);
    void send_sms(PhoneNumber const& number);

    int wrongs() const { return wrongs_; }

  private:
    void tell(Finding const& finding);
    // Tells what `check` answers, or what it threw; false then.
    template <class Check>
    bool tell_of(std::string_view about, Check const& check);

    void look_at_settings();
    bool look_at_files();
    void look_at_database();
    void look_at_installation();
    void look_at_website();
    void look_at_proxies();
    void tell_concerns(std::vector<Concern> const& concerns);
    void tell_fine(std::string_view about, std::string const& words);
    void tell_fault(NotedProxyFault const& noted);
    // Sends it, and tells what became of it.
    void try_to_send(std::string_view about, std::string const& to, MessageContent const& content);

    Config const config_;
    std::ostream& out_;
    SystemClock const clock_;
    std::unique_ptr<Database> database_;          // once it answers
    std::unique_ptr<Installation> installation_;  // once nothing is wrong with it
    std::string troubled_;                        // what a concern was told of, " mail sms "
    int wrongs_ = 0;
};

}  // namespace voordeur
