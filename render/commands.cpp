#include "render/commands.hpp"

#include "catalogue/catalogue.hpp"
#include "render/render.hpp"

#include <CLI/CLI.hpp>

namespace render {

void add_commands(CLI::App& app, catalogue::Invocation& invocation) {
    add_poster_command(app, invocation);
    add_window_poster_command(app, invocation);
    add_series_poster_command(app, invocation);
    add_announcement_commands(app, invocation);
    add_labels_command(app, invocation);
    add_booklet_command(app, invocation);
    add_start_cards_command(app, invocation);
    add_proof_command(app, invocation);
    add_consent_form_command(app, invocation);
    add_invitation_command(app, invocation);
    add_contact_sheet_command(app, invocation);
    add_measurement_form_command(app, invocation);
    add_report_command(app, invocation);
    add_register_command(app, invocation);
    add_template_command(app, invocation);
    add_impose_command(app, invocation);
    add_printers_command(app, invocation);
    add_preflight_command(app, invocation);
}

}  // namespace render
