// SPDX-License-Identifier: EUPL-1.2
#include "commands/commands.hpp"

#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "base/overloaded.hpp"
#include "commands/command_list.hpp"
#include "config/config_error.hpp"
#include "crypto/start_crypto.hpp"
#include "serve.hpp"
#include "store/sql.hpp"

namespace voordeur {
namespace {

constexpr int refused = 2;
constexpr int broken = 1;
constexpr auto version = "voordeur 0.1.0";

// --- CLI11: it splits the words; what is missing and what is too much is said by us
// ---------------------------------

void add_flag(CLI::App& parser, Flag const& flag, Typed& typed) {
    if (flag.need == Need::without_value) {
        parser.add_flag_callback(
            flag.name, [&typed, name = flag.name] { typed.put(name, ""); }, flag.help);
        return;
    }
    auto const help =
        flag.help + (flag.need == Need::needed ? "" : " (may be left out)") + "; for example " + flag.example;
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

std::string help_of_group(std::string const& group) {
    return group == "audit" ? "Check and export the audit log" : "Add, change and show practices";
}

// The parser of a command: a subcommand, or for "practice add" one of the subcommand "practice".
CLI::App& parser_of(CLI::App& root, Command const& command) {
    auto const space = command.name.find(' ');
    if (space == std::string::npos) return *root.add_subcommand(command.name, command.help);
    auto const group = command.name.substr(0, space);
    auto const known = root.get_subcommands([&](CLI::App* parser) { return parser->get_name() == group; });
    auto* parent = known.empty() ? root.add_subcommand(group, help_of_group(group)) : known.front();
    parent->allow_extras()->require_subcommand(0, 1);
    parent->footer("voordeur " + group + " COMMAND --help explains a command.");
    return *parent->add_subcommand(command.name.substr(space + 1), command.help);
}

void add_command(CLI::App& root, Command const& command, Typed& typed) {
    auto& parser = parser_of(root, command);
    parser.allow_extras();
    parser.footer("Example:\n  voordeur " + command.name + " " + command.example);
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

Command const& command_called(std::vector<Command> const& commands, std::string const& name) {
    auto const found = std::find_if(commands.begin(), commands.end(),
                                    [&](Command const& command) { return command.name == name; });
    if (found != commands.end()) return *found;
    if (name.empty()) throw CommandError("Say what to do; voordeur --help shows every command.");
    std::string ways;
    for (auto const& command : commands)
        if (command.name.starts_with(name + " "))
            ways += (ways.empty() ? "" : " or ") + ("voordeur " + command.name);
    throw CommandError("Say what to do with it: " + ways + ".");
}

void check_words(Command const& command, Typed const& typed) {
    for (auto const& flag : command.flags)
        if (flag.need == Need::needed && !typed.has(flag.name))
            throw CommandError("voordeur " + command.name + " needs " + flag.name + ", for example " +
                               flag.name + " " + flag.example + ".");
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

int run_parsed(CLI::App const& root, std::vector<Command> const& commands, Typed const& typed) {
    auto const name = chosen_command(root);
    check_nothing_left(root, name);
    auto const& command = command_called(commands, name);
    check_words(command, typed);
    start_crypto();
    if (!command.run) {
        auto const config = typed.maybe("--config");
        return serve(config ? std::optional<std::filesystem::path>(*config) : std::nullopt);
    }
    std::cout << command.run(typed) << std::flush;
    return 0;
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
    auto const commands = all_commands();
    for (auto const& command : commands) add_command(root, command, typed);
    try {
        root.parse(argc, argv);
    } catch (CLI::Success const& help_or_version) {
        return root.exit(help_or_version);
    } catch (CLI::ParseError const& error) {
        throw CommandError(words_for(error));
    }
    return run_parsed(root, commands, typed);
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
                   refused);
    } catch (StoreError const& error) {
        return say("The database refused this: " + std::string(error.what()), broken);
    } catch (std::runtime_error const& error) {
        return say(error.what(), refused);
    } catch (std::exception const& error) {
        return say("Something is wrong in Voordeur itself: " + std::string(error.what()), broken);
    }
}

}  // namespace voordeur
