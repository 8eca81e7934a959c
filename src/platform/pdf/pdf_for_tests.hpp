// SPDX-License-Identifier: EUPL-1.2
// What the tests of this folder share: the real program, a folder that goes, and poppler's eyes.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "pdf/sheet.hpp"
#include "support/placeholders.hpp"

namespace voordeur {

inline std::filesystem::path pdf_program_under_test() {
    if (auto const* program = std::getenv("VOORDEUR_PDF")) return program;
#ifdef VOORDEUR_PDF_PROGRAM
    return VOORDEUR_PDF_PROGRAM;
#else
    throw std::runtime_error("Set VOORDEUR_PDF to the path of voordeur-pdf.");
#endif
}

class TemporaryFolder {
  public:
    TemporaryFolder() {
        auto name = (std::filesystem::temp_directory_path() / "voordeur-pdf-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    TemporaryFolder(TemporaryFolder const&) = delete;
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }

    std::filesystem::path file(std::string const& name) const { return path_ / name; }

    std::filesystem::path write(std::string const& name, std::string const& content) const {
        std::ofstream(file(name), std::ios::binary) << content;
        return file(name);
    }

    std::string read(std::string const& name) const {
        std::ifstream stream(file(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    std::filesystem::path write_script(std::string const& name, std::string const& body) const {
        auto const path = write(name, "#!/bin/sh\n" + body + "\n");
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return path;
    }

  private:
    std::filesystem::path path_;
};

struct Ran {
    int status;
    std::string output;
    std::string complaint;
};

// `command` in a shell, with `input` on its standard input.
inline Ran run_with_input(std::string const& command, std::string const& input) {
    TemporaryFolder const folder;
    folder.write("in", input);
    auto const status = std::system((command + " <" + folder.file("in").string() + " >" +
                                     folder.file("out").string() + " 2>" + folder.file("error").string())
                                        .c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, folder.read("out"), folder.read("error")};
}

// The answer of a poppler tool about `pdf`.
inline std::string ask_poppler(std::string const& tool, std::string const& pdf) {
    TemporaryFolder const folder;
    auto const file = folder.write("sheet.pdf", pdf).string();
    auto const wants_output_file = tool.starts_with("pdftotext");
    auto const answer = run_with_input(tool + " " + file + (wants_output_file ? " -" : ""), "").output;
    if (holds_placeholder(answer)) throw std::runtime_error("a placeholder in: " + answer);
    return answer;
}

inline Sheet sample_sheet() {
    return {
        .language = "nl",
        .title = "Bewaar uw super-PIN",
        .sender = {"Huisartsenpraktijk De Linde", "0123 - 45 67 89"},
        .date = "24 november 2026",
        .addressee = "Mevrouw J. Voorbeeld",
        .blocks = {Sheet::Heading{"Uw gegevens"}, Sheet::Paragraph{"U heeft deze gegevens nodig."},
                   Sheet::Numbers{{{"Klantnummer", "123 456 7890"}, {"Super-PIN", "7K3M-Q9TX-4HFA-W2RP"}}},
                   Sheet::QrCode{"https://mijn.delinde.example/", "mijn.delinde.example"}},
        .footer = "Vragen? Bel de praktijk.",
    };
}

}  // namespace voordeur
