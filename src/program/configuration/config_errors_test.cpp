// SPDX-License-Identifier: EUPL-1.2
// Every sentence that refuses a configuration, one by one.
#include <gtest/gtest.h>

#include "configuration/config_test_folder.hpp"

namespace voordeur {
namespace {

struct Case {
    std::string toml, sentence;
};

void expect_complaints(std::initializer_list<Case> cases) {
    ConfigTestFolder const folder;
    folder.write("folder/file", "");
    folder.write("empty", "\n");
    folder.write("secret", "s");
    folder.write("two-lines", "a\nb\n");
    for (auto const& [toml, sentence] : cases)
        EXPECT_EQ(folder.complaint(toml), "voordeur.toml: " + sentence) << toml;
}

TEST(ConfigErrors, File) {
    ConfigTestFolder const folder;
    std::filesystem::create_directory(folder / "folder");
    for (auto const& [name, why] :
         {std::pair{"none.toml", "No such file or directory"}, {"folder", "Is a directory"}}) {
        try {
            load_config(folder / name);
            FAIL();
        } catch (ConfigError const& error) {
            EXPECT_EQ(folder.without_folder(error.what()),
                      std::string(name) + ": cannot be read (" + why +
                          "); give the path of your configuration with --config.");
        }
    }
}

TEST(ConfigErrors, Toml) {
    expect_complaints({
        {"listen = \"127.0.0.1:8080",
         "line 1, column 25 is not TOML (Error while parsing string: encountered end-of-file); mend that "
         "line."},
        {"listen = 1\nlisten = 2",
         "line 2, column 10 is not TOML (Error while parsing key-value pair: cannot redefine existing "
         "integer 'listen'); mend that line."},
        {"public url = 1",
         "line 1, column 8 is not TOML (Error while parsing key-value pair: expected '=', saw 'u'); mend "
         "that line."},
    });
}

TEST(ConfigErrors, UnknownKeys) {
    expect_complaints({
        {"\n\nlisen = \"127.0.0.1:8080\"", "unknown key \"lisen\" (line 3); did you mean \"listen\"?"},
        {"public-url = \"\"", "unknown key \"public-url\" (line 1); did you mean \"public_url\"?"},
        {"[mail]\nulr = \"\"", "unknown key \"mail.ulr\" (line 2); did you mean \"mail.url\"?"},
        {"[mial]\nurl = \"\"", "unknown key \"mial\" (line 1); did you mean \"mail\"?"},
        {"[limits]\nbrand = \"x\"",
         "unknown key \"limits.brand\" (line 2); \"brand\" belongs above the first [table]."},
        {"journey = \"guide\"", "unknown key \"journey\" (line 1); did you mean \"policy.journey\"?"},
        {"a = 1", "unknown key \"a\" (line 1); voordeur.example.toml shows every key."},
        {"colour = 1", "unknown key \"colour\" (line 1); voordeur.example.toml shows every key."},
        {"[[e_service]]\nadress = \"\"",
         "unknown key \"e_service.adress\" (line 2); did you mean \"e_service.address\"?"},
        {"[[e_services]]\npractice = \"\"",
         "unknown key \"e_services\" (line 1); did you mean \"e_service\"?"},
        {"[[e_service]]\nname = { fr = \"\" }",
         "unknown key \"e_service.name.fr\" (line 2); voordeur.example.toml shows every key."},
    });
}

TEST(ConfigErrors, Shapes) {
    expect_complaints({
        {"mail = \"smtp://localhost\"", "mail is a table; write [mail] and its keys below it."},
        {"[e_service]\npractice = \"a\"",
         "e_service may be there several times; write [[e_service]] with two brackets."},
        {"listen = 8080", "listen must be a text between quotation marks."},
        {"listen = \"a\\nb\"", "listen must be one line without control characters."},
        {"[sms]\nurl = 'http://a'\nquery = \"to\"", "sms.query must be a table: { name = \"value\" }."},
        {"[sms]\nurl = 'http://a'\nquery = { to = 1 }",
         "sms.query.to must be a text between quotation marks."},
        {"[limits]\ntries_code = \"5\"", "limits.tries_code must be a whole number from 1 to 1000000000."},
        {"[policy]\nunused_account_years = 21",
         "policy.unused_account_years must be a whole number from 0 to 20."},
        {"[limits]\ntries_code = 0", "limits.tries_code must be a whole number from 1 to 1000000000."},
        {"[limits]\ntries_code = 5.5", "limits.tries_code must be a whole number from 1 to 1000000000."},
        {"[limits]\nsms_resend_seconds = -1",
         "limits.sms_resend_seconds must be a whole number from 0 to 1000000000."},
        {"[hashing]\nmemory_kib = 19455", "hashing.memory_kib must be a whole number from 19456 to 4194304."},
        {"[hashing]\npasses = 1", "hashing.passes must be a whole number from 2 to 1000."},
        {"[database]\nconnections = 0", "database.connections must be a whole number from 1 to 1000."},
    });
}

TEST(ConfigErrors, Addresses) {
    auto const scheme = "public_url must begin with https:// (http:// is for loopback addresses only).";
    auto const listen =
        "listen must be an address and a port such as 127.0.0.1:8080, or unix:/path/of/socket.";
    expect_complaints({
        {"public_url = \"http://delinde.example\"", scheme},
        {"public_url = \"http://10.0.0.1:8080\"", scheme},
        {"public_url = \"delinde.example\"", scheme},
        {"public_url = \"\"", scheme},
        {"public_url = \"https://\"",
         "public_url must be an address such as https://patient.delinde.example."},
        {"public_url = \"https://a b.nl\"",
         "public_url must be an address such as https://patient.delinde.example."},
        {"public_url = \"https://u:p@a.nl\"",
         "public_url must be an address such as https://patient.delinde.example."},
        {"public_url = \"https://A.nl/\"", "public_url must end after the host; write \"https://a.nl\"."},
        {"public_url = \"https://a.nl/linde\"",
         "public_url must end after the host; write \"https://a.nl\"."},
        {"public_url = \"https://" + std::string(36, 'a') + "." + std::string(39, 'b') + ".name\"",
         "public_url has a host name of 81 characters; at most 80 fit into an SMS beside the code, so choose "
         "a shorter one."},
        {"listen = \"8080\"", listen},
        {"listen = \"localhost:8080\"", listen},
        {"listen = \"127.0.0.1\"", listen},
        {"listen = \"127.0.0.1:65536\"", listen},
        {"listen = \"::1:8080\"", listen},
        {"listen = \"[127.0.0.1]:8080\"", listen},
        {"listen = \"unix:\"", listen},
        {"listen = \"unix:/" + std::string(107, 'a') + "\"",
         "listen names /" + std::string(107, 'a') +
             ", longer than the 107 characters of a socket's path; choose a shorter one."},
        {"metrics_listen = \"\"",
         "metrics_listen must be an address and a port such as 127.0.0.1:8080, or unix:/path/of/socket."},
        {"metrics_listen = \"127.0.0.1:8080\"", "metrics_listen must differ from listen."},
        {"trusted_proxies = \"unix\"", "trusted_proxies must be a list: [\"…\", \"…\"]."},
        {"trusted_proxies = [1]", "trusted_proxies must be a list of texts between quotation marks."},
        {"trusted_proxies = [\"unix\", \"proxy\"]",
         "trusted_proxies holds \"proxy\"; each must be \"unix\", an address, or a block such as "
         "10.0.0.0/8."},
        {"trusted_proxies = [\"0.0.0.0/0\"]",
         "trusted_proxies holds \"0.0.0.0/0\": anybody in it could claim any address in X-Forwarded-For; "
         "name the "
         "addresses of your proxies."},
        {"trusted_proxies = [\"::/0\"]",
         "trusted_proxies holds \"::/0\": anybody in it could claim any address in X-Forwarded-For; name the "
         "addresses of your proxies."},
        {"trusted_proxies = [\"128.0.0.0/1\"]",
         "trusted_proxies holds \"128.0.0.0/1\": anybody in it could claim any address in X-Forwarded-For; "
         "name the "
         "addresses of your proxies."},
        {"trusted_proxies = [\"::ffff:0:0/96\"]",
         "trusted_proxies holds \"::ffff:0:0/96\": anybody in it could claim any address in X-Forwarded-For; "
         "name the "
         "addresses of your proxies."},
        {"trusted_proxies = [\"2000::/3\"]",
         "trusted_proxies holds \"2000::/3\": anybody in it could claim any address in X-Forwarded-For; name "
         "the "
         "addresses of your proxies."},
    });
}

TEST(ConfigErrors, FilesAndPlainChoices) {
    expect_complaints({
        {"data_dir = \"\"", "data_dir is empty; give a path or leave the key out."},
        {"brand = \"none.toml\"", "brand names none.toml, which cannot be read (No such file or directory)."},
        {"brand = \"folder\"", "brand names folder, which cannot be read (Is a directory)."},
        {"log_level = \"all\"",
         "log_level must be \"info\", \"trace\", \"debug\", \"warn\", \"error\" or \"off\", not \"all\"."},
        {"[operator]\nname = \"\"", "operator.name is empty; every page names the operator."},
        {"[operator]\nemail = \"hulp\"", "operator.email must be an e-mail address."},
        {"[database]\nurl = \"mysql://a/b\"",
         "database.url must be sqlite:FILE or postgresql://user@host/name."},
        {"[database]\nurl = \"sqlite:\"", "database.url names no database."},
        {"[database]\npassword_file = \"secret\"",
         "database.password_file is for postgresql:// only; leave it out."},
        {"[database]\nurl = \"postgresql://a/b\"\npassword_file = \"none\"",
         "database.password_file names none, which cannot be read (No such file or directory)."},
        {"[policy]\njourney = \"fast\"", "policy.journey must be \"guide\" or \"short\", not \"fast\"."},
        {"[policy]\nrecovery_wait = \"1h\"",
         "policy.recovery_wait must be a number of hours from \"24h\" to \"72h\", not \"1h\"."},
        {"[policy]\nwait_for_mail_and_phone = \"1 day\"",
         "policy.wait_for_mail_and_phone must be a number of hours from \"0h\" to \"72h\", not \"1 day\"."},
        {"[policy]\nwait_for_password_and_mail = \"24h\"",
         "policy.wait_for_password_and_mail must be a number of hours from \"72h\" to \"168h\", not "
         "\"24h\"."},
        {"[documents]\nprivacy_nl = \"secret\"",
         "documents.privacy_en is missing; give all four documents, or leave out [documents]."},
        {"[documents]\nprivacy_nl = \"none\"",
         "documents.privacy_nl names none, which cannot be read (No such file or directory)."},
    });
}

TEST(ConfigErrors, EServices) {
    auto const start = std::string("[[e_service]]\npractice = \"a\"\nname.nl = \"A\"\n");
    expect_complaints({
        {"[[e_service]]\nname.nl = \"A\"",
         "e_service.practice (line 1) is missing; give the slug of the practice whose patients see it."},
        {"[[e_service]]\npractice = \"De Linde\"",
         "e_service.practice (line 2) must be a slug of small letters, digits and dashes, such as "
         "\"de-linde\"."},
        {"[[e_service]]\npractice = \"a\"\nname = \"A\"",
         "e_service.name is a table; write [e_service.name] and its keys below it."},
        {start + "address = \"http://a.nl\"",
         "e_service.address (line 4) must be an address that begins with https:// (http:// is for loopback "
         "addresses only)."},
        {start, "e_service.address (line 1) is missing; give the address that the link leads to."},
    });
}

TEST(ConfigErrors, Mail) {
    auto const start = std::string("[mail]\nurl = \"smtp://mail.nl\"\nfrom = \"a@b.nl\"\n");
    auto const from =
        "mail.from must be an address or \"Name <address>\", such as De Linde <eservices@delinde.example>.";
    expect_complaints({
        {"[mail]", "mail.url is missing; give the mail server, such as smtp://mail.example.nl:587."},
        {"[mail]\nurl = \"mail.nl:25\"", "mail.url must be smtp:// or smtps://, a host and perhaps a port."},
        {"[mail]\nurl = \"http://mail.nl\"",
         "mail.url must be smtp:// or smtps://, a host and perhaps a port."},
        {"[mail]\nurl = \"smtp://u:p@mail.nl\"",
         "mail.url must not hold a user; give mail.user and mail.password_file."},
        {"[mail]\nurl = \"smtp://mail.nl/helo\"", "mail.url must end after the host and port."},
        {"[mail]\nurl = \"smtp://mail.nl\"",
         "mail.from is missing; give the sender, such as De Linde <eservices@delinde.example>."},
        {"[mail]\nurl = \"smtp://mail.nl\"\nfrom = \"De Linde\"", from},
        {"[mail]\nurl = \"smtp://mail.nl\"\nfrom = \"De Linde a@b.nl\"", from},
        {"[mail]\nurl = \"smtp://mail.nl\"\nfrom = \"De Linde <a@b.nl\"", from},
        {"[mail]\nurl = \"smtp://mail.nl\"\nfrom = \"De Linde <>\"", from},
        {start + "tls = \"tls\"", "mail.tls must be \"required\", \"if-offered\" or \"none\", not \"tls\"."},
        {"[mail]\nurl = \"smtps://mail.nl\"\ntls = \"none\"",
         "mail.tls is about smtp://; smtps:// is always encrypted, so leave mail.tls out."},
        {start + "user = \"a\"", "mail.user needs a password; give mail.password_file or mail.password."},
        {start + "password = \"a\"", "mail.password needs a user; give mail.user."},
        {start + "password_file = \"secret\"", "mail.password_file needs a user; give mail.user."},
        {start + "user = \"a\"\npassword = \"a\"\npassword_file = \"secret\"",
         "mail.password and mail.password_file exclude each other; keep one."},
        {start + "user = \"a\"\npassword_file = \"none\"",
         "mail.password_file names none, which cannot be read (No such file or directory)."},
        {start + "user = \"a\"\npassword_file = \"empty\"",
         "mail.password_file names empty, which is empty."},
        {start + "user = \"a\"\npassword_file = \"two-lines\"",
         "mail.password_file names two-lines, which must hold one line."},
        {start + "ca_file = \"none\"",
         "mail.ca_file names none, which cannot be read (No such file or directory)."},
        {start + "helo = \"a b\"", "mail.helo must be a host name such as patient.delinde.example."},
    });
}

TEST(ConfigErrors, Sms) {
    auto const start = std::string("[sms]\nurl = \"http://sms.nl\"\n");
    auto const good = start + "query = { a = \"{to}\", b = \"{text}\" }\n";
    auto const placeholders = "; there are {to}, {to_digits}, {from}, {text} and {reference}.";
    auto const one = "sms needs exactly one of query, form and json, as its gateway wants the message.";
    expect_complaints({
        {"[sms]\ngateway = \"smpp\"", "sms.gateway must be \"http\", not \"smpp\"."},
        {"[sms]", "sms.url is missing; give the gateway's address."},
        {"[sms]\nurl = \"sms.nl\"", "sms.url must be an address that begins with https:// or http://."},
        {start + "method = \"PUT\"", "sms.method must be \"GET\" or \"POST\", not \"PUT\"."},
        {start, one},
        {start + "query = {}\nform = {}", one},
        {start + "form = {}", "sms.form is the body of a POST; set sms.method = \"POST\"."},
        {start + "json = {}", "sms.json is the body of a POST; set sms.method = \"POST\"."},
        {start + "query = { a = \"{text}\" }",
         "sms.query holds no {to}, so the gateway would not know the number; add it."},
        {start + "query = { a = \"{to}\" }",
         "sms.query holds no {text}, so every SMS would be empty; add it."},
        {start + "query = { a = \"{to}\", b = \"{message}\" }",
         "sms.query holds the unknown placeholder {message}" + std::string(placeholders)},
        {start + "query = { a = \"{to}\", b = \"{text\" }",
         "sms.query holds the unknown placeholder {text" + std::string(placeholders)},
        {start + "method = \"POST\"\njson = { a = [{ b = \"{To}\" }] }",
         "sms.json holds the unknown placeholder {To}" + std::string(placeholders)},
        {good + "headers = { a = \"{key}\" }",
         "sms.headers holds the unknown placeholder {key}" + std::string(placeholders)},
        {good + "headers = { \"a b\" = \"c\" }", "sms.headers holds \"a b\", which is no name of a header."},
        {good + "secret_headers = { \"a:\" = \"secret\" }",
         "sms.secret_headers holds \"a:\", which is no name of a header."},
        {good + "secret_headers = { a = \"none\" }",
         "sms.secret_headers names none, which cannot be read (No such file or directory)."},
        {good + "ca_file = \"none\"",
         "sms.ca_file names none, which cannot be read (No such file or directory)."},
    });
}

}  // namespace
}  // namespace voordeur
