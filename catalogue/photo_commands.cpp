#include "catalogue/catalogue.hpp"
#include "catalogue/course_commands.hpp"

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace catalogue {

namespace {

/// What was typed about a photo; each command reads its own part.
struct Typed {
    std::string photo;
    std::string depiction;
    std::string version;
    std::string issue;
    std::string person;
    std::string kind;
    std::string slip;
    std::string recognisable;
    std::string minor;
    std::string note;
    std::string by;
    std::string method = "door de trainer";
    std::vector<std::string> some;
    std::vector<std::string> resolves;
    bool flag = false;
    bool not_recognisable = false;
    bool is_minor = false;
};

std::shared_ptr<Typed> about_photo(CLI::App& command) {
    auto typed = std::make_shared<Typed>();  // owned by the options and by the callback
    command.add_option("PHOTO", typed->photo, "The photo, such as p01")->required();
    return typed;
}

void add_photo_commands(CLI::App& app, const Invocation& invocation) {
    auto* photo = app.add_subcommand("photo", "Whose photo it is, and whether somebody looked at it");
    photo->require_subcommand(1);

    auto* confirm = photo->add_subcommand("confirm", "A person says whose photo it is");
    auto typed = about_photo(*confirm);
    confirm->add_option("--maker", typed->person, "Id of the maker")->required();
    confirm->add_option("--method", typed->method, "How it is known")->capture_default_str();
    confirm->callback([&invocation, typed] {
        write_down(invocation, ConfirmMaker{{typed->photo}, {typed->person}, typed->method});
        fmt::print("Photo {} is by {}.\n", typed->photo, typed->person);
    });

    auto* looked = photo->add_subcommand("people-checked", "Somebody looked who and what is on the photo");
    auto look = about_photo(*looked);
    looked->add_flag("--again", look->flag, "Look again: takes the check away");
    looked->callback([&invocation, look] {
        if (look->flag) {
            write_down(invocation, LookAgain{{look->photo}});
        } else {
            write_down(invocation, PeopleLookedAt{{look->photo}});
        }
        fmt::print("Photo {}: people {}.\n", look->photo, look->flag ? "not checked" : "checked");
    });
}

void add_depicted(CLI::App& depiction, const Invocation& invocation) {
    auto* add = depiction.add_subcommand("add", "Somebody is on the photo");
    auto typed = about_photo(*add);
    auto* known = add->add_option("--person", typed->person, "Id of the person");
    auto* unknown = add->add_flag("--unknown", typed->flag, "Nobody knows who it is");
    unknown->excludes(known);
    add->add_option("--slip", typed->slip, "Number of the portrait slip");
    add->add_flag("--not-recognisable", typed->not_recognisable, "From behind, too small, only hands");
    add->add_flag("--minor", typed->is_minor, "A child");
    add->add_option("--note", typed->note, "What helps to find them on the photo; no names");
    add->callback([&invocation, typed] {
        if (typed->person.empty() && !typed->flag) {
            throw CLI::ValidationError("depiction add", "say who it is with --person, or --unknown");
        }
        AddDepiction change{{typed->photo},  {},         typed->slip, !typed->not_recognisable,
                            typed->is_minor, typed->note};
        if (!typed->person.empty()) change.person = PersonId{typed->person};
        const std::string id = write_down(invocation, change);
        fmt::print("{} {}: on the photo.\n", typed->photo, id);
    });
}

void change_depicted(CLI::App& depiction, const Invocation& invocation) {
    auto* set = depiction.add_subcommand("set", "What is known now about somebody on the photo");
    auto typed = about_photo(*set);
    set->add_option("DEPICTION", typed->depiction, "Who on the photo, such as a")->required();
    set->add_option("--person", typed->person, "Id of the person");
    set->add_option("--slip", typed->slip, "Number of the portrait slip");
    set->add_option("--recognisable", typed->recognisable, "yes or no")->check(CLI::IsMember({"yes", "no"}));
    set->add_option("--minor", typed->minor, "yes or no")->check(CLI::IsMember({"yes", "no"}));
    set->callback([&invocation, typed] {
        ChangeDepiction change{{typed->photo}, typed->depiction, {}, {}, {}, {}};
        if (!typed->person.empty()) change.person = PersonId{typed->person};
        if (!typed->slip.empty()) change.slip = typed->slip;
        if (!typed->recognisable.empty()) change.recognisable = typed->recognisable == "yes";
        if (!typed->minor.empty()) change.minor = typed->minor == "yes";
        write_down(invocation, change);
        fmt::print("{} {}: written down.\n", typed->photo, typed->depiction);
    });

    auto* remove = depiction.add_subcommand("remove", "Was not on the photo after all: look again");
    auto gone = about_photo(*remove);
    remove->add_option("DEPICTION", gone->depiction, "Who on the photo, such as a")->required();
    remove->callback([&invocation, gone] {
        write_down(invocation, RemoveDepiction{{gone->photo}, gone->depiction});
        fmt::print("{} {}: taken out; check the people on it again.\n", gone->photo, gone->depiction);
    });
}

void add_depiction_commands(CLI::App& app, const Invocation& invocation) {
    auto* depiction = app.add_subcommand("depiction", "Who is on a photo");
    depiction->require_subcommand(1);
    add_depicted(*depiction, invocation);
    change_depicted(*depiction, invocation);

    auto* weigh = depiction->add_subcommand("weigh", "An unknown adult in the street, weighed by staff");
    auto typed = about_photo(*weigh);
    weigh->add_option("DEPICTION", typed->depiction, "Who on the photo, such as a")->required();
    weigh->add_option("--purpose", typed->some, "class, exhibition or booklet; several with commas")
        ->delimiter(',')
        ->required();
    weigh->add_option("--by", typed->by, "Id of who weighed it")->required();
    weigh->add_option("--reason", typed->note, "Why it does them no harm")->required();
    weigh->callback([&invocation, typed] {
        write_down(
            invocation,
            WeighDepiction{
                {typed->photo}, typed->depiction, typed->some, typed->by, typed->note, invocation.today()});
        fmt::print("{} {}: weighed.\n", typed->photo, typed->depiction);
    });
}

void add_issue_commands(CLI::App& app, const Invocation& invocation) {
    auto* issue = app.add_subcommand("issue", "Something private can be seen on a photo");
    issue->require_subcommand(1);
    const auto about = [](CLI::App& command) {
        auto typed = about_photo(command);
        command
            .add_option("ISSUE", typed->issue,
                        "house_number, address, plate, letter, screen, medicine, school, ...")
            ->required();
        return typed;
    };
    auto* add = issue->add_subcommand("add", "It can be seen");
    auto seen = about(*add);
    add->callback([&invocation, seen] {
        write_down(invocation, AddIssue{{seen->photo}, seen->issue});
        fmt::print("Photo {}: {} can be seen.\n", seen->photo, seen->issue);
    });
    auto* drop = issue->add_subcommand("drop", "It cannot be seen after all");
    auto mistaken = about(*drop);
    drop->callback([&invocation, mistaken] {
        write_down(invocation, DropIssue{{mistaken->photo}, mistaken->issue});
        fmt::print("Photo {}: no {} to be seen.\n", mistaken->photo, mistaken->issue);
    });
    auto* resolve = issue->add_subcommand("resolve", "A version does not show it any more");
    auto typed = about(*resolve);
    resolve->add_option("--version", typed->version, "The version, such as v2")->required();
    resolve->callback([&invocation, typed] {
        write_down(invocation, ResolveIssue{{typed->photo}, typed->issue, {typed->version}});
        fmt::print("Photo {}: {} does not show {}.\n", typed->photo, typed->version, typed->issue);
    });
}

template <class Word>
void add_word(CLI::App& versions, const Invocation& invocation, const char* name, const char* description) {
    auto* command = versions.add_subcommand(name, description);
    auto typed = about_photo(*command);
    command->add_option("VERSION", typed->version, "The version, such as v2")->required();
    command->callback([&invocation, typed, name] {
        if constexpr (std::is_same_v<Word, UseVersion>) {
            write_down(invocation, UseVersion{{typed->photo}, {typed->version}});
        } else {
            write_down(invocation, Word{{typed->photo}, {typed->version}, invocation.today()});
        }
        fmt::print("{} {}: {}.\n", typed->photo, typed->version, name);
    });
}

void add_version_commands(CLI::App& app, const Invocation& invocation) {
    auto* versions = app.add_subcommand("version", "Other versions of a photo: cropped, retouched");
    versions->require_subcommand(1);
    auto* record = versions->add_subcommand("record", "A version will be made; the maker has to see it");
    auto typed = about_photo(*record);
    record->add_option("VERSION", typed->version, "Its name; unless told, the next: v2");
    record->add_option("--kind", typed->kind, "crop, retouch or bw")
        ->check(CLI::IsMember({"crop", "retouch", "bw"}))
        ->required();
    record->add_option("--resolves", typed->resolves, "Private things that it does not show any more")
        ->delimiter(',');
    record->add_option("--hides", typed->some, "Who cannot be recognised on it: a,b")->delimiter(',');
    record->add_option("--note", typed->note, "What was done");
    record->callback([&invocation, typed] {
        const std::string id = write_down(
            invocation,
            AddVersion{
                {typed->photo}, {typed->version}, typed->kind, typed->resolves, typed->some, typed->note});
        fmt::print("{} {}: waits for its picture and for the maker.\n", typed->photo, id);
    });
    add_word<ApproveVersion>(*versions, invocation, "approve", "The maker saw it and says yes");
    add_word<RefuseVersion>(*versions, invocation, "refuse", "The maker saw it and says no");
    add_word<UseVersion>(*versions, invocation, "use", "The version to show from now on");
}

}  // namespace

std::string write_down(const Invocation& invocation, const Change& change) {
    return Catalogue::open(invocation.library, Access::ReadWrite).change(change);
}

void add_looking_commands(CLI::App& app, Invocation& invocation) {
    add_photo_commands(app, invocation);
    add_depiction_commands(app, invocation);
    add_issue_commands(app, invocation);
    add_version_commands(app, invocation);
}

}  // namespace catalogue
