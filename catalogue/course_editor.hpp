#pragma once

#include "catalogue/change.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/database/sqlite.hpp"

#include <string>
#include <string_view>

namespace catalogue {

/// Changes records of the course within one transaction.
class CourseEditor {
 public:
    explicit CourseEditor(database::Connection& connection) : connection_(&connection) {}

    bool has(std::string_view list, const std::string& id) const;
    /// The record of that id. Throws CannotWork, "There is no photo p99 in this course", when there is none.
    course_file::Json record(std::string_view list, const std::string& id) const;
    void put(std::string_view list, const course_file::Json& record);

    /// The first of prefix1, prefix2, ... that no record of the list has as its id: "d" gives "d10".
    std::string next_id(std::string_view list, std::string_view prefix) const;
    /// A person's code that nobody has.
    bool has_code(const std::string& code) const;

 private:
    database::Connection* connection_;
};

/// Makes one change; answers the id of what was made, where something was. Each throws CannotWork for what
/// cannot be.
std::string make(CourseEditor& course, const ConfirmMaker& change);
std::string make(CourseEditor& course, const PeopleLookedAt& change);
std::string make(CourseEditor& course, const LookAgain& change);
std::string make(CourseEditor& course, const AddDepiction& change);
std::string make(CourseEditor& course, const ChangeDepiction& change);
std::string make(CourseEditor& course, const RemoveDepiction& change);
std::string make(CourseEditor& course, const WeighDepiction& change);
std::string make(CourseEditor& course, const AddIssue& change);
std::string make(CourseEditor& course, const DropIssue& change);
std::string make(CourseEditor& course, const ResolveIssue& change);
std::string make(CourseEditor& course, const AddVersion& change);
std::string make(CourseEditor& course, const ApproveVersion& change);
std::string make(CourseEditor& course, const RefuseVersion& change);
std::string make(CourseEditor& course, const UseVersion& change);
std::string make(CourseEditor& course, const AddText& change);
std::string make(CourseEditor& course, const EditText& change);
std::string make(CourseEditor& course, const ApproveText& change);
std::string make(CourseEditor& course, const MarkSensitive& change);
std::string make(CourseEditor& course, const MentionsLookedAt& change);
std::string make(CourseEditor& course, const AddPerson& change);
std::string make(CourseEditor& course, const ChangeNames& change);
std::string make(CourseEditor& course, const ChangeBirth& change);
std::string make(CourseEditor& course, const ChangeRepresentative& change);
std::string make(CourseEditor& course, const LeaveCourse& change);

}  // namespace catalogue
