// SPDX-License-Identifier: EUPL-1.2
// The commands `document publish`, `document list` and `document show`.
#include <nlohmann/json.hpp>

#include "audit/audit.hpp"
#include "base/json_line.hpp"
#include "commands/command_groups.hpp"
#include "commands/command_values.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "documents/acceptance_store.hpp"
#include "documents/load_documents.hpp"
#include "documents/publish.hpp"
#include "store/database.hpp"
#include "values/text_table.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr std::size_t longest_name = 40;
constexpr std::size_t longest_summary = 1000;
constexpr std::size_t longest_text = 200'000;

std::string name_of(DocumentKind kind) {
    return kind == DocumentKind::privacy ? "privacy statement" : "terms";
}

DocumentKind read_kind(Typed const& typed) {
    for (auto const kind : all_document_kinds)
        if (typed.text("--kind") == stored_name(kind)) return kind;
    throw CommandError("--kind is privacy or terms.");
}

Document read_document(std::string const& file, bool is_correction) {
    auto document = load_document(file);
    if (document.version.size() > longest_name)
        throw CommandError(file + ": version is longer than " + std::to_string(longest_name) +
                           " characters.");
    if (document.markdown.size() > longest_text)
        throw CommandError(file + " is longer than 200 kB: nobody reads that.");
    if (document.summary.size() > longest_summary)
        throw CommandError(file + ": summary is longer than " + std::to_string(longest_summary) +
                           " characters.");
    if (document.summary.empty() && !is_correction)
        throw CommandError(
            file +
            " has no summary: say below its version what this text changes, as patients are to "
            "read it, or give --correction when it changes no meaning.");
    return document;
}

// The end of that day.
Time read_until(Typed const& typed, DocumentKind kind, bool is_correction) {
    auto const text = typed.maybe("--until");
    if (!text) return {};
    if (is_correction) throw CommandError("A --correction asks nothing, so that --until has nothing to end.");
    if (kind == DocumentKind::privacy)
        throw CommandError("The privacy statement is shown and not agreed to: --until is for the terms.");
    return end_of_day(read_day("--until", *text));
}

Publication read_publication(Typed const& typed) {
    auto const is_correction = typed.has("--correction");
    auto const kind = read_kind(typed);
    Publication publication{.kind = kind,
                            .dutch = read_document(typed.text("--from"), is_correction),
                            .english = read_document(typed.text("--english"), is_correction),
                            .asks = !is_correction,
                            .free_until = read_until(typed, kind, is_correction)};
    if (publication.dutch.version != publication.english.version)
        throw CommandError("The two files are of different versions, " + publication.dutch.version + " and " +
                           publication.english.version + ": a version has one name in both languages.");
    return publication;
}

PublishOutcome publish_and_record(App const& app, Publication const& publication, Time now) {
    return app.database.transaction([&](Transaction& transaction) {
        auto outcome = publish(transaction, publication, now, app.random);
        if (auto const* published = std::get_if<Published>(&outcome))
            app.audit.record(transaction,
                             {.type = AuditType::document_published,
                              .action = Action::create,
                              .actor = Actor::the_operator(operator_name()),
                              .object = published->id},
                             now);
        return outcome;
    });
}

std::string what_follows(Publication const& publication) {
    if (!publication.asks) return "Patients read it from now on; nobody is asked again.";
    if (publication.kind == DocumentKind::privacy)
        return "Patients read it from now on; who read an earlier version is shown it at the next sign-in.";
    auto const when = publication.free_until == Time{}
                          ? std::string()
                          : ", and may go on without " + until(publication.free_until, Language::english);
    return "Patients read it from now on; who accepted an earlier version is asked at the next sign-in" +
           when + ".";
}

std::string run_publish(Typed const& typed) {
    auto const publication = read_publication(typed);
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const now = installation->clock().now();
    if (publication.free_until != Time{} && publication.free_until <= now)
        throw CommandError("--until is over already; leave it out, or give a day that is to come.");
    auto const name = std::string(stored_name(publication.kind)) + " " + publication.dutch.version;
    try {
        auto const outcome = publish_and_record(app, publication, now);
        if (std::holds_alternative<VersionExists>(outcome))
            throw CommandError("There is a version " + publication.dutch.version + " of the " +
                               name_of(publication.kind) +
                               " already, and a version never changes; give the new text another.");
        if (std::holds_alternative<NothingChanged>(outcome))
            throw CommandError(
                "Both texts are the ones that patients read now: there is nothing to publish.");
    } catch (NotUnique const&) {
        throw CommandError(
            "Another version was published at the same moment; look at voordeur document list.");
    }
    return name + " is published. " + what_follows(publication) + "\n";
}

std::string asks_of(DocumentVersion const& version) {
    if (version.number <= 1 && !version.asks) return "at registration";
    if (!version.asks) return "nobody again";
    if (version.free_until == Time{}) return "at the next sign-in";
    return until(version.free_until, Language::english);
}

struct Listed {
    std::vector<DocumentVersion> versions;
    std::map<std::string, std::int64_t> accepted;
    std::map<DocumentKind, std::int64_t> asked;
};

Listed listed_in(Database& database) {
    return database.read_at_length([](Transaction& transaction) {
        Listed listed{all_versions(transaction), count_acceptances(transaction), {}};
        for (auto const kind : all_document_kinds)
            listed.asked[kind] = count_accounts_asked(transaction, kind);
        return listed;
    });
}

std::string json_lines_of(Listed const& listed) {
    std::string lines;
    for (auto const& version : listed.versions) {
        auto const found = listed.accepted.find(version.id.text());
        lines += json_line({{"kind", stored_name(version.kind)},
                            {"version", version.version},
                            {"language", code_of(version.language)},
                            {"published_at", to_stored(version.made_at)},
                            {"sha256", version.text_hash},
                            {"asks", version.asks},
                            {"free_until", to_stored(version.free_until)},
                            {"accepted", found == listed.accepted.end() ? 0 : found->second},
                            {"accounts_to_answer", listed.asked.at(version.kind)}}) +
                 "\n";
    }
    return lines;
}

std::string run_list(Typed const& typed) {
    auto const installation = installation_of(typed);
    auto const listed = listed_in(installation->database());
    if (typed.has("--json")) return json_lines_of(listed);
    std::vector<std::vector<std::string>> lines{
        {"KIND", "VERSION", "LANGUAGE", "SINCE", "ASKED", "ACCEPTED", "SHA-256"}};
    for (auto const& version : listed.versions) {
        auto const found = listed.accepted.find(version.id.text());
        lines.push_back({std::string(stored_name(version.kind)), version.version,
                         std::string(code_of(version.language)),
                         plain_date(version.made_at, Language::english), asks_of(version),
                         std::to_string(found == listed.accepted.end() ? 0 : found->second),
                         version.text_hash.substr(0, 16)});
    }
    auto text = text_table(lines);
    for (auto const& [kind, count] : listed.asked)
        text += "Accounts that have still to answer a change of the " + name_of(kind) + ": " +
                std::to_string(count) + ".\n";
    return text;
}

std::string run_show(Typed const& typed) {
    auto const kind = read_kind(typed);
    auto const language =
        typed.has("--language") ? read_language("--language", typed.text("--language")) : Language::dutch;
    auto const installation = installation_of(typed);
    auto const name = typed.text("--version");
    return installation->database().read([&](Transaction& transaction) {
        auto const version = find_version(transaction, kind, language, name);
        if (!version)
            throw CommandError("There is no version " + name +
                               "; voordeur document list shows which there are.");
        auto const text = checked_text(transaction, *version);
        if (!text)
            throw CommandError("The text of version " + name +
                               " is from before texts were kept; its SHA-256 is " + version->text_hash + ".");
        return *text;
    });
}

Flag kind_flag() {
    return {"--kind", "KIND", "privacy or terms", "terms"};
}

Command publish_command() {
    return {"document publish",
            "Publish a new version of the terms or the privacy statement; patients are asked at their next "
            "sign-in",
            "--kind terms --from terms.nl.md --english terms.en.md --until 2027-01-31 --config voordeur.toml",
            {kind_flag(),
             {"--from", "FILE", "The text in Dutch", "terms.nl.md"},
             {"--english", "FILE", "The same in English", "terms.en.md"},
             {"--until", "DAY", "Up to and including this day patients may go on without agreeing",
              "2027-01-31", Need::optional},
             {"--correction", "", "The text changes no meaning: nobody is asked again", "--correction",
              Need::without_value},
             config_flag()},
            run_publish,
            "Each file is Markdown and begins with its version, and with what it changes as patients are to "
            "read it:\n"
            "    +++\n    version = \"2027-01\"\n    summary = \"You can have your account deleted "
            "yourself.\"\n    +++\n"
            "A version never changes once it is published. The terms are agreed to, the privacy statement is "
            "shown."};
}

}  // namespace

CommandGroup document_commands() {
    return {.name = "document",
            .help = "Publish versions of the terms and the privacy statement",
            .commands = {publish_command(),
                         {"document list",
                          "List the versions, and how many patients accepted each",
                          "--config voordeur.toml",
                          {json_flag(), config_flag()},
                          run_list},
                         {"document show",
                          "Print the very text of a version",
                          "--kind terms --version 2026-11 --config voordeur.toml",
                          {kind_flag(),
                           {"--version", "VERSION", "Which one", "2026-11"},
                           {"--language", "LANGUAGE", "nl or en; without it nl", "en", Need::optional},
                           config_flag()},
                          run_show}}};
}

}  // namespace voordeur
