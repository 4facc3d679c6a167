#include "catalogue/channel.hpp"

#include "catalogue/name_form.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace catalogue {

namespace {

constexpr std::array all_purposes = {Purpose::Class,          Purpose::Exhibition,     Purpose::Window,
                                     Purpose::PracticeWall,   Purpose::PracticeScreen, Purpose::Booklet,
                                     Purpose::Website,        Purpose::Social,         Purpose::Press,
                                     Purpose::Accountability, Purpose::Recruitment,    Purpose::Archive};

constexpr std::array<std::string_view, all_purposes.size()> purpose_names = {
    "class",   "exhibition", "window", "practice_wall",  "practice_screen", "booklet",
    "website", "social",     "press",  "accountability", "recruitment",     "archive"};

constexpr std::array booklet_and_website = {Purpose::Booklet, Purpose::Website};

constexpr std::span<const Purpose> only(Purpose purpose) {
    return std::span{all_purposes}.subspan(static_cast<std::size_t>(purpose), 1);
}

// DOMAIN §1.3, in its order, which is also the order of enum Channel.
constexpr std::array<ChannelRule, 13> rules = {{
    {Channel::ClassView, "class_view", only(Purpose::Class), NameForm::First, PullBack::Digital},
    {Channel::ExhibitionPrint, "exhibition_print", only(Purpose::Exhibition), NameForm::Full,
     PullBack::Physical},
    {Channel::WindowPrint, "window_print", only(Purpose::Window), NameForm::First, PullBack::Physical},
    {Channel::PracticePrint, "practice_print", only(Purpose::PracticeWall), NameForm::First,
     PullBack::Physical},
    {Channel::PracticeScreen, "practice_screen", only(Purpose::PracticeScreen), NameForm::First,
     PullBack::Digital},
    {Channel::BookletPrint, "booklet_print", only(Purpose::Booklet), NameForm::Full, PullBack::Permanent},
    {Channel::BookletPdf, "booklet_pdf", booklet_and_website, NameForm::Full, PullBack::Permanent},
    {Channel::Site, "site", only(Purpose::Website), NameForm::Full, PullBack::Digital},
    {Channel::SocialPost, "social_post", only(Purpose::Social), NameForm::First, PullBack::Permanent},
    {Channel::PressKit, "press_kit", only(Purpose::Press), NameForm::Full, PullBack::Permanent},
    {Channel::Report, "report", only(Purpose::Accountability), NameForm::Anonymous, PullBack::Permanent},
    {Channel::Recruit, "recruit", only(Purpose::Recruitment), NameForm::First, PullBack::Physical},
    {Channel::ArchiveKeep, "archive_keep", only(Purpose::Archive), NameForm::Full, PullBack::Digital},
}};

}  // namespace

std::span<const ChannelRule> channels() {
    return rules;
}

const ChannelRule& rule_of(Channel channel) {
    return rules.at(static_cast<std::size_t>(channel));
}

std::optional<Channel> channel_named(std::string_view name) {
    for (const ChannelRule& rule : rules) {
        if (rule.name == name) return rule.channel;
    }
    return std::nullopt;
}

std::string_view name_of(Purpose purpose) {
    return purpose_names.at(static_cast<std::size_t>(purpose));
}

std::optional<Purpose> purpose_named(std::string_view name) {
    const auto* const found = std::ranges::find(purpose_names, name);
    if (found == purpose_names.end()) return std::nullopt;
    return all_purposes.at(static_cast<std::size_t>(found - purpose_names.begin()));
}

std::span<const Purpose> purposes() {
    return all_purposes;
}

}  // namespace catalogue
