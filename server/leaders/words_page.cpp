// Words that wait for their maker.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"
#include "server/words.hpp"

#include <string>
#include <utility>
#include <vector>

namespace server::leaders {

Answer words_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const catalogue::World& world = visit.desk.world();
    std::vector<Fields> waiting;
    for (const catalogue::Text& text : world.texts) {
        if (text.approved_at) continue;
        const auto kind = visit.words().find("kind." + text.kind);
        waiting.push_back(Fields{}
                              .put("kind", kind == visit.words().end() ? text.kind : kind->second)
                              .put("author_id", text.author.value)
                              .put("author", catalogue::name_of(world, text.author))
                              .put("has_photo", text.photo.has_value())
                              .put("photo", text.photo ? text.photo->value : std::string{})
                              .put("sensitive", text.sensitive == catalogue::Sensitive::Yes)
                              .put("wordings", server::as_fields(text.words)));
    }
    const bool none = waiting.empty();
    return page(visit, "words",
                Fields{}
                    .put("page_title", visit.say("words.title"))
                    .put("none", none)
                    .put("waiting", std::move(waiting)));
}

}  // namespace server::leaders
