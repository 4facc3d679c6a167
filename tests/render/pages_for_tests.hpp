#pragma once

#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <string>

/// A publication of one square page of 100 mm with 3 mm bleed and 7 mm for marks, to which a test adds what
/// it is about.
class OnePage {
 public:
    OnePage();

    /// A paragraph below the former one.
    void say(const std::string& text, const std::string& language, render::TextStyle style = {});
    void show(const std::filesystem::path& master, int orientation = 1);
    render::Page& page() { return publication_.pages.front(); }
    render::Publication& publication();

    void write(const std::filesystem::path& target, render::Edition edition);

 private:
    render::Typesetter typesetter_;
    render::Publication publication_;
    render::Length y_;
    int block_ = 0;
};

/// What a command prints.
std::string output_of(const std::string& command);

/// The file with every stream readable.
std::string readable(const std::filesystem::path& pdf);
