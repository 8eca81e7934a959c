// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "practices/contact.hpp"
#include "said.hpp"
#include "web/filling.hpp"
#include "web/response.hpp"
#include "web/template_names.hpp"
#include "web/templates.hpp"

namespace voordeur {

// Several where no practice is known.
struct WhomToCall {
    std::vector<Contact> cards = {};
    bool are_more = false;  // than are listed here
};

// What the header offers besides the language.
enum class HeaderLink { none, sign_in, sign_out, account };  // account: and sign_out

// What stands around every page.
struct PageFrame {
    Language language = Language::dutch;
    std::optional<Contact> practice;
    WhomToCall to_call = {};
    HeaderLink header_link = HeaderLink::sign_in;
    int steps = 3;  // until there is an account
    std::string operator_name;
    int year = 0;
    bool is_demo = false;
    // Among the assets; empty: the built-in one.
    std::string_view brand_style_name = {};
    std::string_view logo_name = {};
    std::string form_token;
    // What stood on the page before its language was changed, and what keeps it for the next change.
    Said said = {};
    Sealer const* sealer = nullptr;
};

struct TextField {
    std::string_view name;
    Word label;
    std::optional<Word> hint = {};
    std::string value = {};
    std::string_view autocomplete = "off";
    std::string_view type = "text";
    std::string_view inputmode = {};
    bool is_short = false;
    bool is_code = false;
    bool in_capitals = false;
    std::optional<FilledWord> error = {};
};

struct PasswordField {
    std::string_view name;
    Word label;
    std::string_view autocomplete = "current-password";
    std::optional<FilledWord> error = {};
    bool with_strength = false;
    bool is_shown = false;          // while it is typed
    std::string_view repeats = {};  // the name of the field that this one repeats
};

struct CheckboxField {
    std::string_view name;
    Word label;
    std::string link_url = {};
    std::optional<Word> link_text = {};
    bool checked = false;
    std::optional<FilledWord> error = {};
};

// One page: the values of its template, and the layout around it. Built and sent by one page function.
class Page {
  public:
    struct Content {
        FilledTemplate file;
        FilledWord title;  // of the browser tab; the same words as the heading
    };
    Page(Templates const& templates, Catalogue const& catalogue, PageFrame frame, Content content);
    Page(Page const&) = delete;
    Page& operator=(Page const&) = delete;

    // A title that is no word of ours: a document's first heading.
    Page& title(std::string title);
    // "Stap 1 van 3", in the title and above the heading.
    Page& step(IncludeName where, int number);
    // For the desk and the mailbox.
    Page& wide();
    // The documents are on this page itself, at `#` and the path of their own page: the footer leads there.
    Page& with_documents();

    Page& set(ValueName name, std::string_view value);
    Page& set(ValueName name, FilledWord const& word);
    Page& show(FilledSection const& section);
    // One more of a repeated section; its values are set on what this returns.
    class Item;
    Item add(FilledSection const& section);

    Page& field(IncludeName where, TextField const& field);
    Page& field(IncludeName where, PasswordField const& field);
    Page& field(IncludeName where, CheckboxField const& field);
    // Another template at `where`, its values set on what this returns.
    Item include(IncludeName where, FilledTemplate const& file);

    // Name, telephone and e-mail of each of them (call_practice.html).
    static void fill_cards(Item item, WhomToCall const& whom);
    // Likewise, of whom this page's visitor is to call.
    Page& show_whom_to_call(IncludeName where);

    // An error beside no field of this page's `field` calls; `id` is what the summary links to.
    Page& error(std::string_view id, FilledWord const& text);
    // Under the errors: how many tries are left.
    Page& tries_left(std::int64_t tries);
    // Under the errors: how to reach the practice.
    Page& advise_to_call();
    bool has_errors() const { return !saying_.errors.empty() || !frame_.said.errors.empty(); }
    // The page has a form with id="formulier", in which something may be typed: whoever changes the language
    // sends it along.
    Page& with_form();

    Response respond(int status = 200);

  private:
    Item layout_item();
    Item content_item();
    void fill_field(Item item, std::string_view name, Word label);
    void fill_description(Item item, std::string_view name, std::optional<Word> hint,
                          std::optional<FilledWord> error);
    std::optional<FilledWord> said_beside(std::string_view name) const;
    void fill_layout();
    void fill_header();
    void fill_language();
    std::string document_url(std::string_view path) const;
    void fill_footer();
    void fill_help();
    void fill_errors();
    static void fill_call(Item summary, Contact const& card);
    std::string text(FilledWord const& word) const;

    Templates const& templates_;
    Catalogue const& catalogue_;
    PageFrame const frame_;
    Filling layout_;
    Filling& page_;
    FilledWord title_;
    std::string own_title_;
    std::optional<Word> step_;
    bool wide_ = false;
    bool with_documents_ = false;
    bool has_form_ = false;
    bool shows_whom_to_call_ = false;
    WordParams params_;  // of every page
    Said saying_;
};

// A section's row or an included template.
class Page::Item {
  public:
    Item(Page& page, Filling& filling) : page_(page), filling_(filling) {}
    Item& set(ValueName name, std::string_view value);
    Item& set(ValueName name, FilledWord const& word);
    Item& show(FilledSection const& section);
    Item& show_if(bool condition, FilledSection const& section);
    Item add(FilledSection const& section);
    Item include(IncludeName where, FilledTemplate const& file);

  private:
    Page& page_;
    Filling& filling_;
};

}  // namespace voordeur
