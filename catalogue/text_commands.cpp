#include "catalogue/catalogue.hpp"
#include "catalogue/course_commands.hpp"

#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace catalogue {

namespace {

struct Typed {
    std::string text;
    std::string kind;
    std::string author;
    std::string photo;
    std::string language = "nl";
    std::string words;
    bool flag = false;
};

std::shared_ptr<Typed> about_text(CLI::App& command) {
    auto typed = std::make_shared<Typed>();  // owned by the options and by the callback
    command.add_option("TEXT", typed->text, "The text, such as p01-title")->required();
    return typed;
}

void add_words(CLI::App& command, Typed& typed) {
    command.add_option("--language", typed.language, "nl, ar, ti, tr, pl, uk, ...")->capture_default_str();
    command.add_option("--words", typed.words, "The words themselves")->required();
}

void add_new(CLI::App& texts, const Invocation& invocation) {
    auto* add = texts.add_subcommand("add", "New words: a title, caption, story or quote");
    auto typed = std::make_shared<Typed>();  // owned by the options and by the callback
    add->add_option("--kind", typed->kind, "title, caption, story or quote")
        ->check(CLI::IsMember({"title", "caption", "story", "quote"}))
        ->required();
    add->add_option("--author", typed->author, "Id of whose words they are")->required();
    add->add_option("--photo", typed->photo, "The photo that they belong to");
    add->add_option("--id", typed->text, "Id of the text; made up unless told");
    add_words(*add, *typed);
    add->add_flag("--sensitive", typed->flag, "About illness, flight, a quarrel in the family");
    add->callback([&invocation, typed] {
        AddText change{{typed->text}, typed->kind, {typed->author}, {}, {typed->language, typed->words},
                       typed->flag};
        if (!typed->photo.empty()) change.photo = PhotoId{typed->photo};
        const std::string id = write_down(invocation, change);
        fmt::print("Text {}: in; not approved yet.\n", id);
    });
}

void add_edit(CLI::App& texts, const Invocation& invocation) {
    auto* edit = texts.add_subcommand("edit", "Other words in a language, or a new language");
    auto typed = about_text(*edit);
    add_words(*edit, *typed);
    edit->callback([&invocation, typed] {
        write_down(invocation, EditText{{typed->text}, {typed->language, typed->words}});
        fmt::print("Text {} ({}): changed; the author has to approve it again.\n", typed->text,
                   typed->language);
    });
}

}  // namespace

void add_text_commands(CLI::App& app, Invocation& invocation) {
    auto* texts = app.add_subcommand("text", "Titles, captions, stories and quotes");
    texts->require_subcommand(1);
    add_new(*texts, invocation);
    add_edit(*texts, invocation);

    auto* approve = texts->add_subcommand("approve", "The author heard it and approves");
    auto approved = about_text(*approve);
    approved->language = "";
    approve->add_option("--language", approved->language, "Only in this language; unless told, in all");
    approve->callback([&invocation, approved] {
        write_down(invocation, ApproveText{{approved->text}, approved->language, invocation.today()});
        fmt::print("Text {}: approved{}.\n", approved->text,
                   approved->language.empty() ? "" : " in " + approved->language);
    });

    auto* sensitive = texts->add_subcommand("sensitive", "Needs a yes of its own, for this very text");
    auto marked = about_text(*sensitive);
    sensitive->add_flag("--not", marked->flag, "It is not sensitive after all");
    sensitive->callback([&invocation, marked] {
        write_down(invocation, MarkSensitive{{marked->text}, !marked->flag});
        fmt::print("Text {}: {}sensitive.\n", marked->text, marked->flag ? "not " : "");
    });

    auto* mentions = texts->add_subcommand("mentions-checked", "Somebody looked whether it names others");
    auto looked = about_text(*mentions);
    mentions->callback([&invocation, looked] {
        write_down(invocation, MentionsLookedAt{{looked->text}});
        fmt::print("Text {}: checked for names.\n", looked->text);
    });
}

}  // namespace catalogue
