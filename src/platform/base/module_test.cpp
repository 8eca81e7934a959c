// SPDX-License-Identifier: EUPL-1.2
#include "base/module.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/version.hpp"

namespace voordeur {
namespace {

using testing::HasSubstr;

// Beside this program, where modules are looked for.
class ModuleFile : public testing::Test {
  protected:
    ModuleFile() : path_(program_folder() / name_) {}
    ~ModuleFile() override { std::filesystem::remove(path_); }

    void copy(std::string const& module) const {
        std::filesystem::copy_file(program_folder() / module, path_);
    }
    void write(std::string const& text) const { std::ofstream(path_, std::ios::binary) << text; }
    std::string complaint() const {
        try {
            check_module(name_.c_str());
            return "";
        } catch (std::runtime_error const& error) {
            return error.what();
        }
    }

    std::string name_ = "voordeur-test-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name() + ".so";
    std::filesystem::path path_;
};

TEST_F(ModuleFile, OfAnotherVersionIsRefusedBeforeItIsLoaded) {
    EXPECT_THAT(complaint(), HasSubstr("there is no such file"));
    for (std::string const text : {"", "no module", "module of voordeur 0.0.9"}) {
        write(text + '\0');
        EXPECT_THAT(complaint(), HasSubstr("it is not of voordeur")) << text;
    }
    write("module of " + std::string(version) + ".1" + '\0');
    EXPECT_THAT(complaint(), HasSubstr("it is not of voordeur"));
}

// Its mark is right, and the rest is not: a copy that was broken off, or a library that is not installed.
TEST_F(ModuleFile, ThatCannotBeLoadedIsRefusedAtTheStart) {
    write("\x7f ELF module of " + std::string(version) + std::string(4096, '\0'));
    EXPECT_THAT(complaint(),
                testing::AllOf(HasSubstr("cannot be loaded ("), HasSubstr("invalid ELF header")));
}

TEST_F(ModuleFile, ThatNeedsALibraryWhichIsNotThereIsRefusedAtTheStart) {
    copy("voordeur-network.so");
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    std::string const library = "libcurl.so.";
    auto const name = text.find(library);
    ASSERT_NE(name, std::string::npos);
    file.clear();
    file.seekp(static_cast<std::streamoff>(name));
    file << "libnone" << std::flush;
    EXPECT_THAT(complaint(),
                testing::AllOf(HasSubstr("libnone.so."), HasSubstr("No such file or directory")));
}

TEST_F(ModuleFile, IsNamedAmongThoseThatAreTriedTogether) {
    write("\x7f ELF module of " + std::string(version) + std::string(4096, '\0'));
    ModuleTrial trial({"voordeur-postgres.so", name_.c_str(), "voordeur-phones.so"});
    try {
        trial.wait();
        ADD_FAILURE() << "was loaded";
    } catch (std::runtime_error const& error) {
        EXPECT_THAT(error.what(), testing::AllOf(HasSubstr(name_), HasSubstr("invalid ELF header")));
    }
    ModuleTrial({"voordeur-postgres.so", "voordeur-phones.so"}).wait();
    ModuleTrial const given_up({"voordeur-network.so"});
}

// An upgrade while the server runs, or a stranger who can write there.
TEST_F(ModuleFile, WhatWasCheckedIsWhatIsLoaded) {
    copy("voordeur-postgres.so");
    EXPECT_EQ(complaint(), "");
    std::filesystem::remove(path_);
    write("another");
    EXPECT_EQ(complaint(), "");
    EXPECT_NE(load_from_module(name_.c_str(), "voordeur_open_postgres"), nullptr);
}

TEST(Modules, AreOfThisVersion) {
    for (auto const* name : {"voordeur-phones.so", "voordeur-network.so", "voordeur-postgres.so"})
        EXPECT_NO_THROW(check_module(name)) << name;
}

}  // namespace
}  // namespace voordeur
