#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// First and last forms (nulmeting, eindmeting), kept by participant code and apart from names (DOMAIN §2.2).
namespace catalogue {

class Catalogue;

enum class FormMoment { First, Last };

/// "start", "end"
std::string_view name_of(FormMoment moment);
std::optional<FormMoment> form_moment_named(std::string_view name);

/// What is asked, in Dutch.
struct FormQuestions {
    std::vector<std::string> faces;  // answered with one of five faces
    std::vector<std::string> open_start;
    std::vector<std::string> open_end;

    const std::vector<std::string>& open(FormMoment moment) const {
        return moment == FormMoment::First ? open_start : open_end;
    }
};

/// As the course says it, else the usual questions.
FormQuestions form_questions(const Catalogue& catalogue);

inline constexpr int happiest_face = 5;

/// A form that somebody filled in.
struct FilledForm {
    std::string code;  // of the participant: "VB-04"
    FormMoment moment = FormMoment::First;
    std::vector<int> faces;           // 1 to 5 in the order of the questions; 0: left open
    std::map<int, std::string> open;  // by number of the open question, from 1
};

/// Writes it down, in place of an earlier form of that code and moment. Throws CannotWork for a code that
/// nobody in the course has, and for answers that do not fit the questions.
void record_form(const Catalogue& catalogue, const FilledForm& form);

/// Which forms there are, by code; never what is in them.
struct FormsOfCode {
    std::string code;
    bool start = false;
    bool end = false;
};
std::vector<FormsOfCode> forms_there(const Catalogue& catalogue);

/// What was answered to open questions, for the trainers: without codes, in the order of the alphabet.
struct OpenAnswers {
    std::string question;
    std::vector<std::string> answers;
};
std::vector<OpenAnswers> open_answers(const Catalogue& catalogue);

/// The optional fields of Kunst op Recept, by code: "age_group", "65+". Throws CannotWork for a field that is
/// none and for a code that nobody has.
void record_monitoring(const Catalogue& catalogue, const std::string& code,
                       const std::map<std::string, std::string>& fields);

/// Who gives the money: a line each, as they want to be named.
std::vector<std::string> funders(const Catalogue& catalogue);
void set_funders(const Catalogue& catalogue, const std::vector<std::string>& lines);

}  // namespace catalogue
