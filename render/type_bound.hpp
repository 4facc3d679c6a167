#pragma once

#include <cstddef>
#include <string_view>

namespace render {

/// Whether the words at both sides of a space are read as one, so that no line should end between them: a
/// number and what it counts ("16.00 uur", "12 december", "3511 AB"), the little word before a number ("van
/// 15 tot 17 uur", "nr. 4"), a number that ends what is said ("Kerkstraat 12, Utrecht", "juli 2026."), and a
/// clipped word ("’s ochtends"). Known by digits and the length of words alone, so in every language. before,
/// after: where the word before the space ends and the one behind it begins.
bool is_bound(std::u16string_view text, std::size_t before, std::size_t after);

}  // namespace render
