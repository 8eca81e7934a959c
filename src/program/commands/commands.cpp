// SPDX-License-Identifier: EUPL-1.2
#include "commands/commands.hpp"

#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <span>
#include <string_view>
#include <vector>

#include "app.hpp"
#include "base/not_yet.hpp"
#include "base/version.hpp"
#include "commands/command_groups.hpp"
#include "config/config_error.hpp"
#include "crypto/start_crypto.hpp"
#include "store/sql.hpp"

namespace voordeur {
namespace {

constexpr int refused = 2;
constexpr int broken = 1;
constexpr int not_yet = 75;  // EX_TEMPFAIL of sysexits.h

// --- CLI11: it splits the words; what is missing and what is too much is said by us
// ---------------------------------

void add_flag(CLI::App& parser, Flag const& flag, Typed& typed) {
    if (flag.need == Need::without_value) {
        parser.add_flag_callback(
            flag.name, [&typed, name = flag.name] { typed.put(name, ""); }, flag.help);
        return;
    }
    auto const help = flag.help + (flag.need == Need::optional ? " (may be left out)" : "") +
                      "; for example " + flag.example;
    parser
        .add_option_function<std::string>(
            flag.name,
            [&typed, name = flag.name](std::string const& value) {
                // The next flag is no value: the variable of a script was empty.
                if (value.starts_with("--")) throw CommandError(name + " needs a value after it.");
                typed.put(name, value);
            },
            help)
        ->type_name(flag.value);
}

// "practice add" is a command inside the command practice, which has its group's help.
CLI::App& parent_of(CLI::App& root, CommandGroup const& group, Command const& command) {
    if (command.name.find(' ') == std::string::npos) return root;
    auto const known =
        root.get_subcommands([&](CLI::App* parser) { return parser->get_name() == group.name; });
    if (!known.empty()) return *known.front();
    auto& parent = *root.add_subcommand(group.name, group.help);
    parent.allow_extras()->require_subcommand(0, 1);
    parent.footer("voordeur " + group.name + " COMMAND --help explains a command.");
    return parent;
}

void add_command(CLI::App& parent, Command const& command, Typed& typed) {
    auto& parser = *parent.add_subcommand(command.name.substr(command.name.rfind(' ') + 1), command.help);
    parser.allow_extras();
    parser.footer((command.more.empty() ? "" : command.more + "\n\n") + "Example:\n  voordeur " +
                  command.name + " " + command.example);
    for (auto const& flag : command.flags) add_flag(parser, flag, typed);
}

// The innermost command that was named: "practice add".
std::string chosen_command(CLI::App const& root) {
    std::string name;
    for (auto const* parser = &root; !parser->get_subcommands().empty();) {
        parser = parser->get_subcommands().front();
        name += (name.empty() ? "" : " ") + parser->get_name();
    }
    return name;
}

std::string see_help(std::string const& command) {
    return "voordeur " + (command.empty() ? "" : command + " ") + "--help";
}

Command const& command_called(std::vector<CommandGroup> const& groups, std::string const& name) {
    if (name.empty()) throw CommandError("Say what to do; voordeur --help shows every command.");
    std::string ways;
    for (auto const& group : groups)
        for (auto const& command : group.commands) {
            if (command.name == name) return command;
            if (command.name.starts_with(name + " "))
                ways += (ways.empty() ? "" : " or ") + ("voordeur " + command.name);
        }
    throw CommandError("Say what to do with it: " + ways + ".");
}

std::string typed_as(Flag const& flag) {
    return (flag.name.starts_with("--") ? flag.name + " " : "") + flag.example;
}

// The empty variable of a script: no file would be written, and nobody would be told.
void refuse_empty_file(Flag const& flag, Typed const& typed) {
    if ((flag.value == "FILE" || flag.value == "DIR") && typed.maybe(flag.name) == "")
        throw CommandError(flag.name + " is empty; give the name of a " +
                           (flag.value == "DIR" ? "folder" : "file") + ", for example " + typed_as(flag) +
                           ".");
}

void check_words(Command const& command, Typed const& typed) {
    for (auto const& flag : command.flags) refuse_empty_file(flag, typed);
    auto const is_needed = [&](Flag const& flag) {
        return flag.need == Need::needed || (flag.need == Need::needed_without_file && !typed.has("--file"));
    };
    for (auto const& flag : command.flags)
        if (is_needed(flag) && !typed.has(flag.name))
            throw CommandError("voordeur " + command.name + " needs " + flag.name + ", for example " +
                               typed_as(flag) + ".");
}

void check_nothing_left(CLI::App const& root, std::string const& name) {
    auto const left = root.remaining(true);
    if (left.empty()) return;
    auto const what = name.empty() ? "There is no command " + left.front()
                                   : "voordeur " + name + " does not know " + left.front();
    throw CommandError(what + "; " + see_help(name) + " shows what there is.");
}

// CLI11 says "--email: 1 required TEXT missing" or "--email: At Most 1 required but received 2".
std::string words_for(CLI::ParseError const& error) {
    std::string const what = error.what();
    auto const flag = what.substr(0, what.find(':'));
    if (what.find("At Most") != std::string::npos) return flag + " is given more than once; give it once.";
    if (dynamic_cast<CLI::ArgumentMismatch const*>(&error) && what.find("missing") != std::string::npos)
        return flag + " needs a value after it.";
    return flag + " takes no such value; " + see_help("") + " shows what there is.";
}

void run_parsed(CLI::App const& root, std::vector<CommandGroup> const& groups, Typed const& typed) {
    auto const name = chosen_command(root);
    check_nothing_left(root, name);
    auto const& command = command_called(groups, name);
    check_words(command, typed);
    start_crypto();
    std::cout << command.run(typed) << std::flush;
}

// CLI11 takes the next word as the value of `--name=`, be it a flag: an empty variable of a script would
// change what is done.
void refuse_empty_values(std::span<char*> words) {
    for (std::string_view const word : words)
        if (word.starts_with("--") && word.find('=') == word.size() - 1)
            throw CommandError(std::string(word.substr(0, word.size() - 1)) + " needs a value after it.");
}

int parse_and_run(int argc, char** argv) {
    refuse_empty_values({argv, static_cast<std::size_t>(argc)});
    CLI::App root("Voordeur: the front door to the online services of care practices.", "voordeur");
    root.set_version_flag("--version", version);
    root.allow_extras();
    root.require_subcommand(0, 1);
    root.footer(
        "voordeur COMMAND --help explains a command.\nExample:\n  voordeur serve --config voordeur.toml");
    Typed typed;
    auto const groups = all_groups();
    for (auto const& group : groups)
        for (auto const& command : group.commands)
            add_command(parent_of(root, group, command), command, typed);
    try {
        root.parse(argc, argv);
    } catch (CLI::Success const& help_or_version) {
        return root.exit(help_or_version);
    } catch (CLI::ParseError const& error) {
        throw CommandError(words_for(error));
    }
    run_parsed(root, groups, typed);
    return 0;
}

int say(std::string sentence, int status) {
    std::replace(sentence.begin(), sentence.end(), '\n', ' ');
    std::cerr << sentence << std::endl;
    return status;
}

}  // namespace

int run_command(int argc, char** argv) {
    umask(0077);
    try {
        return parse_and_run(argc, argv);
    } catch (StoreUnreachable const& error) {
        return say("The database cannot be reached (" + std::string(error.what()) + "); is it running?",
                   not_yet);
    } catch (NotYet const& error) {
        return say(error.what(), not_yet);
    } catch (NotRight const& error) {
        return say(error.what(), broken);
    } catch (StoreError const& error) {
        return say("The database refused this: " + std::string(error.what()), broken);
    } catch (std::runtime_error const& error) {
        return say(error.what(), refused);
    } catch (std::exception const& error) {
        return say("Something is wrong in Voordeur itself: " + std::string(error.what()), broken);
    }
}

}  // namespace voordeur
