#pragma once

#include "catalogue/catalogue.hpp"

namespace CLI {
class App;
}

namespace render {

void add_poster_command(CLI::App& app, catalogue::Invocation& invocation);
void add_window_poster_command(CLI::App& app, catalogue::Invocation& invocation);
void add_series_poster_command(CLI::App& app, catalogue::Invocation& invocation);
void add_labels_command(CLI::App& app, catalogue::Invocation& invocation);
void add_booklet_command(CLI::App& app, catalogue::Invocation& invocation);
void add_start_cards_command(CLI::App& app, catalogue::Invocation& invocation);
void add_proof_command(CLI::App& app, catalogue::Invocation& invocation);
void add_consent_form_command(CLI::App& app, catalogue::Invocation& invocation);
void add_invitation_command(CLI::App& app, catalogue::Invocation& invocation);
void add_template_command(CLI::App& app, catalogue::Invocation& invocation);
void add_impose_command(CLI::App& app, catalogue::Invocation& invocation);
void add_preflight_command(CLI::App& app, catalogue::Invocation& invocation);
void add_printers_command(CLI::App& app, catalogue::Invocation& invocation);

/// opening-poster, flyer.
void add_announcement_commands(CLI::App& app, catalogue::Invocation& invocation);

/// form print. After the catalogue's commands.
void add_measurement_form_command(CLI::App& app, catalogue::Invocation& invocation);
void add_report_command(CLI::App& app, catalogue::Invocation& invocation);
void add_contact_sheet_command(CLI::App& app, catalogue::Invocation& invocation);
void add_register_command(CLI::App& app, catalogue::Invocation& invocation);

}  // namespace render
