#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"

#include <filesystem>
#include <string>

namespace server {

/// What is wanted for a television that takes files alone.
struct ExportOrder {
    std::filesystem::path folder;
    catalogue::PracticeId practice;
    catalogue::Day until;  // first day on which it may not be shown any more
    int seconds = 10;      // a slide, in the film
};

struct Exported {
    int slides = 0;
    std::string film;       // file name; empty: no encoder is installed
    std::string output;     // id in the ledger
    std::string placement;  // id of the placement, which becomes a task when somebody withdraws
};

/// Writes what is cleared for the practice's screens that day as numbered JPEGs of 1920 × 1080 with the words
/// on them and "geldig tot" in sight, and as a film when ffmpeg is installed; an earlier export there is
/// removed first. Written in the ledger as playing at the practice until that day. Throws CannotWork.
Exported export_slides(const catalogue::Invocation& invocation, const ExportOrder& order);

}  // namespace server
