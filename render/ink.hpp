#pragma once

#include "render/page.hpp"

namespace render {

/// How an ink looks on a screen, nearly: paper is white and full black is black. No colour management; the
/// press profile speaks for print.
constexpr Rgb on_screen(Ink ink) {
    const double light = 1 - ink.black / 100.0;
    return {(1 - ink.cyan / 100.0) * light, (1 - ink.magenta / 100.0) * light,
            (1 - ink.yellow / 100.0) * light};
}

}  // namespace render
