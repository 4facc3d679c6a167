// The versions of a photo, and what its maker says of them.

#include "server/leaders/photo_versions.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <string>
#include <vector>

namespace server::leaders {

namespace {

using catalogue::MakersWord;
using catalogue::PhotoVersion;

std::string kind_of(const Visit& visit, const PhotoVersion& version) {
    if (version.kind == "crop") return visit.say("version.crop");
    if (version.kind == "retouch") return visit.say("version.retouch");
    if (version.kind == "bw") return visit.say("version.bw");
    return visit.say("version.original");
}

std::string word_on(const Visit& visit, const PhotoVersion& version) {
    if (is_original(version)) return {};
    if (version.approved == MakersWord::Approved) return visit.say("version.approved");
    if (version.approved == MakersWord::Refused) return visit.say("version.refused");
    return visit.say("version.waits");
}

}  // namespace

bool is_original(const PhotoVersion& version) {
    return version.kind == "original" || (version.kind.empty() && version.id.value == "v1");
}

bool waits_for_maker(const PhotoVersion& version) {
    return !is_original(version) &&
           (version.approved == MakersWord::NotAsked || version.approved == MakersWord::Waits);
}

std::vector<Fields> versions_of(const Visit& visit, const catalogue::Photo& photo,
                                const catalogue::VersionId& on_view) {
    std::vector<Fields> rows;
    for (const PhotoVersion& version : photo.versions) {
        const bool original = is_original(version);
        const auto picture = visit.desk.picture(photo.id, version.id);
        rows.push_back(Fields{}
                           .put("version_id", version.id.value)
                           .put("kind", kind_of(visit, version))
                           .put("word", word_on(visit, version))
                           .put("waits", waits_for_maker(version))
                           .put("has_image", picture && visit.desk.rendition(*picture, 320))
                           .put("can_yes", !original && version.approved != MakersWord::Approved)
                           .put("can_no", !original && version.approved != MakersWord::Refused)
                           .put("in_use", version.id == photo.use_version)
                           .put("on_view", version.id == on_view));
    }
    return rows;
}

Answer say_of_version(const Visit& visit) {
    const catalogue::Photo* photo = photo_here(visit, visit.name(0));
    if (photo == nullptr) return no_such_photo(visit);
    const catalogue::VersionId version{visit.form.text("versie")};
    const std::string word = visit.form.text("wat");
    const bool known = word == "goed" || word == "niet" || word == "gebruik";
    if (!known || photo->version(version) == nullptr) return nothing_done(visit);
    std::string what = noted("version.used");
    if (word == "goed") what = noted("version.approved");
    if (word == "niet") what = noted("version.refused");
    const catalogue::PhotoId id = photo->id;
    return after_photo(visit, *photo, what, [&](catalogue::Catalogue& catalogue) {
        if (word == "goed") catalogue.change(catalogue::ApproveVersion{id, version, visit.today});
        if (word == "niet") catalogue.change(catalogue::RefuseVersion{id, version, visit.today});
        if (word == "gebruik") catalogue.change(catalogue::UseVersion{id, version});
    });
}

}  // namespace server::leaders
