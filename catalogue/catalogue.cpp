#include "catalogue/catalogue.hpp"

#include "catalogue/addresses.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/database/schema.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/dutch_reasons.hpp"
#include "catalogue/files.hpp"
#include "catalogue/rooms.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace catalogue {

namespace {

namespace fs = std::filesystem;

fs::path database_file(const fs::path& library) {
    return library / "catalogue.db";
}

fs::path existing(const fs::path& library) {
    std::error_code error;
    if (!fs::exists(database_file(library), error)) {
        throw CannotWork(
            fmt::format("There is no library in {}; make one with: inbeeld --library {} course import FILE",
                        library.string(), library.string()));
    }
    return library;
}

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) fs::permissions(folder, fs::perms::owner_all, error);
    if (error) {
        throw CannotWork(
            fmt::format("The folder {} cannot be made ({}); choose another place for the library",
                        folder.string(), error.message()));
    }
}

database::Mode mode(Access access) {
    return access == Access::ReadOnly ? database::Mode::ReadOnly : database::Mode::ReadWrite;
}

void bring_tables_up_to_date(const fs::path& library) {
    database::Connection connection(database_file(library), database::Mode::ReadWrite);
    if (database::schema_of(connection) != database::newest_schema()) database::migrate(connection);
}

template <class Verdict>
std::vector<std::string> codes_of(const std::vector<Verdict>& reasons) {
    std::vector<std::string> codes;
    codes.reserve(reasons.size());
    for (const auto& reason : reasons) codes.push_back(reason.code);
    return codes;
}

}  // namespace

fs::path master_path(const fs::path& library, const PictureId& picture) {
    return library / "masters" / picture.value.substr(0, 2) / picture.value.substr(2, 2) /
           (picture.value + ".jpg");
}

Turn::Turn(std::unique_ptr<WritingLock> lock) : lock_(std::move(lock)) {}
Turn::Turn(Turn&&) noexcept = default;
Turn& Turn::operator=(Turn&&) noexcept = default;
Turn::~Turn() = default;

namespace {

constexpr std::string_view picture_columns = "photo, version, id, width, height, orientation";

}  // namespace

Catalogue::Rooms::Rooms(const fs::path& library, Access access, std::chrono::milliseconds limit)
    : folder(existing(library)),
      patience(limit),
      lock(access == Access::ReadWrite ? std::make_unique<WritingLock>(folder, limit) : nullptr),
      connection((bring_tables_up_to_date(folder), database_file(folder)), mode(access)),
      addresses(folder / "key"),
      only_reads_(access == Access::ReadOnly) {}

course_file::Json Catalogue::Rooms::course_json(Extent extent) const {
    const database::OneMoment moment(connection);
    return read_course_records(connection, extent);
}

void Catalogue::Rooms::read_again() const {
    const database::OneMoment moment(connection);
    const std::int64_t now = connection.data_version();
    if (now == read_at_) return;
    world_ = has_course(connection) ? course_file::read_world(course_json()) : World{};
    pictures_.clear();
    addressed_.clear();
    course_.reset();
    auto rows = connection.prepare(fmt::format("SELECT {} FROM picture", picture_columns));
    while (rows.next()) read_picture(rows);
    read_at_ = now;
}

void Catalogue::Rooms::read_picture(database::Statement& row) const {
    const PictureId id{row.text(2)};
    pictures_[{PhotoId{row.text(0)}, VersionId{row.text(1)}}] =
        Picture{id, catalogue::master_path(folder, id), static_cast<int>(row.number(3)),
                static_cast<int>(row.number(4)), static_cast<int>(row.number(5))};
}

void Catalogue::Rooms::remember(const std::vector<Photo>& photos,
                                const std::vector<std::pair<PhotoId, VersionId>>& pictures) {
    if (connection.data_version() != read_at_) return;  // will be read again anyway
    for (const Photo& photo : photos) {
        world_.photos.push_back(photo);
        world_.photo_places.add_last(world_.photos);
    }
    addressed_.clear();
    for (const auto& [photo, version] : pictures) {
        auto row = connection.prepare(
            fmt::format("SELECT {} FROM picture WHERE photo = ?1 AND version = ?2", picture_columns));
        if (row.bind(1, photo.value).bind(2, version.value).next()) read_picture(row);
    }
}

// The site asks for it with every page. Who also writes reads it anew: its own commits may pass unnoticed.
Course Catalogue::Rooms::course() const {
    if (!only_reads_) return course_file::read_course(course_json(Extent::WithoutAnswers));
    read_again();
    if (!course_) course_ = course_file::read_course(course_json(Extent::WithoutAnswers));
    return *course_;
}

const World& Catalogue::Rooms::world() const {
    read_again();
    return world_;
}

const Pictures& Catalogue::Rooms::pictures() const {
    read_again();
    return pictures_;
}

std::optional<std::pair<PhotoId, VersionId>> Catalogue::Rooms::at_address(Channel channel,
                                                                          std::string_view address) const {
    read_again();
    const auto [of_channel, is_new] = addressed_.try_emplace(channel);
    if (is_new) of_channel->second = addresses_in(channel);
    const auto found = of_channel->second.find(std::string{address});
    if (found == of_channel->second.end()) return std::nullopt;
    return found->second;
}

Catalogue::Rooms::Addressed Catalogue::Rooms::addresses_in(Channel channel) const {
    Addressed addressed;
    for (const Photo& photo : world_.photos) {
        for (const PhotoVersion& version : photo.versions) {
            addressed.emplace(addresses.of(rule_of(channel).name, photo.id.value, version.id.value),
                              std::pair{photo.id, version.id});
        }
    }
    return addressed;
}

Catalogue::Catalogue(std::unique_ptr<Rooms> rooms) : rooms_(std::move(rooms)) {}
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

Catalogue Catalogue::create(const fs::path& library) {
    make_folder(library);
    {
        const WritingLock lock(library, patience_for_writing);
        for (const char* part : {"masters", "renditions", "publications", "unfinished"})
            make_folder(library / part);
        Addresses::make_key(library / "key");
        if (!fs::exists(database_file(library))) {
            // Made by us rather than by SQLite, so that it is the owner's alone from its first byte.
            const int made = ::open(database_file(library).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
            if (made >= 0) ::close(made);
        }
    }
    return open(library, Access::ReadWrite);
}

Catalogue Catalogue::open(const fs::path& library, Access access, std::chrono::milliseconds patience) {
    return Catalogue(std::make_unique<Rooms>(library, access, patience));
}

Turn Catalogue::take_turn() const {
    if (rooms_->lock != nullptr) return Turn{nullptr};
    return Turn{std::make_unique<WritingLock>(rooms_->folder, rooms_->patience)};
}

void Catalogue::import_course(std::string_view json) {
    write_course_records(rooms_->connection, json);
    rooms_->forget_what_was_read();
}

std::string Catalogue::export_course() const {
    const database::OneMoment moment(rooms_->connection);
    return write_course_file(rooms_->connection);
}

Course Catalogue::course() const {
    return rooms_->course();
}

std::vector<PhotoVerdict> Catalogue::photo_verdicts(Day now) const {
    const World& world = rooms_->world();
    std::vector<PhotoVerdict> verdicts;
    verdicts.reserve(world.photos.size() * channels().size());
    for (const Photo& photo : world.photos) {
        for (const ChannelRule& rule : channels()) {
            const PhotoJudgement judgement = judge(world, photo, rule.channel, now);
            verdicts.push_back({photo.id, rule.channel, judgement.version, judgement.allowed(),
                                judgement.name, codes_of(judgement.reasons),
                                catalogue::in_dutch(world, judgement.reasons)});
        }
    }
    return verdicts;
}

std::vector<TextVerdict> Catalogue::text_verdicts(Day now) const {
    const World& world = rooms_->world();
    std::vector<TextVerdict> verdicts;
    verdicts.reserve(world.texts.size() * channels().size());
    for (const Text& text : world.texts) {
        for (const ChannelRule& rule : channels()) {
            const auto reasons = judge(world, text, rule.channel, now);
            verdicts.push_back({text.id, rule.channel, reasons.empty(), codes_of(reasons),
                                catalogue::in_dutch(world, reasons)});
        }
    }
    return verdicts;
}

bool Catalogue::was_public(Channel channel, std::string_view address) const {
    return rooms_->at_address(channel, address).has_value();
}

std::int64_t Catalogue::revision() const {
    return rooms_->connection.data_version();
}

fs::path Catalogue::master_path(const PictureId& picture) const {
    return catalogue::master_path(rooms_->folder, picture);
}

fs::path Catalogue::rendition_path(const PictureId& picture, int width) const {
    return catalogue::rendition_path(rooms_->folder / "renditions", picture, width);
}

fs::path Catalogue::unfinished_folder() const {
    return rooms_->folder / "unfinished";
}

}  // namespace catalogue
