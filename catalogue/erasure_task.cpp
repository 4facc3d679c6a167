#include "catalogue/erasure_task.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

namespace {

struct Wording {
    ErasureTask::Kind kind;
    std::string_view sentence;  // {1} is the first value
};

constexpr std::array<Wording, 5> wordings = {{
    {ErasureTask::Kind::SharedCamera,
     "Foto {1} is opzij gezet: de camera werd gedeeld. Kijk van wie hij is, of wis hem."},
    {ErasureTask::Kind::OnOthersPhoto,
     "{1} staat op foto {2} van iemand anders. Die foto is nergens meer te zien; maak een versie waarop {1} "
     "niet herkenbaar is."},
    {ErasureTask::Kind::WasPrinted,
     "{1} is al gedrukt of verstuurd: {2}. Vraag wie het kreeg om de pagina weg te halen, en schrijf op dat "
     "u het vroeg."},
    {ErasureTask::Kind::MakeAgain, "{1} ({2}) is gewist; maak het opnieuw."},
    {ErasureTask::Kind::NameInText,
     "In tekst {1} stond de naam. Daar staat nu {2}. Laat de maker de tekst opnieuw goedkeuren."},
}};

constexpr std::size_t gap_size = 3;

std::size_t value_at(std::string_view gap) {
    return static_cast<std::size_t>(gap[1] - '1');
}

/// What stands at each gap; empty when the sentence is not of that wording.
std::optional<std::vector<std::string>> values_in(std::string_view sentence, std::string_view wording) {
    std::vector<std::string> values;
    for (;;) {
        const std::size_t gap = std::min(wording.find('{'), wording.size());
        if (!sentence.starts_with(wording.substr(0, gap))) return std::nullopt;
        sentence.remove_prefix(gap);
        wording.remove_prefix(gap);
        if (wording.empty()) return sentence.empty() ? std::optional{values} : std::nullopt;
        const std::size_t number = value_at(wording);
        wording.remove_prefix(gap_size);
        const std::string_view next = wording.substr(0, wording.find('{'));
        const std::string_view value = sentence.substr(0, sentence.find(next));
        if (number > values.size() || (number < values.size() && values[number] != value))
            return std::nullopt;
        if (number == values.size()) values.emplace_back(value);
        sentence.remove_prefix(value.size());
    }
}

}  // namespace

std::string in_dutch(const ErasureTask& task) {
    const auto* const wording = std::ranges::find(wordings, task.kind, &Wording::kind);
    std::string said;
    std::string_view rest = wording->sentence;
    for (std::size_t gap = rest.find('{'); gap != std::string_view::npos; gap = rest.find('{')) {
        said.append(rest.substr(0, gap)).append(task.values.at(value_at(rest.substr(gap))));
        rest.remove_prefix(gap + gap_size);
    }
    return said.append(rest);
}

std::optional<ErasureTask> erasure_task(std::string_view sentence) {
    for (const Wording& wording : wordings) {
        if (auto values = values_in(sentence, wording.sentence)) return ErasureTask{wording.kind, *values};
    }
    return std::nullopt;
}

}  // namespace catalogue
