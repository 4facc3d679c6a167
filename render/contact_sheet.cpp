#include "render/contact_sheet.hpp"

#include "catalogue/catalogue.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace render {

namespace {

constexpr const char* text_keys[] = {"title", "intro", "foot", "untitled"};

/// How a page is divided.
struct Division {
    int columns = 1;
    int rows = 1;

    std::size_t cells() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
};

/// Few photos are shown larger, in cells of about the same shape: they are chosen from at a table, by people
/// of every age.
Division division_for(std::size_t photos, const ContactSheetTemplate& look) {
    for (int columns = 1; columns < look.columns; ++columns) {
        const Division few{columns, (columns * look.rows + look.columns - 1) / look.columns};
        if (photos <= few.cells()) return few;
    }
    return {look.columns, look.rows};
}

/// A row of cells on a page: photo above, number and box below its corners.
class Grid {
 public:
    Grid(FormSheets& sheets, const ContactSheetTemplate& look, Division division, Length height)
        : sheets_(sheets),
          look_(look),
          columns_(division.columns),
          gutter_(look.form.gap * 2),
          cell_{(sheets.width() - gutter_ * (columns_ - 1)) / columns_, height / division.rows} {}

    void place(std::size_t index, std::size_t cell, const catalogue::OwnPhotoShown& photo) const {
        const auto column = static_cast<std::int64_t>(cell) % columns_;
        const auto row = static_cast<std::int64_t>(cell) / columns_;
        const Point at{sheets_.left() + (cell_.width + gutter_) * column, sheets_.y() + cell_.height * row};
        const Length foot = look_.form.box + look_.form.gap * 3;
        const Size room{cell_.width, cell_.height - foot - look_.form.gap};
        const double aspect = aspect_of(photo.picture);
        const Length width = std::min(room.width, Length::from_mm(room.height.in_mm() * aspect));
        const Length height = Length::from_mm(width.in_mm() / aspect);
        const Point corner{at.x, at.y + room.height - height};
        sheets_.put_photo(index, {corner, {width, height}},
                          photo.alt.empty() ? look_.text("untitled") : photo.alt);
        constexpr Length least = 45_mm;  // for number, name and box
        const Length foot_width = std::min(cell_.width, std::max(width, least));
        write_foot(index, photo.photo.value, {at.x, at.y + room.height + look_.form.gap}, foot_width);
    }

 private:
    void write_foot(std::size_t index, const std::string& id, Point at, Length width) const {
        const FormLook& form = look_.form;
        const TextBlock number = sheets_.set(fmt::format("{}", index + 1), form.strong, 20_mm);
        sheets_.put_box({at.x + width - form.box, at.y});
        sheets_.put(number, {at.x, at.y + (form.box - height_of(number)) / 2});
        const TextBlock name =
            sheets_.set({id, "nl", form.small, Role::Paragraph, Align::End}, width - form.box - 22_mm);
        sheets_.put(name, {at.x + 20_mm, at.y + (form.box - height_of(name)) / 2});
    }

    FormSheets& sheets_;
    const ContactSheetTemplate& look_;
    int columns_;
    Length gutter_;
    Size cell_;
};

}  // namespace

ContactSheetTemplate read_contact_sheet_template(const std::filesystem::path& path) {
    const TemplateFile file(path);
    ContactSheetTemplate look;
    look.form = read_form_look(file);
    look.columns = file.number("page.columns", 12);
    look.rows = file.number("page.rows", 20);
    for (const char* key : text_keys) look.texts[key] = file.text(std::string("texts.") + key);
    file.refuse_unknown_keys();
    return look;
}

Publication lay_out_contact_sheet(const ContactSheetSetting& setting, const catalogue::ProofSheet& sheet) {
    const ContactSheetTemplate& look = setting.look;
    FormSheets sheets({look.form, setting.typesetter, setting.pictograms}, "nl");
    const Division division = division_for(sheet.photos.size(), look);
    const std::size_t on_a_page = division.cells();
    for (const catalogue::OwnPhoto& photo : sheet.photos)
        sheets.photos().push_back(source_of(photo->picture));
    const std::string who = sheet.who.name.text.empty() ? sheet.who.code : sheet.who.name.text;
    for (std::size_t first = 0; first < sheet.photos.size(); first += on_a_page) {
        sheets.new_page();
        sheets.write(fmt::format("{} · {}", look.text("title"), who), look.form.title, Role::Title);
        sheets.skip(look.form.gap);
        if (first == 0) sheets.write(look.text("intro"), look.form.text);
        sheets.skip(look.form.gap * 3);
        const Grid grid(sheets, look, division, sheets.room());
        for (std::size_t i = first; i < std::min(first + on_a_page, sheet.photos.size()); ++i) {
            grid.place(i, i - first, *sheet.photos[i]);
        }
    }
    std::string foot = with_value(look.text("foot"), "code", sheet.who.code);
    foot = with_value(std::move(foot), "date", in_dutch(setting.today));
    return std::move(sheets).finish(look.text("title"), foot);
}

}  // namespace render
