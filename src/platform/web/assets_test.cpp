// SPDX-License-Identifier: EUPL-1.2
#include "web/assets.hpp"

#include <gmock/gmock.h>

#include "web/content_encoding.hpp"

using namespace voordeur;
using testing::HasSubstr;
using testing::Not;

namespace {

constexpr Asset built[] = {{"page.00000000.css", "plain", "gzipped", "brotlied"},
                           {"letters.00000000.woff2", "font"}};

Request accepting(std::string const& encodings) {
    Request request;
    request.headers["accept-encoding"] = encodings;
    return request;
}

Response answer_of(Assets const& assets, std::string_view name, std::string const& encodings) {
    return assets.answer(name, accepting(encodings)).value();
}

}  // namespace

TEST(Assets, GoOutInTheEncodingThatTheBrowserTakesBest) {
    Assets const assets(built);
    auto const brotli = answer_of(assets, "page.00000000.css", "gzip, deflate, br, zstd");
    EXPECT_EQ(brotli.body, "brotlied");
    EXPECT_THAT(brotli.header_lines, HasSubstr("Content-Encoding: br\r\n"));
    auto const gzip = answer_of(assets, "page.00000000.css", "gzip, deflate");
    EXPECT_EQ(gzip.body, "gzipped");
    EXPECT_THAT(gzip.header_lines, HasSubstr("Content-Encoding: gzip\r\n"));
    auto const plain = answer_of(assets, "page.00000000.css", "");
    EXPECT_EQ(plain.body, "plain");
    EXPECT_THAT(plain.header_lines, Not(HasSubstr("Content-Encoding: ")));
    for (auto const& response : {brotli, gzip, plain}) {
        EXPECT_EQ(response.content_type, "text/css; charset=utf-8");
        EXPECT_THAT(response.header_lines, HasSubstr("Vary: Accept-Encoding\r\n"));
    }
}

TEST(Assets, AreTheSameForEveryBrowserWhereThereIsOneEncoding) {
    Assets const assets(built);
    auto const font = answer_of(assets, "letters.00000000.woff2", "br, identity;q=0");
    EXPECT_EQ(font.body, "font");
    EXPECT_EQ(font.content_type, "font/woff2");
    EXPECT_THAT(font.header_lines, Not(HasSubstr("Content-Encoding: ")));
    EXPECT_THAT(font.header_lines, Not(HasSubstr("Vary: ")));
}

TEST(Assets, AreKeptForEverUnderANameOfTheirContent) {
    Assets assets(built);
    auto const brand = assets.add("brand", ".css", "a{}");
    EXPECT_EQ(brand, "brand.5f546eb4.css");
    EXPECT_NE(assets.add("brand", ".css", "b{}"), brand);
    EXPECT_EQ(answer_of(assets, brand, "br").body, "a{}");
    EXPECT_EQ(assets.add("logo", "", ""), "");
    for (auto const name : {"page.00000000.css", "letters.00000000.woff2", "brand.5f546eb4.css"})
        EXPECT_THAT(answer_of(assets, name, "br").header_lines,
                    HasSubstr("Cache-Control: public, max-age=31536000, immutable\r\n"));
}

TEST(Assets, AreFoundByTheirWholeName) {
    Assets const assets(built);
    for (auto const name : {"", "page.css", "page.00000001.css", "page.00000000.css/", "/page.00000000.css",
                            "../page.00000000.css"})
        EXPECT_FALSE(assets.answer(name, accepting("br"))) << name;
}

TEST(ContentEncoding, IsTheOneThatTheBrowserTakesBest) {
    using enum ContentEncoding;
    struct Case {
        std::string_view header;
        ContentEncoding best;
    };
    for (auto const& [header, best] : {
             Case{"", none},
             Case{"gzip, deflate, br", brotli},
             Case{"br", brotli},
             Case{"gzip", gzip},
             Case{"GZIP, Br;Q=0.9", gzip},
             Case{"deflate, zstd", none},
             // Weights.
             Case{"br;q=0.5, gzip;q=0.8", gzip},
             Case{"gzip;q=0.500 , br;q=0.501", brotli},
             Case{"br;q=0, gzip", gzip},
             Case{"br;q=0.000, gzip;q=0.", none},
             Case{"br;q=1.000;gzip;q=1", none},
             // Nothing is better than something, when the browser says so.
             Case{"identity, gzip;q=0.5", none},
             Case{"identity;q=0.5, gzip;q=0.5", gzip},
             Case{"gzip;q=0.1", gzip},
             Case{"identity;q=0, *;q=0", none},
             // All that is not named.
             Case{"*", brotli},
             Case{"*;q=0", none},
             Case{"br;q=0, *;q=0.1", gzip},
             Case{"gzip;q=1, *;q=0", gzip},
             Case{"gzip;q=0.2, *;q=0.1", gzip},
             Case{"*;q=0.5, identity;q=0.6", none},
             // What is no weight makes no item; the others hold.
             Case{"br;q=2, gzip", gzip},
             Case{"br;q=1.001", none},
             Case{"br;q=0.5555", none},
             Case{"br;q=-1", none},
             Case{"br;q=", none},
             Case{"br;q", none},
             Case{"br;", none},
             Case{"br;level=1", none},
             Case{"br;q=0x1", none},
             Case{"br;q=.5", none},
             Case{";q=1, , ,gzip", gzip},
             Case{"br gzip", none},
             Case{"gzip\t;\tq=1", gzip},
             Case{"brotli, x-br, gzipped", none},
             Case{",;=,;q=;", none},
         })
        EXPECT_EQ(best_encoding(header), best) << header;
}
