#include "render/press/paper_file.hpp"

#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/press/press.hpp"
#include "render/press/press_file.hpp"
#include "render/type.hpp"

namespace render {

bool write_paper(Publication& paper, const Typesetter& typesetter, const PaperFile& file) {
    if (!file.press) {
        write_pdf(paper, file.path, {Edition::Print, file.moment, {}});
        return true;
    }
    prepare_for_press(paper, typesetter, *file.press, {file.path.stem().string(), file.date});
    return say_what_preflight_found(write_for_press(paper, file.path, *file.press, file.moment));
}

}  // namespace render
