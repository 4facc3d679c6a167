#include "render/known_settings.hpp"

#include "render/type.hpp"
#include "render/type_setting.hpp"

#include <cstddef>
#include <string>

namespace render {

Setting& KnownSettings::of(const Passage& passage, const std::u16string& text, TypeCase& tools) {
    constexpr std::size_t most_letters = 30'000;
    const TextStyle& style = passage.style;
    Key key{text,       passage.language, style.face,     style.weight, style.slant,
            style.size, style.hyphens,    style.capitals, style.figures};
    const auto found = known_.find(key);
    if (found != known_.end()) return found->second;
    if (letters_ + text.size() > most_letters) {
        known_.clear();
        letters_ = 0;
    }
    Setting& made = known_.try_emplace(std::move(key), passage.language, style, text, tools).first->second;
    letters_ += text.size();
    return made;
}

}  // namespace render
