#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"   // IWYU pragma: export
#include "catalogue/course_change.hpp"  // IWYU pragma: export
#include "catalogue/dutch_reasons.hpp"  // IWYU pragma: export
#include "catalogue/subject_state.hpp"  // IWYU pragma: export
#include "catalogue/world.hpp"          // IWYU pragma: export

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

/// What the leaders did in one go, so that it can be undone from the page where it was done.
struct Step {
    std::int64_t number = 0;
    std::string at;    // ISO 8601 local date-time
    std::string who;   // name of the account
    std::string what;  // Dutch, for the leaders: "Foto van Ria"
    std::string page;  // path to go back to
    bool undone = false;
};

/// A record of the course: "photos" and "p01", or "part" and "course".
struct RecordName {
    std::string list;
    std::string id;
};

enum class Undo {
    Done,
    ChangedSince,  // somebody changed the same afterwards; nothing was undone
    Gone,          // there is no such step, or it was undone already
    CannotBe,      // something was built on it meanwhile
};

/// The leaders' desk: all records of the course to look at, without judging who may see them, and changes
/// that can be undone. For signed-in leaders only; nothing of it is for the public.
class Desk {
 public:
    /// Throws CannotWork when there is no library.
    explicit Desk(const std::filesystem::path& library);
    Desk(Desk&&) noexcept;
    ~Desk();

    /// The same library, for everything that the catalogue answers itself.
    const Catalogue& catalogue() const;
    bool has_course() const;
    /// Read again after every commit of anybody. Empty while there is no course. What it gave before stays
    /// where it is until forget_earlier(), so that a page can hold on to a photo of it.
    const World& world() const;
    void forget_earlier();
    /// The picture of one version of a photo, if it is in the library and may be looked at.
    std::optional<Picture> picture(const PhotoId& photo, const VersionId& version) const;
    std::optional<std::filesystem::path> rendition(const Picture& picture, int width) const;

    /// A text in a part of the course file, such as "time" in "course"; empty when it is not there.
    std::string text_of_part(std::string_view part, std::string_view key) const;
    /// The same in one record of a list, such as "model" of camera "cam07".
    std::string text_of_record(const RecordName& record, std::string_view key) const;

    /// Changes with the records: what a page was made of, to see whether it is stale.
    std::string mark(const std::vector<RecordName>& records) const;
    /// Marks a person together with the answers that they gave.
    std::string mark_of_person(const PersonId& person) const;
    /// Who last changed one of these from a page, and when; empty: nobody that we know.
    std::optional<Step> last_change(const std::vector<RecordName>& records) const;

    /// Does something that changes the course, alone, and keeps how it was before. Answers the number of the
    /// step; 0 when nothing changed. `label.number` and `label.undone` are not looked at. What `work` throws
    /// goes through, after what it had changed by then was put back.
    std::int64_t perform(const Step& label, const std::function<void(Catalogue&)>& work);
    /// Puts back how it was before. A withdrawn or given answer stays in the log, and another one after it
    /// says as it was before.
    Undo undo(std::int64_t step, const Step& label);
    std::optional<Step> step(std::int64_t number) const;
    std::vector<Step> last_steps(int most) const;

 private:
    struct Rooms;
    std::unique_ptr<Rooms> rooms_;
};

}  // namespace catalogue
