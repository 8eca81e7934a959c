// SPDX-License-Identifier: EUPL-1.2
#include "said.hpp"

#include <nlohmann/json.hpp>
#include <variant>

#include "crypto/sealer.hpp"
#include "words/catalogue.hpp"

namespace voordeur {
namespace {

using nlohmann::json;

constexpr SealContext where{.table = "page", .column = "said"};

json written(WordParam const& param) {
    return std::visit(
        [&](auto const& value) {
            return json{{"name", param.name}, {"value", value}};
        },
        param.value);
}

json written(SaidError const& error) {
    auto params = json::array();
    for (auto const& param : error.text.params) params.push_back(written(param));
    return {
        {"id", error.id}, {"word", error.text.name.name}, {"params", params}, {"beside", error.beside_field}};
}

std::vector<NamedValue> values_of(json const& params) {
    std::vector<NamedValue> values;
    for (auto const& param : params) {
        auto const& value = param.at("value");
        values.push_back({param.at("name").get<std::string>(), {}});
        if (value.is_string())
            values.back().value = value.get<std::string>();
        else
            values.back().value = value.get<std::int64_t>();
    }
    return values;
}

Said read(Catalogue const& catalogue, json const& written) {
    Said said{.advise_to_call = written.at("call")};
    if (written.contains("left")) said.tries_left = written.at("left").get<std::int64_t>();
    for (auto const& error : written.at("errors"))
        if (auto text = catalogue.word(error.at("word").get<std::string>(), values_of(error.at("params"))))
            said.errors.push_back({error.at("id"), std::move(*text), error.at("beside")});
    return said;
}

}  // namespace

std::string sealed(Sealer const& sealer, Said const& said) {
    json text{{"errors", json::array()}, {"call", said.advise_to_call}};
    for (auto const& error : said.errors) text["errors"].push_back(written(error));
    if (said.tries_left) text["left"] = *said.tries_left;
    return sealer.seal(where, text.dump());
}

Said opened(Sealer const& sealer, Catalogue const& catalogue, std::string const& sealed) {
    auto const text = sealer.open(where, sealed);
    return text ? read(catalogue, json::parse(*text)) : Said{};
}

}  // namespace voordeur
