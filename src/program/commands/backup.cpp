// SPDX-License-Identifier: EUPL-1.2
// The commands `backup` and `restore`.
#include "backup.hpp"

#include "commands/command_groups.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "restore.hpp"

namespace voordeur {
namespace {

constexpr auto signed_out = "Everybody is signed out, and the audit log says that it was restored.\n";
constexpr auto no_proof_of_its_maker =
    "Who made it this cannot say: whoever has a key ring can make such a folder. Compare with --head of a "
    "log "
    "that is kept elsewhere.\n";
constexpr auto head_is_in_it =
    "That head is in its log, so the log up to there is the one that you know; what stands in other tables "
    "carries no seal.\n";
constexpr auto since_then =
    "What was done after the backup was made is undone: withdraw, close and erase again what was so since, "
    "reset "
    "again the telephones that were, and look at what was changed of practices.\n";

std::string run_backup(Typed const& typed) {
    std::filesystem::path const folder = typed.text("DIR");
    make_backup(load_config(typed.text("--config")), folder, operator_name());
    auto const files = backup_files(folder);
    return "The database is in " + files.database.string() + " and the key ring in " + files.keys.string() +
           "; keep the two in different places.\n";
}

std::string words_for(CheckedBackup const& checked, bool has_head) {
    std::string const whole = "The backup is whole, and database and key ring belong together";
    if (checked.schema == SchemaState::older)
        return whole +
               "; it is of an older Voordeur, so its audit log can be checked once it is put back "
               "(voordeur audit verify).\n" +
               no_proof_of_its_maker;
    return whole + ": " + std::to_string(checked.audit.events) + " events in its audit log, whose head is " +
           checked.audit.head.text() + ", and " + std::to_string(checked.audit.waiting) + " behind it.\n" +
           (has_head ? head_is_in_it : no_proof_of_its_maker);
}

std::string words_for_messages(RestoreNoted const& noted) {
    if (noted.emails_waiting + noted.sms_waiting == 0) return "";
    return std::to_string(noted.emails_waiting) + " e-mails and " + std::to_string(noted.sms_waiting) +
           " SMS wait in it: those that went out after the backup was made go out a second time when the "
           "server starts; voordeur messages shows them.\n";
}

std::string words_for_log(RestoreNoted const& noted) {
    if (!noted.undone_head) return "";
    return "This machine had seen head " + noted.undone_head->text() +
           ", which is undone; remove audit-head from the data_dir of other servers before they start.\n";
}

std::string words_for(RestoreNoted const& noted) {
    return signed_out + words_for_log(noted) + words_for_messages(noted) + since_then;
}

std::string note(Config config) {
    auto const installation = open_installation(std::move(config));
    return words_for(note_restored(*installation, operator_name()));
}

std::string put_back_and_note(Config const& config, std::filesystem::path const& folder) {
    auto const done = put_back(config, folder, operator_name());
    return (done.was_older
                ? "The backup is put back; it was of an older Voordeur, and is brought up to date.\n"
                : "The backup is put back.\n") +
           words_for(done.noted);
}

std::string run_restore(Typed const& typed) {
    auto const from = typed.maybe("--from"), check = typed.maybe("--check");
    if (typed.has("--done") + from.has_value() + check.has_value() != 1)
        throw CommandError("Give one of --check DIR, --from DIR and --done.");
    auto const head = read_head(typed);
    if (head && !check) throw CommandError("--head is for --check; leave it out.");
    if (check) return words_for(check_backup(*check, head), head.has_value());
    if (!typed.has("--config"))
        throw CommandError("voordeur restore needs --config, for example --config voordeur.toml.");
    auto config = load_config(typed.text("--config"));
    return from ? put_back_and_note(config, *from) : note(std::move(config));
}

Command backup_command() {
    return {
        "backup",
        "Copy database and key ring into a folder, while the server runs",
        "/var/backups/voordeur/2026-11-29 --config voordeur.toml",
        {{"DIR", "DIR", "The folder; it is made, and nothing in it is overwritten",
          "/var/backups/voordeur/2026-11-29"},
         config_flag()},
        run_backup,
        "Two files, which nobody else can read: voordeur.db and keys. Keep them apart: whoever has both "
        "has all patients.\nFor PostgreSQL it says what to run instead. docs/operating.md tells the rest."};
}

Command restore_command() {
    return {
        "restore",
        "Check a backup, put it back, or note that a database was put back",
        "--check /var/backups/voordeur/2026-11-29",
        {{"--check", "DIR", "Only look whether it is whole: files, key ring, schema, audit log",
          "/var/backups/voordeur/2026-11-29", Need::optional},
         {"--head", "NUMBER:HASH",
          "With --check: a head that the server wrote to its log as audit_head, which must be in it",
          "1234:9f86…", Need::optional},
         {"--from", "DIR",
          "Put it where the configuration has its database and key ring, which must not be there",
          "/var/backups/voordeur/2026-11-29", Need::optional},
         {"--done", "", "The database was put back by other means (pg_restore): what must follow", "--done",
          Need::without_value},
         config_flag(Need::optional)},
        run_restore,
        "What follows: everybody is signed out, the audit log has a line, and the messages that may go "
        "out twice are counted. With --from that is done before the database gets its name.\n--check says "
        "whether a backup is whole, and not who made it: whoever can write both files can make others. "
        "--head\ncompares its audit log with one that is kept elsewhere.\nStop the server first."};
}

}  // namespace

CommandGroup backup_commands() {
    return {.name = "", .help = "", .commands = {backup_command(), restore_command()}};
}

}  // namespace voordeur
