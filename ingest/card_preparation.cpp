#include "ingest/card_preparation.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/card.hpp"
#include "ingest/files.hpp"
#include "ingest/picture_id.hpp"
#include "ingest/volume.hpp"
#include "ingest/which_card.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <unistd.h>

namespace ingest {

namespace {

namespace fs = std::filesystem;
using catalogue::CannotWork;
using catalogue::CardId;

std::string lower(std::string_view text) {
    std::string small{text};
    std::ranges::transform(small, small.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return small;
}

/// Not a home folder by mistake: its pictures would be taken for a previous owner's.
CardContents look_through_own_card(const fs::path& folder) {
    CardContents contents = look_through_any_card(folder);
    const bool is_card = !find_entry(folder, "dcim").empty() || is_mounted(folder) ||
                         (contents.files.empty() && contents.left.empty() && contents.other_files.empty());
    if (!is_card) {
        throw NotACard{
            fmt::format("{} has files but no DCIM folder; is it the camera's card?", folder.string())};
    }
    return contents;
}

/// Which card it was until now: one of the course, or nothing.
std::optional<CardId> as_it_was(const catalogue::Catalogue& catalogue, const CardContents& contents) {
    if (contents.label.empty()) return std::nullopt;
    return identify_card(catalogue, contents, "").id;
}

void refuse_other_card(const CardId& was, const CardId& wanted, const Preparation& preparation) {
    if (preparation.again) return;
    if (was == wanted) {
        throw CannotWork{fmt::format("{} is card {} already; if it is to get a new number, say --again.",
                                     preparation.folder.string(), wanted.value)};
    }
    throw CannotWork{fmt::format("{} is card {} of the course; if it is to become {} now, say --again.",
                                 preparation.folder.string(), was.value, wanted.value)};
}

std::string hash_of(const CardFile& file) {
    try {
        return sha256(read_file(file.path));
    } catch (const FileUnreadable& error) {
        throw CannotWork{
            fmt::format("{}: {}; wipe this card, or use another one.", file.path.string(), error.what())};
    }
}

/// What of the pictures on it was a previous owner's. On a card that was ours the others are the course's.
std::vector<std::string> earlier_files(const catalogue::Catalogue& catalogue, const CardContents& contents,
                                       const std::optional<CardId>& was) {
    std::vector<std::string> hashes;
    for (const CardFile& file : contents.files) {
        std::string hash = hash_of(file);
        if (catalogue.has_file(hash)) continue;
        const bool of_ours = was && !catalogue.lay_on_card_before(*was, hash);
        if (of_ours) {
            throw CannotWork{
                fmt::format("{} is card {} and has photos that are not in; run first: inbeeld ingest {}",
                            contents.root.string(), was->value, contents.root.string())};
        }
        hashes.push_back(std::move(hash));
    }
    return hashes;
}

[[noreturn]] void refuse_unknown_pictures(const CardContents& contents, const CardId& card) {
    throw CannotWork{fmt::format(
        "{} has pictures that are not in, and {} was prepared before: if they are a participant's, run "
        "first: "
        "inbeeld ingest {} --card {}; if this is another card and they are a previous owner's, say --again.",
        contents.root.string(), card.value, contents.root.string(), card.value)};
}

/// The file on the card, under another name until it is whole.
class CardFileBeside {
 public:
    explicit CardFileBeside(const fs::path& card) : card_(card) {
        folder_ = find_entry(card, lower(our_folder));
        std::error_code error;
        made_folder_ = folder_.empty();
        if (made_folder_) folder_ = card / our_folder;
        if (made_folder_) fs::create_directory(folder_, error);
        const bool is_folder = !error && fs::is_directory(fs::symlink_status(folder_, error));
        if (!is_folder) {
            throw CannotWork{fmt::format("{} cannot be written to ({}); slide the lock of the card open.",
                                         card.string(), error ? error.message() : "INBEELD is no folder")};
        }
        beside_ = folder_ / "KAART.NEW";
        fs::remove(beside_, error);
        try {
            write_new_file(beside_, {}, Sync::Now);
        } catch (const CannotWork&) {
            if (made_folder_) fs::remove(folder_, error);
            throw;
        }
    }
    CardFileBeside(const CardFileBeside&) = delete;
    CardFileBeside& operator=(const CardFileBeside&) = delete;
    ~CardFileBeside() {
        std::error_code ignored;
        if (finished_) return;
        fs::remove(beside_, ignored);
        if (made_folder_) fs::remove(folder_, ignored);
    }

    void finish(const std::string& number) {
        std::error_code ignored;
        fs::remove(beside_, ignored);
        const std::string text = number + "\n";
        const Bytes bytes{text.begin(), text.end()};
        write_new_file(beside_, bytes, Sync::Now);
        fs::path target = find_entry(folder_, lower(card_file));
        if (target.empty()) target = folder_ / card_file;
        rename_into_place(beside_, target);
        finished_ = true;
        sync_file_system(card_);
        if (reads_back(target, bytes)) return;
        throw CannotWork{
            fmt::format("{} does not give back what was written to it; use another card.", card_.string())};
    }

 private:
    fs::path card_;
    fs::path folder_;
    fs::path beside_;
    bool made_folder_ = false;
    bool finished_ = false;
};

CardId known_card(const catalogue::Catalogue& catalogue, const std::string& label) {
    const auto card = catalogue.card_labelled(label);
    if (!card) {
        throw NotACard{
            fmt::format("The course has no card {}; a card is known by a photo, by the list of cards of the "
                        "course, or by "
                        "the number that it shares with a camera.",
                        label)};
    }
    return *card;
}

}  // namespace

CardBefore look_before_preparing(const catalogue::Catalogue& catalogue, const fs::path& folder) {
    const CardContents contents = look_through_own_card(folder);
    CardBefore before;
    before.card = as_it_was(catalogue, contents);
    before.files = static_cast<int>(contents.files.size() + contents.left.size());
    before.may_be_written = ::access(folder.c_str(), W_OK) == 0;
    return before;
}

// Whatever can be refused is refused before anything is written; the card itself comes last.
PreparedCard prepare_card(catalogue::Catalogue& catalogue, const Preparation& preparation) {
    const CardId card = known_card(catalogue, preparation.label);
    const CardContents contents = look_through_own_card(preparation.folder);
    const auto was = as_it_was(catalogue, contents);
    if (was) refuse_other_card(*was, card, preparation);
    const std::vector<std::string> earlier = earlier_files(catalogue, contents, was);

    const bool was_formatted = !was && !earlier.empty() && catalogue.registration_of(card);
    if (was_formatted && !preparation.again) refuse_unknown_pictures(contents, card);

    PreparedCard prepared;
    CardFileBeside file{contents.root};
    const catalogue::Turn turn = catalogue.take_turn();  // reading an old card took its time
    const auto before = catalogue.registration_of(card);
    if (before && before->number != contents.label) prepared.other_one = before;
    if (preparation.loan) {
        catalogue::Loan loan = *preparation.loan;
        loan.camera = preparation.camera;
        loan.card = card;
        prepared.ended = catalogue.lend(loan);
    }
    prepared.card =
        catalogue.register_card({card, preparation.camera, contents.volume_id, preparation.moment, earlier});
    file.finish(prepared.card.number);
    prepared.earlier_files = static_cast<int>(earlier.size());
    return prepared;
}

}  // namespace ingest
