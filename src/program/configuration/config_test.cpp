// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "configuration/config_test_folder.hpp"
#include "configuration/configuration.hpp"

namespace voordeur {
namespace {

TEST(Config, EmptyFileHasEveryDefault) {
    ConfigTestFolder const folder;
    auto const config = folder.load("");
    EXPECT_EQ(config.file, folder / "voordeur.toml");
    EXPECT_EQ(config.site.public_url, "http://127.0.0.1:8080");
    EXPECT_EQ(config.listen, "127.0.0.1:8080");
    EXPECT_EQ(config.metrics_listen, "");
    EXPECT_EQ(config.data_dir, folder / "data");
    EXPECT_EQ(config.keys_file, folder / "data/keys");
    EXPECT_EQ(config.brand, "");
    EXPECT_EQ(config.log_level, "info");
    EXPECT_FALSE(config.trusted_proxies.trust("unix"));
    EXPECT_FALSE(config.trusted_proxies.trust("127.0.0.1"));
    EXPECT_EQ(config.site.operated_by.name, "Voordeur");
    EXPECT_EQ(config.database.url, "sqlite:" + (folder / "data/voordeur.db").string());
    EXPECT_EQ(config.database.connections, 10);
    EXPECT_FALSE(config.mail);
    EXPECT_FALSE(config.sms);
    EXPECT_FALSE(config.documents);
    EXPECT_FALSE(config.journey);
    EXPECT_TRUE(config.site.e_services.empty());
}

TEST(Config, EmptyFileHasTheLimitsOfTheDesign) {
    ConfigTestFolder const folder;
    auto const config = folder.load("");
    EXPECT_EQ(config.hashing_cost.memory_kib, 19456u);
    EXPECT_EQ(config.hashing_cost.passes, 2u);
    EXPECT_GE(config.hashing_gate.slots, 1u);
    EXPECT_EQ(config.hashing_gate.queue, 64u);
    EXPECT_EQ(config.hashing_gate.longest_wait, std::chrono::seconds(2));
    EXPECT_EQ(config.registration_limits.tries_details, 5);
    EXPECT_EQ(config.sms_codes.limits.a_day, 10);
    EXPECT_EQ(config.http_limits.connections, 12'000u);
}

TEST(Config, DemoIsOnLoopbackWithoutMail) {
    auto const config = demo_config("/var/tmp/demo");
    EXPECT_EQ(config.site.public_url, "http://127.0.0.1:8080");
    EXPECT_EQ(config.keys_file, "/var/tmp/demo/keys");
    EXPECT_EQ(config.database.url, "sqlite:/var/tmp/demo/voordeur.db");
    EXPECT_GE(config.hashing_gate.slots, 1u);
    EXPECT_FALSE(config.mail);
    EXPECT_TRUE(demo_config("demo").data_dir.is_absolute());
}

TEST(Config, PathsAreRelativeToTheFile) {
    ConfigTestFolder const folder;
    folder.write("brands/own.toml", "");
    auto const config = folder.load(R"(
        listen = "unix:run/http.sock"
        metrics_listen = "unix:/run/metrics.sock"
        data_dir = "../elsewhere"
        brand = "brands/own.toml"
        [database]
        url = "sqlite:db/x.db"
    )");
    EXPECT_EQ(config.listen, "unix:" + (folder / "run/http.sock").string());
    EXPECT_EQ(config.metrics_listen, "unix:/run/metrics.sock");
    EXPECT_EQ(config.data_dir, (folder / "").parent_path().parent_path() / "elsewhere");
    EXPECT_EQ(config.keys_file, config.data_dir / "keys");
    EXPECT_EQ(config.brand, folder / "brands/own.toml");
    EXPECT_EQ(config.database.url, "sqlite:" + (folder / "db/x.db").string());
    EXPECT_EQ(folder.load("data_dir = '/srv/d'\nkeys_file = '/k'").keys_file, "/k");
}

TEST(Config, PublicUrlIsAnOriginAsBrowsersWriteIt) {
    ConfigTestFolder const folder;
    for (auto const& [written, read] : {
             std::pair{"https://Patient.DeLinde.example", "https://patient.delinde.example"},
             {"https://delinde.example:443", "https://delinde.example"},
             {"https://delinde.example:8443", "https://delinde.example:8443"},
             {"http://localhost:80", "http://localhost"},
             {"http://[::1]:8080", "http://[::1]:8080"},
             {"https://a-host-name-of-thirty-four-ch.name",
              "https://a-host-name-of-thirty-four-ch.name"},  // 42
         })
        EXPECT_EQ(folder.load(std::string("public_url = \"") + written + "\"").site.public_url, read);
}

TEST(Config, ListensOnAnyAddressOfBothKinds) {
    ConfigTestFolder const folder;
    for (auto const* const text : {"0.0.0.0:80", "127.0.0.1:0", "[::]:8080", "[::1]:1"})
        EXPECT_EQ(folder.load(std::string("listen = \"") + text + "\"").listen, text);
}

TEST(Config, TrustsTheProxiesThatAreNamed) {
    ConfigTestFolder const folder;
    auto const proxies =
        folder.load(R"(trusted_proxies = ["unix", "10.0.0.0/8", "2001:db8::7"])").trusted_proxies;
    for (auto const* const peer : {"unix", "10.1.2.3", "::ffff:10.1.2.3", "2001:db8::7"})
        EXPECT_TRUE(proxies.trust(peer));
    for (auto const* const peer : {"11.1.2.3", "2001:db8::8", ""}) EXPECT_FALSE(proxies.trust(peer));
    EXPECT_FALSE(folder.load(R"(trusted_proxies = ["10.0.0.0/8"])").trusted_proxies.trust("unix"));
}

TEST(Config, PostgresPasswordComesFromAFile) {
    ConfigTestFolder const folder;
    folder.write("secret", "geheim \n");
    auto const database =
        folder.load("database.url = 'postgresql://v@a,b/v'\ndatabase.password_file = 'secret'").database;
    EXPECT_EQ(database.url, "postgresql://v@a,b/v");
    EXPECT_EQ(database.password.reveal(), "geheim ");
}

// Whoever took over the server, or may run a command, must not find there what changes the audit log.
TEST(Config, OnlyMigrateReadsThePasswordOfTheOwner) {
    ConfigTestFolder const folder;
    std::string const toml =
        "database.url = 'postgresql://v@a/v'\ndatabase.migrate_url = 'postgresql://owner@a/v'\n"
        "database.migrate_password_file = 'owner'";
    EXPECT_FALSE(folder.load(toml).database_owner) << "there is no such file, and nobody misses it";
    auto const for_migrate = [&] {
        return load_config(folder / "voordeur.toml", DatabaseOwner::read).database_owner;
    };
    EXPECT_THROW(for_migrate(), ConfigError);
    folder.write("owner", "geheim\n");
    EXPECT_FALSE(folder.load(toml).database_owner);
    EXPECT_EQ(for_migrate()->url, "postgresql://owner@a/v");
    EXPECT_EQ(for_migrate()->password.reveal(), "geheim");
    EXPECT_EQ(folder.complaint("database.url = 'postgresql://v@a/v'\ndatabase.migrate_url = 'sqlite:x'"),
              "voordeur.toml: database.migrate_url must be postgresql://user@host/name.")
        << "what is wrong is told to everybody";
}

TEST(Config, OperatorAndLimitsAndHashingAreRead) {
    ConfigTestFolder const folder;
    auto const config = folder.load(R"(
        operator = { name = "Zorg ICT", email = "hulp@zorg.example", phone = "020 123 45 67" }
        [limits]
        tries_details = 1000000000
        sms_resend_seconds = 0
        [hashing]
        memory_kib = 65536
        slots = 3
        wait_milliseconds = 500
    )");
    EXPECT_EQ(config.site.operated_by.name, "Zorg ICT");
    EXPECT_EQ(config.site.operated_by.phone, "020 123 45 67");
    EXPECT_EQ(config.registration_limits.tries_details, 1'000'000'000);
    EXPECT_EQ(config.sms_codes.limits.between, std::chrono::seconds(0));
    EXPECT_EQ(config.registration_limits.tries_super_pin, 5);
    EXPECT_EQ(config.hashing_cost.memory_kib, 65536u);
    EXPECT_EQ(config.hashing_gate.slots, 3u);
    EXPECT_EQ(config.hashing_gate.longest_wait, std::chrono::milliseconds(500));
}

TEST(Config, EServicesAreInTheirOrder) {
    ConfigTestFolder const folder;
    auto const services = folder
                              .load(R"(
        [[e_service]]
        practice = "de-linde"
        name = { nl = "Afspraak", en = "Appointment" }
        address = "https://afspraak.example/a?b=c"
        [[e_service]]
        practice = "de-eik"
        name.nl = "Recepten"
        address = "http://localhost:9000"
    )")
                              .site.e_services;
    ASSERT_EQ(services.size(), 2u);
    EXPECT_EQ(services[0].practice, "de-linde");
    EXPECT_EQ(services[0].name_en, "Appointment");
    EXPECT_EQ(services[0].address, "https://afspraak.example/a?b=c");
    EXPECT_EQ(services[1].name_en, "Recepten");
}

TEST(Config, PagesNameTheAddressThatMailsComeFrom) {
    ConfigTestFolder const folder;
    EXPECT_EQ(folder.load("mail = { url = 'smtp://localhost', from = 'De Linde <a@b.nl>' }").site.mail_sender,
              "a@b.nl");
}

TEST(Config, ServerNeedsMail) {
    ConfigTestFolder const folder;
    try {
        check_for_serve(folder.load(""));
        FAIL();
    } catch (ConfigError const& error) {
        EXPECT_EQ(folder.without_folder(error.what()),
                  "voordeur.toml: [mail] is missing, so no invitation could be sent; add it as "
                  "voordeur.example.toml shows.");
    }
    EXPECT_NO_THROW(check_for_serve(folder.load("mail = { url = 'smtp://localhost', from = 'a@b.nl' }")));
}

}  // namespace
}  // namespace voordeur
