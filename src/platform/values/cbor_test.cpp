// SPDX-License-Identifier: EUPL-1.2
#include "values/cbor.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/test_cbor.hpp"

namespace voordeur {
namespace {

using namespace std::string_literals;

TEST(CborReader, ReadsWhatAuthenticatorsWrite) {
    for (auto const& bytes : {"\x00"s,
                              "\x17"s,
                              "\x18\x18"s,
                              "\x18\xff"s,
                              "\x19\x01\x00"s,
                              "\x1a\x00\x01\x00\x00"s,
                              "\x1b\x00\x00\x00\x01\x00\x00\x00\x00"s,
                              "\x1b\x7f\xff\xff\xff\xff\xff\xff\xff"s,
                              "\x20"s,
                              "\x26"s,
                              "\x39\x01\x00"s,
                              "\x3b\x7f\xff\xff\xff\xff\xff\xff\xff"s,
                              "\x40"s,
                              "\x42\x00\xff"s,
                              "\x60"s,
                              "\x63"
                              "fmt"s,
                              "\xf4"s,
                              "\xf5"s,
                              "\xf6"s,
                              "\x80"s,
                              "\x82\x01\x02"s,
                              "\xa0"s,
                              "\xa1\x01\x02"s,
                              "\xa2\x63"
                              "fmt\x64none\x01\xa0"s,
                              "\x81\x81\x81\x01"s}) {
        auto const item = Cbor::parse(bytes);
        ASSERT_TRUE(item) << testing::PrintToString(bytes);
        EXPECT_EQ(cbor(*item), bytes) << "written again it is the same";
    }
    EXPECT_EQ(Cbor::parse("\x39\x01\x00"s)->number(), -257);
    EXPECT_EQ(Cbor::parse("\xa1\x26\x42hi"s)->at(-7)->bytes(), "hi");
}

TEST(CborReader, RefusesTheRest) {
    struct Refused {
        char const* why;
        std::string bytes;
    };
    for (auto const& [why, bytes] :
         std::vector<Refused>{{"nothing", ""s},
                              {"cut off", "\x18"s},
                              {"cut off in a number", "\x1a\x00\x01"s},
                              {"bytes that are not there", "\x45hi"s},
                              {"very many bytes that are not there", "\x5b\x7f\xff\xff\xff\xff\xff\xff\xff"s},
                              {"very many items that are not there", "\x9b\x7f\xff\xff\xff\xff\xff\xff\xff"s},
                              {"very many pairs that are not there", "\xbb\xff\xff\xff\xff\xff\xff\xff\xff"s},
                              {"23 in two bytes", "\x18\x17"s},
                              {"255 in three bytes", "\x19\x00\xff"s},
                              {"65535 in five bytes", "\x1a\x00\x00\xff\xff"s},
                              {"four bytes' worth in nine", "\x1b\x00\x00\x00\x00\xff\xff\xff\xff"s},
                              {"a length in too many bytes", "\x58\x01h"s},
                              {"a number over 63 bits", "\x1b\xff\xff\xff\xff\xff\xff\xff\xff"s},
                              {"a negative one over 63 bits", "\x3b\x80\x00\x00\x00\x00\x00\x00\x00"s},
                              {"reserved", "\x1c"s},
                              {"bytes of unknown length", "\x5f\x41h\xff"s},
                              {"text of unknown length", "\x7f\x61h\xff"s},
                              {"a list of unknown length", "\x9f\x01\xff"s},
                              {"a map of unknown length", "\xbf\x01\x02\xff"s},
                              {"an end", "\xff"s},
                              {"a tag", "\xc0\x01"s},
                              {"half a float", "\xf9\x00\x00"s},
                              {"a float", "\xfa\x00\x00\x00\x00"s},
                              {"a double", "\xfb\x00\x00\x00\x00\x00\x00\x00\x00"s},
                              {"undefined", "\xf7"s},
                              {"a simple value", "\xf0"s},
                              {"a simple value in a byte", "\xf8\x20"s},
                              {"text that is no UTF-8", "\x62\xc3\x28"s},
                              {"text with NUL", "\x61\x00"s},
                              {"a key twice", "\xa2\x01\x02\x01\x03"s},
                              {"a list as key", "\xa1\x80\x01"s},
                              {"bytes as key", "\xa1\x41h\x01"s},
                              {"half a pair", "\xa1\x01"s},
                              {"five deep", "\x81\x81\x81\x81\x01"s},
                              {"more than 128 items", "\x98\x80"s + std::string(128, '\x01')},
                              {"something after it", "\x01\x01"s}})
        EXPECT_FALSE(Cbor::parse(bytes)) << why;
    EXPECT_TRUE(Cbor::parse("\x98\x7f"s + std::string(127, '\x01')));
    EXPECT_EQ(Cbor::read("\x01\x02"s)->size, 1u);
}

}  // namespace
}  // namespace voordeur
