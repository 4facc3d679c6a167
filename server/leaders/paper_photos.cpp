#include "server/leaders/paper_photos.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/paper_order.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

constexpr std::size_t most_in_form = 60;

std::string maker_of(const catalogue::Photo& photo) {
    return photo.attribution.person ? photo.attribution.person->value : std::string{};
}

std::vector<Fields> to_tick(const Visit& visit, const std::vector<PaperPhoto>& photos) {
    std::vector<Fields> rows;
    for (const PaperPhoto& each : photos) {
        Fields row;
        put_picture(visit, *each.photo, each.version, row);
        const auto ticked = visit.form.all("foto");
        rows.push_back(row.put("called", called(visit, *each.photo))
                           .put("ticked", std::ranges::count(ticked, each.photo->id.value) > 0));
    }
    return rows;
}

std::vector<Fields> by_maker(const Visit& visit, const std::vector<PaperPhoto>& photos) {
    std::vector<std::pair<std::string, std::size_t>> counts;
    for (const PaperPhoto& each : photos) {
        const std::string maker = maker_of(*each.photo);
        if (counts.empty() || counts.back().first != maker) counts.emplace_back(maker, 0);
        ++counts.back().second;
    }
    std::vector<Fields> rows;
    for (const auto& [maker, count] : counts) {
        rows.push_back(Fields{}
                           .put("maker", maker)
                           .put("name", catalogue::name_of(visit.desk.world(), catalogue::PersonId{maker}))
                           .put("count", fmt::format("{}", count)));
    }
    return rows;
}

}  // namespace

std::vector<PaperPhoto> photos_on_paper(const Visit& visit, catalogue::Channel channel,
                                        const std::string& maker) {
    const catalogue::World& world = visit.desk.world();
    std::map<std::pair<std::string, std::string>, std::vector<PaperPhoto>> makers;  // by code, then id
    for (const catalogue::Photo& photo : world.photos) {
        const catalogue::Person* person = world.person(photo.attribution.person);
        const bool asked = photo.chosen == catalogue::Chosen::Yes && person != nullptr &&
                           (maker.empty() || person->id.value == maker);
        if (!asked) continue;
        const auto judgement = catalogue::judge(world, photo, channel, visit.today);
        if (judgement.allowed())
            makers[{person->code, person->id.value}].push_back({&photo, judgement.version});
    }
    std::vector<PaperPhoto> all;
    for (auto& [code, photos] : makers) all.insert(all.end(), photos.begin(), photos.end());
    return all;
}

bool put_photos(const Visit& visit, catalogue::Channel channel, const std::string& paper, Fields& form) {
    const auto photos = photos_on_paper(visit, channel);
    const bool few = photos.size() <= most_in_form;
    form.put("has_photos", few && photos.size() > 1)
        .put("photos", few ? to_tick(visit, photos) : std::vector<Fields>{})
        .put("has_makers", !few)
        .put("photo_makers", few ? std::vector<Fields>{} : by_maker(visit, photos))
        .put("paper", paper);
    return photos.size() > 1;
}

// All of one maker's photos for a paper, with the form that makes it.
Answer paper_photos_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const Paper* paper = paper_named(visit.name(0));
    const catalogue::PersonId maker{visit.name(1)};
    const bool fine = paper != nullptr && paper->by_photo() && visit.desk.world().persons.contains(maker);
    if (!fine) return message(visit, 404, visit.say("paper.what_heading"), visit.say("paper.what"));
    auto photos = to_tick(visit, photos_on_paper(visit, *paper->shows, maker.value));
    const bool none = photos.empty();
    return page(visit, "paper_photos",
                Fields{}
                    .put("page_title", catalogue::name_of(visit.desk.world(), maker))
                    .put("what", visit.words().at("job." + std::string{paper->name}))
                    .put("kind", std::string{paper->name})
                    .put("maker", maker.value)
                    .put("none", none)
                    .put("photos", std::move(photos)));
}

}  // namespace server::leaders
