#pragma once

#include "catalogue/database/sqlite.hpp"
#include "catalogue/identifiers.hpp"

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The screens in waiting rooms: which there are, what each was told to show and what it told back.
namespace catalogue {

using ScreenId = Id<struct ScreenKind>;

/// How a screen behaves, as the leaders set it.
struct ScreenWishes {
    int lease_seconds = 24 * 3600;  // shows people's photos so long without contact: an hour to seven days
    int seconds = 10;               // a slide: 8 to 12
    bool fade = true;               // a slow cross-fade between slides; false: at once
    int turned = 0;                 // degrees clockwise that the picture is turned: 0, 90, 180, 270
    std::string hours;              // "ma-vr 08:00-18:00; za 09:00-12:00"; empty: always on

    friend bool operator==(const ScreenWishes&, const ScreenWishes&) = default;
};

/// Hours in which a screen is on, on one day of the week.
struct OpenHours {
    int weekday = 1;  // Monday is 1 (ISO 8601)
    int from = 0;     // minutes after midnight
    int until = 0;    // first minute in which it is off again

    friend bool operator==(const OpenHours&, const OpenHours&) = default;
};

/// Reads "ma-vr 08:00-18:00; za,zo 20:00-02:00", which ends on the next day. Empty text gives no hours:
/// always on. Throws CannotWork.
std::vector<OpenHours> parse_hours(std::string_view text);

/// What a screen said when it was last heard of.
struct ScreenBeat {
    std::string at;      // ISO 8601 local date-time
    std::string list;    // the version of the list that it keeps to; it holds nothing that is not on it
    std::string shows;   // public address of the photo on show; empty: none
    std::string state;   // "speelt", "rust", "dicht", "verlopen", "weg"
    std::string build;   // of the page that it runs
    std::string size;    // "1920x1080"
    std::string fault;   // the last thing that went wrong; empty: nothing
    int megabytes = 0;   // of memory, where the browser tells
    int up_seconds = 0;  // since the page was loaded
};

struct Screen {
    ScreenId id;
    PracticeId practice;
    std::string label;  // "wachtkamer begane grond"; may be empty
    std::string made_at;
    std::string revoked_at;  // empty: in use
    ScreenWishes wishes;
    int reloads = 0;       // how often the leaders asked it to load itself anew
    std::string contact;   // when it last asked for its list; empty: never
    std::string shows_by;  // until when it may show what it was told then; empty: nothing
    std::string list;      // version of the list that it was told then
    ScreenBeat beat;       // last one; `at` empty: none

    bool in_use() const { return revoked_at.empty(); }
};

/// A photo on a screen, or that was on it.
struct OnScreen {
    ScreenId screen;
    PhotoId photo;
    std::string told;  // when the screen was last told that it may show it
    std::string gone;  // when the screen told that it has it no more; empty: it has not
};

/// A photo as a screen was told of it.
struct TellPhoto {
    PhotoId photo;
    std::string address;
};

/// A list that a screen was answered with.
struct ToldList {
    std::vector<TellPhoto> photos;
    std::string version;
    std::string at;     // ISO 8601 local date-time
    std::string until;  // it may show the list's photos as long as this
};

/// `library`/screens.db. It stands apart from the catalogue, because screens write in it all day and the
/// catalogue is read anew after each of its own commits. Nobody's name or face is in it. Safe to call from
/// several threads and programs. Everything throws CannotWork.
class Screens {
 public:
    /// Makes the file where there is none.
    explicit Screens(const std::filesystem::path& library);

    struct Added {
        ScreenId id;
        std::string token;  // 22 characters of base64url, told once: only its hash is kept
    };
    Added add(const PracticeId& practice, const std::string& label, const ScreenWishes& wishes,
              const std::string& at);
    /// Its address stops working, and it throws away what it has as soon as it hears of it.
    void revoke(const ScreenId& screen, const std::string& at);
    void set(const ScreenId& screen, const ScreenWishes& wishes);
    void reload(const ScreenId& screen);

    /// In the order in which they were added.
    std::vector<Screen> all() const;
    Screen screen(const ScreenId& screen) const;
    std::optional<Screen> with_token(std::string_view token) const;

    /// What this practice does not show, though it may: its own patients, say. A photo's id or a maker's.
    void keep_off(const PracticeId& practice, const std::string& photo_or_person);
    void let_on(const PracticeId& practice, const std::string& photo_or_person);
    std::vector<std::string> kept_off(const PracticeId& practice) const;

    void told(const ScreenId& screen, const ToldList& list);
    /// What it keeps to that list for is gone from it: everything of other lists.
    void heard(const ScreenId& screen, const ScreenBeat& beat);
    /// Screens that were told of photos which are not in `may`, so that they are to lose them.
    std::vector<OnScreen> to_lose(const std::vector<PhotoId>& may) const;

    /// Changes whenever another connection has written about the screens themselves.
    std::int64_t revision() const;

 private:
    mutable std::mutex mutex_;
    mutable database::Connection connection_;
};

}  // namespace catalogue
