#pragma once

#include "render/type.hpp"
#include "render/type_setting.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <tuple>

namespace render {

/// Texts on their way to lines. While a page is composed each caption is set at many widths: its letters,
/// fonts and breaks are found out once. Forgets when it holds much.
class KnownSettings {
 public:
    /// Stays until the next call. text: without forced breaks.
    Setting& of(const Passage& passage, const std::u16string& text, TypeCase& tools);

 private:
    using Key =
        std::tuple<std::u16string, std::string, Face, Weight, Slant, Length, Hyphens, Capitals, Figures>;

    std::map<Key, Setting> known_;
    std::size_t letters_ = 0;
};

}  // namespace render
