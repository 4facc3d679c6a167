#include "catalogue/cleared.hpp"

#include "catalogue/addresses.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/shown_name.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

/// A photo with what puts it in its place among the others.
struct Ranked {
    ClearedPhoto shown;
    // Photos under another name form than the maker's usual one come after all others, in an order that
    // follows from nothing: between the maker's other photos their place would tell the name.
    bool apart = false;
    bool by_staff = false;  // the makers come first
    std::string code;
    std::string taken;

    auto rank() const {
        return std::tuple<bool, bool, std::string_view, std::string_view, std::string_view>{
            apart, by_staff, apart ? std::string_view{} : code, apart ? std::string_view{} : taken,
            apart ? shown.address : shown.photo.value};
    }
};

Words words_allowed(const World& world, const std::optional<TextId>& id, Channel channel, Day now) {
    const Text* text = id ? world.text(*id) : nullptr;
    if (text == nullptr || !judge(world, *text, channel, now).empty()) return {};
    return approved_words(*text, now);
}

struct Asking {
    const World& world;
    const Pictures& pictures;
    const Addresses& addresses;
    Channel channel;
    Day now;
};

std::optional<Ranked> clear(const Asking& asking, const Photo& photo) {
    const PhotoJudgement judgement = judge(asking.world, photo, asking.channel, asking.now);
    if (!judgement.allowed()) return std::nullopt;
    // The version that was cleared, or nothing: another version's picture shows what this one hides.
    const auto picture = asking.pictures.find({photo.id, judgement.version});
    if (picture == asking.pictures.end()) return std::nullopt;

    const Person& maker = *asking.world.person(photo.attribution.person);
    const NameForm usual = general_name(asking.world, maker, asking.channel, asking.now);
    Ranked ranked;
    ranked.apart = judgement.name != usual;
    ranked.by_staff = maker.role == Role::Staff;
    ranked.code = maker.code.empty() ? maker.id.value : maker.code;
    ranked.taken = photo.taken_true.empty() ? photo.taken_camera : photo.taken_true;
    ranked.shown = {
        photo.id,
        judgement.version,
        maker.id,
        shown_name(maker, judgement.name),
        words_allowed(asking.world, photo.title, asking.channel, asking.now),
        words_allowed(asking.world, photo.caption, asking.channel, asking.now),
        photo.alt,
        picture->second,
        asking.addresses.of(rule_of(asking.channel).name, photo.id.value, judgement.version.value)};
    return ranked;
}

/// Those of the photos that may be shown, in their order.
std::vector<ClearedPhoto> clear_all(const Asking& asking, const std::vector<const Photo*>& asked) {
    std::vector<Ranked> ranked;
    for (const Photo* photo : asked) {
        if (auto cleared = clear(asking, *photo)) ranked.push_back(*std::move(cleared));
    }
    std::ranges::sort(ranked, [](const Ranked& a, const Ranked& b) { return a.rank() < b.rank(); });
    std::vector<ClearedPhoto> photos;
    photos.reserve(ranked.size());
    for (Ranked& each : ranked) photos.push_back(std::move(each.shown));
    return photos;
}

std::vector<const Photo*> photos_of(const World& world) {
    std::vector<const Photo*> photos;
    photos.reserve(world.photos.size());
    for (const Photo& photo : world.photos) photos.push_back(&photo);
    return photos;
}

std::vector<const Photo*> photos_with(const World& world, std::span<const PhotoId> ids) {
    std::vector<const Photo*> photos;
    for (const PhotoId& id : ids) {
        if (const Photo* photo = world.photo(id)) photos.push_back(photo);
    }
    return photos;
}

// A story stands under the maker's usual name, so only beside photos that carry that name too.
std::vector<const Text*> stories_beside(const Asking& asking, const ClearedPhoto& first,
                                        const std::vector<PhotoId>& beside) {
    std::vector<const Text*> stories;
    const Person& maker = *asking.world.person(first.maker);
    if (general_name(asking.world, maker, asking.channel, asking.now) != first.name.form) return stories;
    for (const Text& text : asking.world.texts) {
        if (text.kind != "story" || text.author != maker.id || approved_words(text, asking.now).empty())
            continue;
        if (text.photo && std::ranges::find(beside, *text.photo) == beside.end()) continue;
        if (judge(asking.world, text, asking.channel, asking.now).empty()) stories.push_back(&text);
    }
    return stories;
}

}  // namespace

std::filesystem::path rendition_path(const std::filesystem::path& renditions, const PictureId& picture,
                                     int width) {
    return renditions / picture.value.substr(0, 2) / fmt::format("{}-{}.jpg", picture.value, width);
}

std::optional<std::filesystem::path> existing_rendition(const std::filesystem::path& renditions,
                                                        const PictureId& picture, int width) {
    std::filesystem::path path = rendition_path(renditions, picture, width);
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
    return path;
}

template <Channel channel>
std::vector<Cleared<channel>> Catalogue::cleared(Day now) const {
    const Asking asking{rooms_->world(), rooms_->pictures(), rooms_->addresses, channel, now};
    std::vector<Cleared<channel>> photos;
    for (ClearedPhoto& shown : clear_all(asking, photos_of(asking.world))) {
        photos.push_back(Cleared<channel>(std::move(shown), rooms_->folder / "renditions"));
    }
    return photos;
}

template <Channel channel>
std::vector<Cleared<channel>> Catalogue::cleared(Day now, std::span<const PhotoId> photos) const {
    const Asking asking{rooms_->world(), rooms_->pictures(), rooms_->addresses, channel, now};
    std::vector<Cleared<channel>> cleared;
    cleared.reserve(photos.size());
    for (ClearedPhoto& shown : clear_all(asking, photos_with(asking.world, photos))) {
        cleared.push_back(Cleared<channel>(std::move(shown), rooms_->folder / "renditions"));
    }
    return cleared;
}

template <Channel channel>
std::optional<Cleared<channel>> Catalogue::cleared_at(Day now, std::string_view address) const {
    const auto found = rooms_->at_address(channel, address);
    if (!found) return std::nullopt;
    for (Cleared<channel>& photo : cleared<channel>(now, std::span{&found->first, 1})) {
        // Its version in use by now may be another one, with an address of its own.
        if (photo->address == address) return std::move(photo);
    }
    return std::nullopt;
}

template <Channel channel>
std::vector<Chapter<channel>> Catalogue::chapters(Day now) const {
    const Asking asking{rooms_->world(), rooms_->pictures(), rooms_->addresses, channel, now};
    std::vector<Chapter<channel>> chapters;
    std::map<std::pair<PersonId, NameForm>, std::size_t> begun;
    for (Cleared<channel>& photo : cleared<channel>(now)) {
        const auto [place, is_new] = begun.try_emplace({photo->maker, photo->name.form}, chapters.size());
        if (is_new) chapters.push_back({photo->name, {}, {}});
        chapters[place->second].photos.push_back(std::move(photo));
    }
    for (Chapter<channel>& chapter : chapters) {
        std::vector<PhotoId> beside;
        for (const auto& photo : chapter.photos) beside.push_back(photo->photo);
        for (const Text* story : stories_beside(asking, *chapter.photos.front(), beside)) {
            chapter.stories.push_back(ClearedText<channel>(story->id, approved_words(*story, now)));
        }
    }
    return chapters;
}

#define INBEELD_CLEARED(channel)                                                                     \
    template std::vector<Cleared<Channel::channel>> Catalogue::cleared<Channel::channel>(Day) const; \
    template std::vector<Cleared<Channel::channel>> Catalogue::cleared<Channel::channel>(            \
        Day, std::span<const PhotoId>) const;                                                        \
    template std::optional<Cleared<Channel::channel>> Catalogue::cleared_at<Channel::channel>(       \
        Day, std::string_view) const;                                                                \
    template std::vector<Chapter<Channel::channel>> Catalogue::chapters<Channel::channel>(Day) const;

INBEELD_CLEARED(ClassView)
INBEELD_CLEARED(ExhibitionPrint)
INBEELD_CLEARED(WindowPrint)
INBEELD_CLEARED(PracticePrint)
INBEELD_CLEARED(PracticeScreen)
INBEELD_CLEARED(BookletPrint)
INBEELD_CLEARED(BookletPdf)
INBEELD_CLEARED(Site)
INBEELD_CLEARED(SocialPost)
INBEELD_CLEARED(PressKit)
INBEELD_CLEARED(Report)
INBEELD_CLEARED(Recruit)
INBEELD_CLEARED(ArchiveKeep)

#undef INBEELD_CLEARED

}  // namespace catalogue
