// SPDX-License-Identifier: EUPL-1.2
#include "web/form.hpp"

#include <gtest/gtest.h>

#include "base/escaping.hpp"
#include "web/request.hpp"

namespace voordeur {
namespace {

TEST(Form, DecodesWhatBrowsersSend) {
    auto const form = Form::parse("name=%C5%9Eeyma+d%27Or&empty=&kept=yes&&odd=100%25%");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->text("name"), "Şeyma d'Or");
    EXPECT_EQ(form->text("odd"), "100%%");
    EXPECT_TRUE(form->has("empty"));
    EXPECT_EQ(form->text("missing"), "");
    EXPECT_FALSE(form->has("missing"));
}

TEST(Form, RefusesWhatNoBrowserSends) {
    EXPECT_FALSE(Form::parse("a=%00"));
    EXPECT_FALSE(Form::parse("a=%FF"));
    EXPECT_FALSE(Form::parse("a=%C3"));
    EXPECT_FALSE(Form::parse("a=1&a=2"));
    std::string many;
    for (int i = 0; i < 65; ++i) many += "&f" + std::to_string(i) + "=x";
    EXPECT_FALSE(Form::parse(many));
}

TEST(Form, EncodingComesBack) {
    std::string const text = "a&b=c +%é\n";
    EXPECT_EQ(Form::parse("x=" + url_encoded(text))->text("x"), text);
}

TEST(Cookies, AreFoundByTheirWholeName) {
    Request request;
    request.headers["cookie"] = "a=1; session=x; __Host-session=y=z";
    EXPECT_EQ(cookie_value(request, "__Host-session"), "y=z");
    EXPECT_EQ(cookie_value(request, "session"), "x");
    EXPECT_EQ(cookie_value(request, "sess"), std::nullopt);
}

}  // namespace
}  // namespace voordeur
