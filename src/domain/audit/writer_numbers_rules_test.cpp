// SPDX-License-Identifier: EUPL-1.2
#include "audit/writer_numbers_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace voordeur {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Gap = WriterNumbers::Gap;

TEST(WriterNumbers, HaveNoGapInWhateverOrderTheyCome) {
    WriterNumbers numbers;
    for (auto const number : {2, 1, 5, 4, 3}) numbers.take("a", number);
    numbers.take("b", 1);
    EXPECT_THAT(numbers.gaps(), IsEmpty());
}

TEST(WriterNumbers, TellWhatIsNotThere) {
    WriterNumbers numbers;
    for (auto const number : {2, 3, 7, 10}) numbers.take("a", number);
    numbers.take("b", 1);
    numbers.expect("b", 3);
    numbers.expect("c", 1);
    EXPECT_THAT(numbers.gaps(),
                ElementsAre(Gap{"a", 1, 1}, Gap{"a", 4, 6}, Gap{"a", 8, 9}, Gap{"b", 2, 3}, Gap{"c", 1, 1}));
}

TEST(WriterNumbers, ExpectNoMoreThanWasSaid) {
    WriterNumbers numbers;
    numbers.expect("a", 2);
    numbers.expect("a", 1);
    numbers.take("a", 1);
    numbers.take("a", 2);
    numbers.take("a", 3);
    EXPECT_THAT(numbers.gaps(), IsEmpty());
}

TEST(WriterNumbers, MayBeTakenAgain) {
    WriterNumbers numbers;
    for (auto const number : {1, 3, 1, 3, 0}) numbers.take("a", number);
    EXPECT_THAT(numbers.gaps(), ElementsAre(Gap{"a", 2, 2}));
}

TEST(WriterNumbers, AreFilledUpToWhatIsKnown) {
    WriterNumbers numbers;
    numbers.take("a", 1);
    numbers.take("a", 4);
    numbers.fill("a", 3);
    numbers.fill("a", 6);
    numbers.fill("b", 2);
    EXPECT_THAT(numbers.gaps(), ElementsAre(Gap{"a", 2, 2}));
    numbers.fill("a", 2);
    EXPECT_THAT(numbers.gaps(), IsEmpty());
}

TEST(WriterNumbers, AreWrittenDownAndReadBack) {
    WriterNumbers numbers;
    for (auto const number : {3, 1, 2, 5, 7, 6}) numbers.take("a", number);
    numbers.expect("a", 9);
    numbers.take("b", 1);
    EXPECT_EQ(numbers.text_of("a"), "1-3 5-7 0-9");
    EXPECT_EQ(numbers.text_of("b"), "1-1");
    EXPECT_EQ(numbers.text_of("c"), "");
    WriterNumbers read;
    for (auto const& writer : numbers.writers()) EXPECT_TRUE(read.take_text(writer, numbers.text_of(writer)));
    EXPECT_EQ(read.gaps(), numbers.gaps());
    EXPECT_THAT(read.gaps(), ElementsAre(Gap{"a", 4, 4}, Gap{"a", 8, 9}));
    read.take("a", 4);
    EXPECT_EQ(read.text_of("a"), "1-7 0-9");
}

TEST(WriterNumbers, AreNotReadFromWhatIsNone) {
    for (auto const* text : {"1", "1-", "-1", "2-1", "1-2-3", "a-b", "1-2  4-5"})
        EXPECT_FALSE(WriterNumbers().take_text("a", text)) << text;
}

}  // namespace
}  // namespace voordeur
