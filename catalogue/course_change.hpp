#pragma once

#include "catalogue/channel.hpp"
#include "catalogue/course.hpp"
#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What the leaders write down about the course itself, each as a value for change_course.
namespace catalogue {

class Catalogue;

/// Where and when; what is empty is taken out.
struct DescribeCourse {
    std::string title;
    std::string place;
    std::string time;  // "10.00–12.00 uur"
    std::string organisation;
    std::string privacy_email;
    std::string phone;  // to call when somebody wants to stop
};

/// All meetings anew, in their order.
struct PlanMeetings {
    std::vector<Meeting> meetings;
};

struct PlanExhibition {
    Exhibition exhibition;
};

/// A practice with a waiting room, or another place that sent people. Answers the id. practice: empty for a
/// new one.
struct SetPractice {
    PracticeId practice;
    std::string organisation;
    std::string email;
    bool has_screen = false;
};

/// Answers the id. camera: empty for a new one.
struct SetCamera {
    CameraId camera;
    std::string brand;
    std::string model;
    std::string serial;  // of its body; by it a photo tells from which camera it comes
};

/// The maker chose the photo for showing, or not any more.
struct ChoosePhoto {
    PhotoId photo;
    bool chosen = true;
};

/// For who does not see (Dutch). Empty: taken out.
struct DescribePhoto {
    PhotoId photo;
    std::string alt;
};

/// In which languages somebody reads and speaks, best first (BCP 47).
struct SetLanguages {
    PersonId person;
    std::vector<std::string> languages;
};

/// What the booklet says of itself, and its page plan.
struct PlanBooklet {
    std::string title;
    std::string subtitle;
    struct Line {
        std::string page;  // "6-7"
        std::string what;
    };
    std::vector<Line> lines;
};

/// A text of the booklet: foreword, thanks. Empty text: the section stays without.
struct WriteSection {
    std::string section;  // its id
    std::string title;
    std::string text;
};

using CourseChange = std::variant<DescribeCourse, PlanMeetings, PlanExhibition, SetPractice, SetCamera,
                                  ChoosePhoto, DescribePhoto, SetLanguages, PlanBooklet, WriteSection>;

/// Makes one change, whole or not at all; answers the id of what was made, where something was. `catalogue`
/// must be open for writing. Throws CannotWork for what cannot be.
std::string change_course(const Catalogue& catalogue, const CourseChange& change);

/// A course that is only beginning, as a file for Catalogue::import_course.
std::string new_course_file(const std::string& id, const DescribeCourse& description);

}  // namespace catalogue
