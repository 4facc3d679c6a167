#pragma once

#include "catalogue/catalogue.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pictograms.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace render {

struct RegisterTemplate {
    FormLook form;
    Length column;
    std::map<catalogue::Purpose, std::string> purposes;
    std::vector<std::string> register_lines;
    std::vector<std::string> assessment_lines;
};

RegisterTemplate read_register_template(const std::filesystem::path& file);

/// What is filled in: by the name that the template uses.
using RegisterValues = std::map<std::string, std::string>;

/// The processing register (AVG art. 30) and the impact assessment (art. 35), filled in: Markdown-like lines,
/// "# title", "## heading", "what | text". purposes: those that the course asks about.
struct Register {
    std::vector<std::string> register_lines;
    std::vector<std::string> assessment_lines;
};

Register fill_register(const RegisterTemplate& look, const std::vector<catalogue::Purpose>& purposes,
                       const RegisterValues& values);

std::string as_markdown(const Register& filled);

Publication lay_out_register(const RegisterTemplate& look, const Typesetter& typesetter,
                             const Pictograms& pictograms, const Register& filled);

}  // namespace render
