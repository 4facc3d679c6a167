#include "catalogue/catalogue.hpp"
#include "catalogue/consent_commands.hpp"
#include "catalogue/course_commands.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/files.hpp"
#include "catalogue/loan_commands.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <memory>
#include <string>
#include <system_error>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace catalogue {

namespace {

// A course file of a hundred courses is a tenth of this.
constexpr std::uintmax_t largest_file = 256ULL * 1024 * 1024;

std::string read_file(const std::string& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        throw CannotWork(fmt::format("{} is a folder; name the course file in it", path));
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw CannotWork(fmt::format("The course file {} cannot be read ({}); check the name", path,
                                     std::strerror(errno)));
    }
    if (std::filesystem::is_regular_file(path, error) &&
        std::filesystem::file_size(path, error) > largest_file) {
        throw CannotWork(fmt::format("{} is too large to be a course file; check the name", path));
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

void import_course(const Invocation& invocation, const std::string& path) {
    const std::string text = read_file(path);
    const course_file::Json file = course_file::parse(text);
    course_file::course_id(file);
    course_file::read_course(file);  // refused before a library is made for it
    Catalogue catalogue = Catalogue::create(invocation.library);
    catalogue.import_course(text);
    for (const std::string& loose : course_file::loose_ends(file)) fmt::print(stderr, "Note: {}.\n", loose);
    fmt::print("The course {} is in the library {}.\n", catalogue.course().id, invocation.library.string());
}

void export_course(const Invocation& invocation, const std::string& path) {
    std::error_code error;
    if (std::filesystem::exists(path, error) && !std::filesystem::is_regular_file(path, error)) {
        throw CannotWork(fmt::format("{} is not a file; name a file to write the course to", path));
    }
    const Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadOnly);
    write_whole(path, catalogue.export_course());
    fmt::print("The course is in {}.\n", path);
}

void add_course_commands(CLI::App& app, const Invocation& invocation) {
    auto* course = app.add_subcommand("course", "Bring a course in, or write it out");
    course->require_subcommand(1);
    auto path = std::make_shared<std::string>();  // owned by the options and by the callbacks
    auto* in = course->add_subcommand("import", "Take in a course file: whole, or not at all");
    in->add_option("FILE", *path, "Course file (JSON)")->required();
    in->callback([&invocation, path] { import_course(invocation, *path); });
    auto* out = course->add_subcommand("export", "Write the course file back, with what has come in since");
    out->add_option("FILE", *path, "File to write")->required();
    out->callback([&invocation, path] { export_course(invocation, *path); });
}

}  // namespace

void add_commands(CLI::App& app, Invocation& invocation) {
    add_course_commands(app, invocation);
    add_consent_commands(app, invocation);
    add_loan_commands(app, invocation);
    add_looking_commands(app, invocation);
    add_text_commands(app, invocation);
    add_person_commands(app, invocation);
    add_rights_commands(app, invocation);
    add_ledger_commands(app, invocation);
    add_due_commands(app, invocation);
    add_form_commands(app, invocation);
    add_retention_command(app, invocation);
}

}  // namespace catalogue
