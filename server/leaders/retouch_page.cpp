// Cutting a photo and covering parts of it: another version of it, for which the maker is asked.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "ingest/retouch.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/photo_versions.hpp"
#include "server/leaders/retouch_form.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::Photo;

/// The version that every change begins with: as it was taken.
catalogue::VersionId original_of(const Photo& photo) {
    const auto found = std::ranges::find_if(photo.versions, is_original);
    return found == photo.versions.end() ? catalogue::VersionId{"v1"} : found->id;
}

/// Its picture, if it is in.
std::optional<catalogue::Picture> picture_to_change(const Visit& visit, const Photo& photo) {
    return visit.desk.picture(photo.id, original_of(photo));
}

/// What the page has to say beside the form.
struct Said {
    std::string told;     // what went wrong as a whole
    std::string preview;  // the query of the preview's address; empty: none
    int status = 200;
};

Answer show(const Visit& visit, const Photo& photo, const TypedRetouch& typed, const Said& said) {
    Fields fields;
    put_picture(visit, photo, original_of(photo), fields);
    put_retouch(visit, photo, typed, fields);
    fields.put("page_title", visit.say("retouch.title"))
        .put("heading", called(visit, photo))
        .put("told", said.told)
        .put("has_told", !said.told.empty())
        .put("previewed", !said.preview.empty())
        .put("preview", said.preview)
        .put("mark", visit.desk.mark({{"photos", photo.id.value}}));
    return page(visit, "retouch", std::move(fields), said.status);
}

// A number that no version of this photo has.
catalogue::VersionId free_version(const Photo& photo) {
    std::size_t number = photo.versions.size() + 1;
    while (photo.version({fmt::format("v{}", number)}) != nullptr) ++number;
    return {fmt::format("v{}", number)};
}

catalogue::AddVersion version_for(const Photo& photo, const TypedRetouch& typed,
                                  const ingest::Retouch& retouch) {
    catalogue::AddVersion version;
    version.photo = photo.id;
    version.version = free_version(photo);
    version.kind = retouch.covered.empty() ? "crop" : "retouch";
    for (const std::string& issue : photo.content_issues) {
        if (std::ranges::count(typed.resolves, issue) > 0) version.resolves.push_back(issue);
    }
    for (const catalogue::Depiction& each : photo.depictions) {
        if (std::ranges::count(typed.hides, each.id) > 0) version.hides.push_back(each.id);
    }
    return version;
}

// The pixels are worked on before anybody else has to wait for the library.
Answer keep(const Visit& visit, const Photo& photo, const TypedRetouch& typed,
            const ingest::Retouch& retouch) {
    const std::vector<catalogue::RecordName> record = {{"photos", photo.id.value}};
    const std::string changed = stale(visit, record);
    if (!changed.empty()) return show(visit, photo, typed, {changed, in_query(retouch), 409});
    const auto picture = picture_to_change(visit, photo);
    const std::string jpeg = picture ? ingest::retouched(*picture, retouch) : std::string{};
    if (jpeg.empty()) return show(visit, photo, typed, {visit.say("retouch.unreadable"), {}, 422});
    const catalogue::AddVersion version = version_for(photo, typed, retouch);
    const std::string page = "/fotos/" + photo.id.value;
    const std::string what = noted("photo.did", {called_in_note(visit, photo), noted("retouch.made")});
    try {
        const auto step = perform(visit, what, page, [&](catalogue::Catalogue& catalogue) {
            catalogue.change(version);
            ingest::add_made_version(catalogue, {version.photo, version.version}, jpeg, visit.today);
        });
        return go_after(page + "?versie=" + version.version.value + "#versies", step);
    } catch (const catalogue::LibraryInUse&) {
        throw;
    } catch (const catalogue::CannotWork&) {
        return show(visit, photo, typed, {visit.say("retouch.same"), {}, 422});
    }
}

}  // namespace

Answer retouch_page(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    if (photo == nullptr) return no_such_photo(visit);
    if (!picture_to_change(visit, *photo)) {
        return message(visit, 200, visit.say("retouch.title"), visit.say("photo.not_in"));
    }
    return show(visit, *photo, {}, {});
}

Answer retouch_photo(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    if (photo == nullptr) return no_such_photo(visit);
    TypedRetouch typed = retouch_typed(visit);
    const auto retouch = read_retouch(visit, typed);
    if (!retouch) return show(visit, *photo, typed, {visit.say("retouch.wrong"), {}, 422});
    if (*retouch == ingest::Retouch{}) {
        return show(visit, *photo, typed, {visit.say("retouch.nothing"), {}, 422});
    }
    if (visit.form.text("wat") == "bewaar") return keep(visit, *photo, typed, *retouch);
    return show(visit, *photo, typed, {{}, in_query(*retouch), 200});
}

Answer retouch_preview(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    const auto picture = photo == nullptr ? std::nullopt : picture_to_change(visit, *photo);
    const auto retouch = of_query(visit.query);
    if (!picture || !retouch) return no_such_photo(visit);
    constexpr int size = 1000;
    const std::string jpeg = ingest::retouched_preview(*picture, *retouch, size);
    if (jpeg.empty()) return no_such_photo(visit);
    return content(visit.request, jpeg, "image/jpeg", Keep::Never);
}

}  // namespace server::leaders
