#include "render/proof_overview.hpp"

#include "catalogue/catalogue.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/shown.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace render {

namespace {

using Row = std::vector<std::size_t>;

std::vector<Row> rows_of(std::size_t photos) {
    constexpr std::size_t most_in_a_row = 5;
    std::vector<Row> rows((photos + most_in_a_row - 1) / most_in_a_row);
    for (std::size_t i = 0; i < photos; ++i) rows[i * rows.size() / photos].push_back(i);
    return rows;
}

}  // namespace

void write_overview(FormSheets& sheets, const FormLook& look, const catalogue::ProofSheet& sheet) {
    const auto aspect = [&](std::size_t photo) { return aspect_of(sheet.photos[photo]->picture); };
    const Length between = look.gap * 3 / 2;
    const std::vector<Row> rows = rows_of(sheet.photos.size());
    Length height = 38_mm;
    for (const Row& row : rows) {
        double wide = 0;
        for (const std::size_t photo : row) wide += aspect(photo);
        const Length room = sheets.width() - between * (static_cast<std::int64_t>(row.size()) - 1);
        height = std::min(height, Length::from_mm(room.in_mm() / wide));
    }
    constexpr Length for_words = 120_mm;
    for (const Row& row : rows) {
        if (sheets.room() < height + for_words) break;
        Length x = sheets.left();
        for (const std::size_t photo : row) {
            const Length width = Length::from_mm(height.in_mm() * aspect(photo));
            sheets.put_photo(photo, {{x, sheets.y()}, {width, height}}, {});
            x += width + between;
        }
        sheets.skip(height + between);
    }
    sheets.skip(look.gap * 3);
}

}  // namespace render
