// SPDX-License-Identifier: EUPL-1.2
// What `voordeur --help` says of each command, in two other forms:
//   voordeur-manual man          a man page, in roff
//   voordeur-manual completion   what bash needs to complete commands and flags
#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include "base/version.hpp"
#include "commands/command_groups.hpp"

namespace voordeur {
namespace {

// Roff takes a hyphen for one that may be typeset longer, a backslash and a dot or quote that begins a line
// for its own.
std::string roff(std::string_view text) {
    std::string result;
    for (auto const letter : text) {
        if (letter == '-' || letter == '\\') result += '\\';
        result += letter;
        if (letter == '\\') result.back() = 'e';
    }
    if (result.starts_with('.') || result.starts_with('\'')) result.insert(0, "\\&");
    return result;
}

std::string synopsis_of(Flag const& flag) {
    auto const words =
        "\\fB" + roff(flag.name) + "\\fR" + (flag.value.empty() ? "" : " \\fI" + roff(flag.value) + "\\fR");
    return flag.need == Need::needed ? words : "[" + words + "]";
}

void print_flag(Flag const& flag) {
    std::cout << ".TP\n" << synopsis_of(flag) << '\n' << roff(flag.help) << ".\n";
    if (!flag.example.empty()) std::cout << "For example\n.BR " << roff(flag.example) << ".\n";
}

void print_command(Command const& command) {
    std::cout << ".SS voordeur " << roff(command.name) << '\n' << roff(command.help) << ".\n";
    for (auto const& flag : command.flags) print_flag(flag);
    if (!command.example.empty())
        std::cout << ".PP\nExample:\n.PP\n.EX\nvoordeur " << roff(command.name) << ' '
                  << roff(command.example) << "\n.EE\n";
}

void print_man_page() {
    std::cout << ".\\\" SPDX-License-Identifier: EUPL-1.2\n.TH VOORDEUR 1 \"\" \"voordeur " VOORDEUR_RELEASE
                 "\"\n"
                 R"(.SH NAME
voordeur \- front door to the online services of care practices
.SH SYNOPSIS
.B voordeur
.I COMMAND
.RI [ FLAG \ ...]
.SH DESCRIPTION
Patients register on invitation and sign in with a password and an SMS code.
.B voordeur serve
is the server, which
.BR systemd (1)
runs as voordeur.service; all other commands are for whoever runs it, and are run by the user that owns the data.
Each command needs the configuration, /etc/voordeur/voordeur.toml, which explains every key.
.SH COMMANDS
)";
    for (auto const& group : all_groups())
        for (auto const& command : group.commands) print_command(command);
    std::cout << R"(.SH EXIT STATUS
.TP
0
It was done.
.TP
1
The database or Voordeur itself is wrong.
.TP
2
A word, the configuration or a file is wrong; nothing was done, and one sentence says what to change.
.TP
75
Not now: the database cannot be reached, or the address is in use. systemd tries again.
.SH FILES
.TP
/etc/voordeur/voordeur.toml
The configuration; the files with secrets stand beside it.
.TP
/var/lib/voordeur
The key ring, and the database when it is SQLite.
.SH SEE ALSO
/usr/share/doc/voordeur/README.md
)";
}

// "practice add --name" is three questions: after each of the words before it, what can follow.
void print_completion() {
    std::map<std::string, std::string> followers;
    for (auto const& group : all_groups())
        for (auto const& command : group.commands) {
            auto const space = command.name.find(' ');
            auto const first = command.name.substr(0, space);
            if ((followers[""] + " ").find(" " + first + " ") == std::string::npos)
                followers[""] += " " + first;
            if (space != std::string::npos) followers[first] += " " + command.name.substr(space + 1);
            for (auto const& flag : command.flags) followers[command.name] += " " + flag.name;
        }
    followers[""] += " --help --version";
    std::cout << "# SPDX-License-Identifier: EUPL-1.2\n_voordeur() {\n"
                 "    local word=$2 before=$3 command='' follow=''\n"
                 "    local -i at\n"
                 "    for ((at = 1; at < COMP_CWORD; at += 1)); do\n"
                 "        [[ ${COMP_WORDS[at]} == -* ]] && break\n"
                 "        command+=${command:+ }${COMP_WORDS[at]}\n"
                 "    done\n"
                 "    case $command in\n";
    for (auto const& [command, words] : followers)
        std::cout << "        '" << command << "') follow='" << words.substr(1) << "' ;;\n";
    std::cout << "    esac\n"
                 "    [[ $before == --* && $word != -* ]] && mapfile -t COMPREPLY < <(compgen -f -- "
                 "\"$word\") && return\n"
                 "    mapfile -t COMPREPLY < <(compgen -W \"$follow\" -- \"$word\")\n"
                 "}\n"
                 "complete -o filenames -F _voordeur voordeur\n";
}

}  // namespace
}  // namespace voordeur

int main(int argc, char** argv) {
    std::string_view const wanted = argc == 2 ? argv[1] : "";
    if (wanted == "man")
        voordeur::print_man_page();
    else if (wanted == "completion")
        voordeur::print_completion();
    else
        return std::cerr << "usage: voordeur-manual man | completion\n", 2;
    return 0;
}
