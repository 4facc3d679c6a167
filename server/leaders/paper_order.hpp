#pragma once

#include "catalogue/catalogue.hpp"
#include "server/leaders/refusing.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the leaders can have made on paper, and what they choose for it.
namespace server::leaders {

/// One kind of paper: how the program is asked for it.
struct Paper {
    enum class About { Everybody, OnePerson };
    enum class Printer { OurOwn, CanBeChosen };

    std::string_view name;  // in forms; "job." + name are its words
    std::vector<std::string> command;
    std::string_view file;         // empty: several files in a folder
    std::string_view sheets = "";  // the template that says which sheets there are; empty: no choice
    std::string_view sheet_option = "--size";
    Printer printer = Printer::OurOwn;
    About about = About::Everybody;
    std::optional<catalogue::Channel> shows = {};    // it is nothing without a photo that may be seen there
    int least = 1;                                   // photos of one maker
    std::optional<catalogue::Channel> booklet = {};  // it is one, of photos that may be in it there
    bool by_photo() const { return shows.has_value() && least == 1; }
};

/// nullptr: no such kind.
const Paper* paper_named(std::string_view name);

/// Whether what was made, "poster", is a sheet of its own for each photo or series.
bool is_sheet_for_each(std::string_view output_kind);

/// How its form is shown: its button, and its choices.
Fields asked_for(const Visit& visit, std::string_view name, const std::string& button);

/// Why it cannot be made as the form asks; empty when it can.
std::optional<Refusal> why_not(const Visit& visit, const Paper& paper);

/// The program's arguments, as the form asks; "publications/job-{job}" is filled in when the job has its
/// number.
std::vector<std::string> arguments_for(const Visit& visit, const Paper& paper);

/// What was chosen for a job, of its arguments: "A2, drukwerk.nl, Noor". Empty: nothing.
std::string chosen_for(const Visit& visit, const std::vector<std::string>& arguments);

}  // namespace server::leaders
