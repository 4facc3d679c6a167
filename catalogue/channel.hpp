#pragma once

#include "catalogue/name_form.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace catalogue {

/// What a person is asked about; one row on the form (DOMAIN §1.3).
enum class Purpose {
    Class,
    Exhibition,
    Window,
    PracticeWall,
    PracticeScreen,
    Booklet,
    Website,
    Social,
    Press,
    Accountability,
    Recruitment,
    Archive
};

/// A way in which a photo can be seen. A channel may need several purposes (DOMAIN §1.3).
enum class Channel {
    ClassView,
    ExhibitionPrint,
    WindowPrint,
    PracticePrint,
    PracticeScreen,
    BookletPrint,
    BookletPdf,
    Site,
    SocialPost,
    PressKit,
    Report,
    Recruit,
    ArchiveKeep
};

/// Whether what was shown can be taken back: at once, by fetching it, or not at all.
enum class PullBack { Digital, Physical, Permanent };

struct ChannelRule {
    Channel channel;
    std::string_view name;              // as the course file and the command line spell it: "booklet_pdf"
    std::span<const Purpose> purposes;  // all must be granted
    NameForm ceiling;                   // the most that may be told of a name
    PullBack pull_back;
};

/// All channels, in the order of DOMAIN §1.3.
std::span<const ChannelRule> channels();
const ChannelRule& rule_of(Channel channel);
std::optional<Channel> channel_named(std::string_view name);

std::string_view name_of(Purpose purpose);
std::optional<Purpose> purpose_named(std::string_view name);
std::span<const Purpose> purposes();

}  // namespace catalogue
