#include "server/gauges.hpp"

#include "server/answer.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include <fmt/core.h>

namespace server {

void Gauges::count(const Answer& answer) {
    ++answers_.at(static_cast<std::size_t>(std::clamp(answer.status / 100, 0, 5)));
    bytes_ += answer.size();
}

std::string Gauges::as_text(std::size_t streams, std::size_t screens, std::size_t heard) const {
    std::string text =
        "# HELP inbeeld_answers_total Answers by the first digit of their status.\n"
        "# TYPE inbeeld_answers_total counter\n";
    for (std::size_t digit = 2; digit < answers_.size(); ++digit) {
        text += fmt::format("inbeeld_answers_total{{status=\"{}xx\"}} {}\n", digit, answers_[digit].load());
    }
    text += fmt::format(
        "# HELP inbeeld_bytes_total Bytes of bodies that were answered.\n# TYPE inbeeld_bytes_total counter\n"
        "inbeeld_bytes_total {}\n"
        "# HELP inbeeld_streams Screens that hear of changes at once.\n# TYPE inbeeld_streams gauge\n"
        "inbeeld_streams {}\n"
        "# HELP inbeeld_screens Screens in use.\n# TYPE inbeeld_screens gauge\ninbeeld_screens {}\n"
        "# HELP inbeeld_screens_heard Screens in use that were heard of in the last five minutes.\n"
        "# TYPE inbeeld_screens_heard gauge\ninbeeld_screens_heard {}\n",
        bytes_.load(), streams, screens, heard);
    return text;
}

}  // namespace server
