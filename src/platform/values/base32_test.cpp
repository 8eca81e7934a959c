// SPDX-License-Identifier: EUPL-1.2
#include "values/base32.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

// RFC 4648 section 10, without the padding.
TEST(Base32, IsThatOfTheStandard) {
    struct Case {
        char const *bytes, *text;
    };
    for (auto const& [bytes, text] :
         {Case{"", ""}, Case{"f", "MY"}, Case{"fo", "MZXQ"}, Case{"foo", "MZXW6"}, Case{"foob", "MZXW6YQ"},
          Case{"fooba", "MZXW6YTB"}, Case{"foobar", "MZXW6YTBOI"},
          Case{"12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"},
          Case{"\xFF\xFF\xFF\xFF\xFF", "77777777"}})
        EXPECT_EQ(to_base32(bytes), text);
}

}  // namespace
}  // namespace voordeur
