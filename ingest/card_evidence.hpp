#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/attribution.hpp"
#include "ingest/card.hpp"
#include "ingest/clock.hpp"
#include "ingest/which_card.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// What one file of a card told.
struct Witness {
    std::string file;          // below the card's folder
    std::string taken_camera;  // ISO 8601 date-time by the camera's clock; empty: it told none
    std::string body_serial;   // of the camera; mostly empty
    std::optional<catalogue::StartPhoto> start;
};

/// Puts together what a card and its pictures tell about whose they are and when they were taken. Files may
/// be heard in any order; the order that counts is the one in which the camera numbered them.
class CardEvidence {
 public:
    /// `read_at`: ISO 8601 date-time; no picture was taken later than on that day.
    CardEvidence(const catalogue::Catalogue& catalogue, const CardContents& contents, const WhichCard& card,
                 const std::string& read_at);

    /// The course's own name, as it stands on its start cards.
    const std::string& course() const { return course_; }

    void hear(const Witness& witness);

    /// What has been heard up to now says this of each of these files.
    std::vector<catalogue::Origin> origins_of(const std::vector<std::string>& files) const;

 private:
    struct Heard {
        Shot shot;
        std::string body_serial;
        std::string series;  // pictures of one series are numbered in the order in which they were taken
        std::optional<catalogue::StartPhoto> start;
    };

    std::vector<Shot> shots() const;
    catalogue::Origin origin_of(const Heard& heard, const Reckoned& time, const Heard* start) const;
    std::vector<catalogue::Loan> loans_of_serial(const std::string& serial) const;

    const catalogue::Catalogue& catalogue_;
    std::string course_;
    Evidence of_card_;
    std::optional<catalogue::CameraId> camera_;
    Period period_;
    bool was_prepared_ = false;
    std::map<std::string, std::size_t> places_;
    std::vector<Heard> heard_;
};

}  // namespace ingest
