#include "catalogue/dutch_reasons.hpp"

#include "catalogue/channel.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/day.hpp"
#include "catalogue/name_form.hpp"
#include "catalogue/subject_state.hpp"
#include "catalogue/world.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

/// Why somebody's answer is not a yes.
struct Answer {
    const std::string& name;
    bool on_photo;

    std::string operator()(const Granted& /*state*/) const { return {}; }
    std::string operator()(const NotAsked& /*state*/) const {
        return on_photo ? fmt::format("{} staat op de foto en is nog niet gevraagd.", name)
                        : fmt::format("Nog niet gevraagd aan {}.", name);
    }
    std::string operator()(const Denied& /*state*/) const {
        return on_photo ? fmt::format("{} staat op de foto en wil dit niet.", name)
                        : fmt::format("{} wil dit niet.", name);
    }
    std::string operator()(const Withdrawn& state) const {
        return fmt::format("{} is gestopt op {}.", name, catalogue::in_dutch(state.on));
    }
    std::string operator()(const Expired& state) const {
        const Day last{state.on.since_epoch - std::chrono::days{1}};
        return fmt::format("De toestemming van {} liep tot en met {}.", name, catalogue::in_dutch(last));
    }
    std::string operator()(const Turned16& /*state*/) const {
        return fmt::format("{} is 16 geworden. Vraag het aan {} zelf.", name, name);
    }
    std::string operator()(const NeedsRepresentative& /*state*/) const {
        return fmt::format("Vraag het voor {} ook aan de ouder, mentor of curator.", name);
    }
    std::string operator()(const PersonDidNotAgree& /*state*/) const {
        return fmt::format("Vraag het ook aan {} zelf.", name);
    }
    std::string operator()(const Erased& /*state*/) const {
        return fmt::format("De gegevens van {} zijn gewist.", name);
    }
    std::string operator()(const UnknownPerson& /*state*/) const {
        return "Er staat iemand op die wij niet kennen.";
    }
};

std::string content_issue(std::string_view issue) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> known = {
        {{"house_number", "huisnummer"},
         {"address", "adres"},
         {"plate", "kenteken"},
         {"letter", "brief"},
         {"screen", "beeldscherm"},
         {"medicine", "medicijnen"},
         {"school", "schoolkleding"}}};
    for (const auto& [code, dutch] : known) {
        if (code == issue) return std::string{dutch};
    }
    return std::string{issue};
}

std::string sentence(const World& world, const Reason& reason) {
    if (reason.state) {
        const std::string name = name_of(world, reason.who);
        return std::visit(Answer{name, reason.code.starts_with("portrayed_")}, *reason.state);
    }
    constexpr std::string_view issue = "content_issue:";
    if (reason.code.starts_with(issue)) {
        return fmt::format("Er is iets te zien dat privé is ({}).",
                           content_issue(reason.code.substr(issue.size())));
    }
    if (reason.code == "version_not_approved") {
        return fmt::format("{} heeft de bewerking nog niet goedgekeurd.", name_of(world, reason.who));
    }
    if (reason.code == "person_hold") {
        return fmt::format("Alles van {} staat even uit.", name_of(world, reason.who));
    }
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> plain = {
        {{"not_attributed", "Van wie is deze foto?"},
         {"people_check_missing", "Kijk eerst of er mensen op staan."},
         {"portrayed_unknown_person", "Er staat iemand op die wij niet kennen."},
         {"course_hold", "Alles staat even uit."},
         {"photo_quarantined", "De foto is opzij gezet."},
         {"photo_deleted", "De foto is gewist."},
         {"photo_rejected", "De foto is niet ingelezen."},
         {"text_not_approved", "De tekst is nog niet goedgekeurd."},
         {"sensitive_needs_own_yes", "Deze tekst is gevoelig. Vraag het voor deze tekst apart."}}};
    for (const auto& [code, dutch] : plain) {
        if (code == reason.code) return std::string{dutch};
    }
    return reason.code;
}

}  // namespace

std::string name_of(const World& world, const std::optional<PersonId>& who) {
    const Person* person = world.person(who);
    if (person == nullptr) return "de maker";
    // Whoever goes by another name does so everywhere but on the list of participants.
    if (person->name_form == NameForm::Pseudonym) {
        return person->display.pseudonym.empty() ? person->code : person->display.pseudonym;
    }
    if (!person->display.first.empty()) return person->display.first;
    return person->code.empty() ? person->id.value : person->code;
}

std::vector<std::string> in_dutch(const World& world, const std::vector<Reason>& reasons) {
    std::vector<std::string> sentences;
    sentences.reserve(reasons.size());
    for (const Reason& reason : reasons) sentences.push_back(sentence(world, reason));
    return sentences;
}

std::string_view in_dutch(Channel channel) {
    // In the order of Channel.
    static constexpr std::array<std::string_view, 13> names = {
        "les",     "tentoonstelling",          "raam",    "muur huisarts", "scherm wachtkamer",
        "boekje",  "boekje op website",        "website", "sociale media", "pers",
        "verslag", "vertellen over de cursus", "bewaren"};
    return names.at(static_cast<std::size_t>(channel));
}

}  // namespace catalogue
