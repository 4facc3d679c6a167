#include "render/known_settings.hpp"

#include "render/type.hpp"
#include "render/type_setting.hpp"

#include <cstddef>
#include <string>

namespace render {

Setting& KnownSettings::of(const Passage& passage, const std::u16string& text, TypeCase& tools) {
    constexpr std::size_t most_letters = 20'000;
    const TextStyle& style = passage.style;
    Key key{text,       passage.language, style.face,     style.weight, style.slant,
            style.size, style.hyphens,    style.capitals, style.figures};
    const auto found = known_.find(key);
    if (found != known_.end()) return found->second;
    // Of a caption of two words most is what comes with every text.
    constexpr std::size_t letters_beside_its_own = 80;
    const std::size_t letters = text.size() + letters_beside_its_own;
    if (letters_ + letters > most_letters) {
        known_.clear();
        letters_ = 0;
    }
    Setting& made = known_.try_emplace(std::move(key), passage.language, style, text, tools).first->second;
    letters_ += letters;
    return made;
}

}  // namespace render
