#include "render/template_showing.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/forms.hpp"
#include "catalogue/register_facts.hpp"
#include "render/announcement.hpp"
#include "render/booklet.hpp"
#include "render/booklet_template.hpp"
#include "render/consent_form.hpp"
#include "render/contact_sheet.hpp"
#include "render/invitation.hpp"
#include "render/label.hpp"
#include "render/measurement_form.hpp"
#include "render/page.hpp"
#include "render/pictograms.hpp"
#include "render/poster.hpp"
#include "render/proof.hpp"
#include "render/register_paper.hpp"
#include "render/report_paper.hpp"
#include "render/series_poster.hpp"
#include "render/start_cards.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

using catalogue::Channel;

Pictograms pictograms() {
    return Pictograms(templates_folder() / "pictograms.toml");
}

/// The first photo that is cleared for this. Throws CannotWork when there is none.
template <Channel channel>
catalogue::Cleared<channel> first_cleared(const ShownCourse& shown) {
    auto cleared = shown.catalogue.cleared<channel>(shown.today);
    if (cleared.empty()) {
        throw catalogue::CannotWork(
            "No photo is cleared for this paper on this day, so there is none to show.");
    }
    return std::move(cleared.front());
}

/// The sheet of the first who has photos. Throws CannotWork when nobody has.
catalogue::ProofSheet first_sheet(const ShownCourse& shown) {
    for (const catalogue::Participant& who : shown.catalogue.participants(shown.today)) {
        catalogue::ProofSheet sheet = shown.catalogue.proof_sheet(who.id, shown.today);
        if (!sheet.photos.empty()) return sheet;
    }
    throw catalogue::CannotWork(
        "Nobody of this course has photos in the library, so there are none to show.");
}

template <Channel channel>
Publication show_poster_for(const std::filesystem::path& file, const ShownCourse& shown) {
    const PosterTemplate look = in_size(read_poster_template(file), shown.size);
    const Typesetter typesetter(look.fonts);
    return lay_out_poster({look, typesetter, shown.catalogue.course()}, first_cleared<channel>(shown));
}

/// say: what the paper tells of the course.
template <Channel channel>
Publication show_announcement(const AnnouncementTemplate& drawn, const ShownCourse& shown,
                              Announcement (*say)(const AnnouncementTemplate&, const catalogue::Course&)) {
    const AnnouncementTemplate look = in_size(drawn, shown.size);
    const Typesetter typesetter(look.fonts);
    auto photos = shown.catalogue.cleared<channel>(shown.today);
    while (photos.size() > 1) photos.pop_back();
    return lay_out_announcement({look, typesetter}, say(look, shown.catalogue.course()), photos);
}

/// Papers of one size only.
void expect_usual_size(const ShownCourse& shown) {
    if (shown.size.empty()) return;
    throw catalogue::CannotWork("This paper has one size, in [page]: leave --size out.");
}

}  // namespace

Publication show_booklet(const std::filesystem::path& file, const ShownCourse& shown) {
    expect_usual_size(shown);
    const BookletTemplate look = read_booklet_template(file);
    const Typesetter typesetter(look.fonts);
    return lay_out_booklet<Channel::BookletPrint>(
        look, typesetter, shown.catalogue.course(),
        shown.catalogue.chapters<Channel::BookletPrint>(shown.today));
}

Publication show_poster(const std::filesystem::path& file, const ShownCourse& shown) {
    return show_poster_for<Channel::ExhibitionPrint>(file, shown);
}

Publication show_window_poster(const std::filesystem::path& file, const ShownCourse& shown) {
    return show_poster_for<Channel::WindowPrint>(file, shown);
}

Publication show_series(const std::filesystem::path& file, const ShownCourse& shown) {
    const SeriesTemplate look = in_size(read_series_template(file), shown.size);
    const Typesetter typesetter(look.fonts);
    const catalogue::Course course = shown.catalogue.course();
    for (auto& chapter : shown.catalogue.chapters<Channel::ExhibitionPrint>(shown.today)) {
        if (chapter.photos.size() < least_in_series || chapter.photos.size() > most_in_series) continue;
        return lay_out_series({look, typesetter, course}, chapter);
    }
    throw catalogue::CannotWork("No maker has a series for the wall on this day, so there is none to show.");
}

Publication show_labels(const std::filesystem::path& file, const ShownCourse& shown) {
    const LabelTemplate look = read_label_template(file);
    const Typesetter typesetter(look.fonts);
    const catalogue::Course course = shown.catalogue.course();
    if (!shown.size.empty()) sheet_named(look, shown.size);
    const auto photo = first_cleared<Channel::ExhibitionPrint>(shown);
    Publication label;
    label.pages = {lay_out_label({look, typesetter, course}, photo, {})};
    label.fonts = typesetter.fonts();
    return label;
}

Publication show_opening(const std::filesystem::path& file, const ShownCourse& shown) {
    return show_announcement<Channel::ExhibitionPrint>(read_opening_template(file), shown, opening_of);
}

Publication show_flyer(const std::filesystem::path& file, const ShownCourse& shown) {
    return show_announcement<Channel::Recruit>(read_flyer_template(file), shown, flyer_of);
}

Publication show_contact_sheet(const std::filesystem::path& file, const ShownCourse& shown) {
    expect_usual_size(shown);
    const ContactSheetTemplate look = read_contact_sheet_template(file);
    const Typesetter typesetter;
    const Pictograms signs = pictograms();
    return lay_out_contact_sheet({look, typesetter, signs, shown.today}, first_sheet(shown));
}

Publication show_proof(const std::filesystem::path& file, const ShownCourse& shown) {
    expect_usual_size(shown);
    const ProofTemplate look = read_proof_template(file);
    const Typesetter typesetter;
    const Pictograms signs = pictograms();
    const catalogue::Course course = shown.catalogue.course();
    return lay_out_proof({look, typesetter, signs, course, shown.today}, first_sheet(shown));
}

Publication show_invitation(const std::filesystem::path& file, const ShownCourse& shown) {
    expect_usual_size(shown);
    const Typesetter typesetter;
    const Pictograms signs = pictograms();
    return lay_out_invitation(read_invitation_template(file), typesetter, signs, shown.catalogue.course());
}

Publication show_measurement_form(const std::filesystem::path& file, const ShownCourse& shown) {
    expect_usual_size(shown);
    const Typesetter typesetter;
    const Pictograms signs = pictograms();
    const BlankForm blank{catalogue::form_questions(shown.catalogue), *catalogue::form_moment_named("start"),
                          shown.catalogue.course().title, "VB-00"};
    return lay_out_measurement_form(read_measurement_form_template(file), typesetter, signs, blank);
}

Publication show_consent_form(const std::filesystem::path& file, const ShownCourse& shown) {
    expect_usual_size(shown);
    const std::string language = file.stem().extension().string();
    const ConsentFormTemplate look =
        read_consent_form_template(file.parent_path(), language.empty() ? "nl" : language.substr(1));
    const Typesetter typesetter;
    const Pictograms signs = pictograms();
    const catalogue::Course course = shown.catalogue.course();
    SlipNumbers slips;
    slips.count = 2;
    return lay_out_consent_form({look, typesetter, signs, course, shown.today}, slips);
}

Publication show_start_cards(const std::filesystem::path& file, const ShownCourse& shown) {
    expect_usual_size(shown);
    const catalogue::Course course = shown.catalogue.course();
    const StartMoment moment =
        meeting_of(course, course.meetings.empty() ? 0 : course.meetings.front().number, shown.today);
    std::vector<StartCard> cards;
    for (const catalogue::Participant& who : shown.catalogue.participants(moment.day)) {
        cards.push_back({who, start_text(course.id, shown.catalogue.start_code(who.id), moment)});
    }
    if (cards.empty())
        throw catalogue::CannotWork("Nobody takes part on this day, so there is no card to show.");
    const Typesetter typesetter;
    const Pictograms signs = pictograms();
    return lay_out_start_cards({read_start_card_template(file), typesetter, signs, moment}, cards);
}

Publication show_register(const std::filesystem::path& file, const ShownCourse& shown) {
    expect_usual_size(shown);
    const RegisterTemplate look = read_register_template(file);
    std::vector<catalogue::Purpose> asked = shown.catalogue.course().form.purposes;
    if (asked.empty()) asked.assign(catalogue::purposes().begin(), catalogue::purposes().end());
    RegisterValues values = catalogue::register_facts(shown.catalogue);
    values["date"] = in_dutch(shown.today);
    const Typesetter typesetter;
    const Pictograms signs = pictograms();
    return lay_out_register(look, typesetter, signs, fill_register(look, asked, values));
}

Publication show_report(const std::filesystem::path& file, const ShownCourse& shown) {
    expect_usual_size(shown);
    const ReportTemplate look = read_report_template(file);
    const Typesetter typesetter;
    const Pictograms signs = pictograms();
    const std::vector<const catalogue::Catalogue*> courses{&shown.catalogue};
    const catalogue::CourseReport report = catalogue::course_report(courses, shown.today);
    return lay_out_report({look, typesetter, signs}, report,
                          shown.catalogue.cleared<Channel::Report>(shown.today));
}

}  // namespace render
