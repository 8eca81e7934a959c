// SPDX-License-Identifier: EUPL-1.2
// For tests: a migrated SQLite file, a key ring, and messages to queue.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "embedded.hpp"
#include "outbox/outbox_store.hpp"
#include "store/migrations.hpp"

namespace voordeur {

class OutboxTest : public testing::Test {
  protected:
    OutboxTest() {
        database_ = Database::open("sqlite:" + (folder_.path / "outbox.db").string(), "", 1);
        std::vector<Migration> migrations;
        for (auto const& file : embedded_migrations())
            migrations.push_back({static_cast<int>(migrations.size()) + 1, file.path, file.content});
        migrate(*database_, migrations, start());
    }

    static Time start() { return from_stored(1'795'500'000'000); }

    static NewMessage an_email(std::string const& purpose) {
        return {.purpose = purpose,
                .about_id = "registration-1",
                .expires_at = start() + std::chrono::minutes{10},
                .content = Email{.to = "jan@post.example",
                                 .from_name = "Praktijk Dé Linde",
                                 .reply_to = "info@delinde.example",
                                 .subject = "Stap 1: begin",
                                 .text = "Beste patiënt,\n\nhttps://x.example/r/abc\n",
                                 .html = "<p>x</p>",
                                 .language = "nl"}};
    }
    static NewMessage an_sms(std::string const& purpose) {
        return {.purpose = purpose,
                .about_id = "registration-1",
                .urgency = Urgency::code,
                .expires_at = start() + std::chrono::minutes{10},
                .content = Sms{.to_e164 = "+31612345678",
                               .text = "123456 is uw code\n\n@x.example #123456",
                               .country = "NL",
                               .sender = "Voordeur"}};
    }

    Database& database() { return *database_; }
    Sealer const& sealer() const { return sealer_; }
    Outbox& outbox() { return outbox_; }

    bool queue(NewMessage const& message, Time now = start()) {
        return database().transaction([&](Transaction& t) { return outbox_.queue(t, message, now); });
    }
    // Of the newest message about that row.
    MessageState state(std::string const& about_id = "registration-1") {
        auto const states = database().read([&](Transaction& t) { return message_states(t, about_id); });
        return states.empty() ? MessageState{} : states.back();
    }

  private:
    struct Folder {
        Folder() {
            auto name = (std::filesystem::temp_directory_path() / "voordeur-outbox-XXXXXX").string();
            path = mkdtemp(name.data());
        }
        ~Folder() { std::filesystem::remove_all(path); }
        Folder(Folder const&) = delete;
        Folder& operator=(Folder const&) = delete;
        std::filesystem::path path;
    };

    Folder folder_;
    SystemRandom random_;
    KeyRing ring_ = KeyRing::generate(random_);
    Sealer sealer_{ring_, random_};
    Outbox outbox_{sealer_, random_};
    std::unique_ptr<Database> database_;
};

}  // namespace voordeur
