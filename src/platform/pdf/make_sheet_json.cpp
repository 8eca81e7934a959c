// SPDX-License-Identifier: EUPL-1.2
#include "pdf/make_sheet_json.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/overloaded.hpp"

namespace voordeur {
namespace {

nlohmann::json to_json(Sheet::Block const& block) {
    return std::visit(overloaded{
                          [](Sheet::Heading const& heading) {
                              return nlohmann::json{{"heading", heading.text}};
                          },
                          [](Sheet::Paragraph const& paragraph) {
                              return nlohmann::json{{"paragraph", paragraph.text}};
                          },
                          [](Sheet::Numbers const& box) {
                              auto numbers = nlohmann::json::array();
                              for (auto const& [label, value] : box.numbers) {
                                  numbers.push_back(nlohmann::json{{"label", label}, {"value", value}});
                              }
                              return nlohmann::json{{"numbers", numbers}};
                          },
                          [](Sheet::QrCode const& code) {
                              return nlohmann::json{{"qr", code.address}, {"caption", code.caption}};
                          },
                      },
                      block);
}

}  // namespace

std::string sheet_as_json(Sheet const& sheet) {
    nlohmann::json json{{"language", sheet.language},
                        {"title", sheet.title},
                        {"sender", sheet.sender},
                        {"date", sheet.date},
                        {"footer", sheet.footer}};
    if (sheet.addressee) json["addressee"] = *sheet.addressee;
    auto& blocks = json["blocks"] = nlohmann::json::array();
    for (auto const& block : sheet.blocks) blocks.push_back(to_json(block));
    try {
        return json.dump();
    } catch (nlohmann::json::exception const&) {
        throw std::runtime_error("The sheet for the PDF program is not UTF-8.");
    }
}

}  // namespace voordeur
