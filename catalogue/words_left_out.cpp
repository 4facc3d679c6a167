#include "catalogue/words_left_out.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace catalogue {

std::vector<PersonId> authors_left_out(const World& world, Channel channel, Day now,
                                       const std::set<TextId>& standing) {
    std::vector<PersonId> authors;
    for (const Text& text : world.texts) {
        if (text.kind != "story" || standing.contains(text.id) || approved_words(text, now).empty()) continue;
        const bool known = std::ranges::find(authors, text.author) != authors.end();
        if (!known && judge(world, text, channel, now).empty()) authors.push_back(text.author);
    }
    return authors;
}

std::vector<PersonId> authors_left_out(const Catalogue& catalogue, Channel channel, Day now,
                                       const std::set<TextId>& standing) {
    const database::Connection connection(catalogue.folder() / "catalogue.db", database::Mode::ReadOnly);
    return authors_left_out(course_file::read_world(read_course_records(connection)), channel, now, standing);
}

}  // namespace catalogue
