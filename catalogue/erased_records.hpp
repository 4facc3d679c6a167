#pragma once

#include "catalogue/course_editor.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/world.hpp"

#include <set>
#include <string>
#include <vector>

namespace catalogue {

/// A made file in the ledger from which something was taken out.
struct ForgottenOutput {
    std::string id;
    std::string kind;
    std::string file;
    std::string sha256;
    bool was_printed = false;  // then copies are with others; if not, the file itself has to go
};

/// Takes photos and texts out of the records, for good, within a transaction. Files are only named; they go
/// when everything else is sure.
class RecordEraser {
 public:
    RecordEraser(database::Connection& connection, const World& world)
        : connection_(connection), world_(world), course_(connection) {}

    /// Printed copies may still hang: their tasks need the number of the photo, and nothing else of it stays.
    void erase(const Photo& photo, Day on);
    void erase(const Text& text);
    /// The words that belonged to erased photos.
    void erase_words_of_erased_photos();
    /// Photos no longer name texts that are gone, and no made file does.
    std::vector<ForgottenOutput> forget_what_is_gone();

    bool is_gone(const PhotoId& photo) const { return gone_photos_.contains(photo.value); }
    int photos() const { return static_cast<int>(gone_photos_.size()); }
    int texts() const { return static_cast<int>(gone_texts_.size()); }
    /// Whose masters and screen sizes are to be destroyed.
    const std::vector<PictureId>& pictures() const { return pictures_; }

 private:
    void erase_pictures(const PhotoId& photo);
    void keep_from_coming_back(const PhotoId& photo);
    bool forget_in(course_file::Json& output) const;
    void unlink_words();

    database::Connection& connection_;
    const World& world_;
    CourseEditor course_;
    std::vector<PictureId> pictures_;
    std::set<std::string> gone_photos_;
    std::set<std::string> gone_texts_;
};

}  // namespace catalogue
