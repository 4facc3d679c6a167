#include "ingest/jpeg_decode.hpp"

#include "ingest/bytes.hpp"
#include "ingest/jpeg_coding.hpp"
#include "ingest/jpeg_encode.hpp"
#include "ingest/jpeg_planes.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/pixels.hpp"

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdio>  // before jpeglib.h, which needs FILE
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <jerror.h>
#include <jpeglib.h>

namespace ingest {

namespace {

// A progressive picture has about ten scans; some encoders write one per bit. Decoding cost grows with both.
constexpr int most_scans = 500;
constexpr long long most_work = 2'500'000'000;  // pixels × scans: some ten seconds

/// Decodes one JPEG held in memory.
class Decoder {
 public:
    Decoder(ByteView jpeg, const JpegStructure& structure, PixelsWanted wanted);
    ~Decoder() { jpeg_destroy_decompress(&jpeg_); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    DecodeReport run();
    /// The encoder with all that decodes; none for four-colour pictures.
    std::optional<JpegEncoder> code_again();

 private:
    // libjpeg ends a call that cannot go on by error_exit, which must not return. The steps below hold
    // nothing that needs destroying, so jumping out of them is well defined.
    bool guarded(void (Decoder::*step)()) {
        if (setjmp(jump_) != 0) return false;
        (this->*step)();
        return true;
    }
    static Decoder& of(j_common_ptr common) { return *static_cast<Decoder*>(common->client_data); }
    static void error_exit(j_common_ptr common);
    static void emit_message(j_common_ptr common, int level);
    static boolean fill_input_buffer(j_decompress_ptr jpeg);
    static void skip_input_data(j_decompress_ptr jpeg, long count);

    void begin();
    void start();
    void read_at_once();
    void read_scan_by_scan();
    void read_rows();
    void finish();
    int choose_scale() const;
    void choose_form();
    void make_room();
    bool read_through();

    void note_end_of_scan();
    int rows_so_far() const;

    ByteView bytes_;
    std::vector<std::size_t> scan_ends_;
    PixelsWanted wanted_;
    bool many_scans_;
    std::size_t scan_ = 0;  // the one being read
    bool in_scan_ = false;
    DecodeReport report_;
    Pixels pixels_;
    PlaneReader planes_;  // instead of pixels_, when the decoder hands out planes
    Bytes spare_row_;
    std::optional<JpegEncoder> encoder_;  // takes the rows instead of pixels_
    jpeg_decompress_struct jpeg_{};
    jpeg_error_mgr errors_{};
    jpeg_source_mgr source_{};
    std::jmp_buf jump_{};
    int first_warning_ = 0;
    int fatal_ = 0;
    int rows_at_warning_ = 0;
};

Decoder::Decoder(ByteView jpeg, const JpegStructure& structure, PixelsWanted wanted)
    : bytes_(jpeg), wanted_(wanted) {
    for (const CodingPiece& piece : structure.coding) {
        if (piece.marker != 0) continue;
        const auto begin = static_cast<std::size_t>(piece.scan.data() - jpeg.data());
        scan_ends_.push_back(begin + piece.scan.size());
    }
    report_.unused.assign(scan_ends_.size(), 0);
    many_scans_ = scan_ends_.size() > 1 || structure.frame.marker == marker::sof2;
    jpeg_.client_data = this;
    jpeg_.err = jpeg_std_error(&errors_);
    errors_.error_exit = error_exit;
    errors_.emit_message = emit_message;
}

void Decoder::error_exit(j_common_ptr common) {
    Decoder& decoder = of(common);
    decoder.fatal_ = common->err->msg_code;
    std::longjmp(decoder.jump_, 1);
}

void Decoder::emit_message(j_common_ptr common, int level) {
    if (level >= 0) return;
    Decoder& decoder = of(common);
    const int code = common->err->msg_code;
    if (code == JWRN_ADOBE_XFORM || code == JWRN_JFIF_MAJOR) return;
    // Between scans it means the bytes that note_end_of_scan counts.
    if (code == JWRN_EXTRANEOUS_DATA && !decoder.in_scan_) return;
    if (decoder.first_warning_ != 0) return;
    decoder.first_warning_ = code;
    decoder.rows_at_warning_ = decoder.rows_so_far();
}

// The bytes end with an EOI, so that the decoder stops before it asks for more; if it does ask, this is one.
boolean Decoder::fill_input_buffer(j_decompress_ptr jpeg) {
    static constexpr JOCTET end[] = {0xFF, JPEG_EOI};
    jpeg->src->next_input_byte = end;
    jpeg->src->bytes_in_buffer = sizeof end;
    return TRUE;
}

void Decoder::skip_input_data(j_decompress_ptr jpeg, long count) {
    const auto wanted = static_cast<std::size_t>(std::max(count, 0L));
    const std::size_t skipped = std::min(wanted, jpeg->src->bytes_in_buffer);
    jpeg->src->next_input_byte += skipped;
    jpeg->src->bytes_in_buffer -= skipped;
}

int Decoder::rows_so_far() const {
    if (!many_scans_) {
        return static_cast<int>(jpeg_.output_scanline) * static_cast<int>(jpeg_.scale_denom) /
               static_cast<int>(std::max(jpeg_.scale_num, 1U));
    }
    if (scan_ > 0) return static_cast<int>(jpeg_.image_height);
    return static_cast<int>(jpeg_.input_iMCU_row) * jpeg_.max_v_samp_factor * DCTSIZE;
}

// Where the decoder stands is at most eight bytes further than the picture needed: it reads ahead.
void Decoder::note_end_of_scan() {
    if (scan_ >= scan_ends_.size()) return;
    const std::size_t reached = bytes_.size() - std::min(bytes_.size(), source_.bytes_in_buffer);
    if (reached < scan_ends_[scan_]) report_.unused[scan_] = scan_ends_[scan_] - reached;
    ++scan_;
    in_scan_ = false;
}

void Decoder::begin() {
    jpeg_create_decompress(&jpeg_);
    source_.init_source = [](j_decompress_ptr) {};
    source_.fill_input_buffer = fill_input_buffer;
    source_.skip_input_data = skip_input_data;
    source_.resync_to_restart = jpeg_resync_to_restart;
    source_.term_source = [](j_decompress_ptr) {};
    source_.next_input_byte = bytes_.data();
    source_.bytes_in_buffer = bytes_.size();
    jpeg_.src = &source_;
    jpeg_read_header(&jpeg_, TRUE);
}

int Decoder::choose_scale() const {
    const int side = static_cast<int>(std::max(jpeg_.image_width, jpeg_.image_height));
    for (const int denominator : {8, 4, 2}) {
        if ((side + denominator - 1) / denominator >= wanted_.long_side) return denominator;
    }
    return 1;
}

void Decoder::start() {
    jpeg_.scale_num = 1;
    jpeg_.scale_denom = static_cast<unsigned>(choose_scale());
    choose_form();
    jpeg_.buffered_image = many_scans_ ? TRUE : FALSE;
    in_scan_ = true;
    jpeg_start_decompress(&jpeg_);
}

void Decoder::choose_form() {
    if (jpeg_.jpeg_color_space == JCS_CMYK || jpeg_.jpeg_color_space == JCS_YCCK) {
        jpeg_.out_color_space = JCS_CMYK;
    } else if (wanted_.form == PixelForm::Light) {
        jpeg_.out_color_space = JCS_GRAYSCALE;
    } else if (jpeg_.jpeg_color_space != JCS_GRAYSCALE) {
        jpeg_.out_color_space = JCS_RGB;
    }
    if (wanted_.form != PixelForm::Planes) return;
    jpeg_calc_output_dimensions(&jpeg_);
    if (PlaneReader::can_read(jpeg_)) jpeg_.raw_data_out = TRUE;
}

void Decoder::make_room() {
    if (jpeg_.raw_data_out) return planes_.make_room(jpeg_);
    const int bands = jpeg_.out_color_components;
    const std::size_t row = std::size_t{jpeg_.output_width} * static_cast<std::size_t>(bands);
    spare_row_.resize(row);
    if (encoder_ || wanted_.long_side == 0 || bands > 3) return;
    pixels_ = {static_cast<int>(jpeg_.output_width), static_cast<int>(jpeg_.output_height), bands, {}};
    pixels_.samples.resize(row * jpeg_.output_height);
}

void Decoder::read_rows() {
    while (jpeg_.raw_data_out && jpeg_.output_scanline < jpeg_.output_height) planes_.read_rows(jpeg_);
    const std::size_t row = spare_row_.size();
    while (jpeg_.output_scanline < jpeg_.output_height) {
        JSAMPROW to = pixels_.samples.empty() ? spare_row_.data()
                                              : pixels_.samples.data() + row * jpeg_.output_scanline;
        jpeg_read_scanlines(&jpeg_, &to, 1);
        if (encoder_) encoder_->add_row(to);
    }
}

void Decoder::read_at_once() {
    read_rows();
    note_end_of_scan();
    jpeg_finish_decompress(&jpeg_);
}

void Decoder::read_scan_by_scan() {
    while (true) {
        const int state = jpeg_consume_input(&jpeg_);
        if (state == JPEG_REACHED_EOI) break;
        if (state == JPEG_SCAN_COMPLETED) note_end_of_scan();
        if (state == JPEG_REACHED_SOS) in_scan_ = true;
    }
    if (pixels_.samples.empty() && !planes_.has_room() && !encoder_) return;
    jpeg_start_output(&jpeg_, jpeg_.input_scan_number);
    read_rows();
}

std::string in_words(int code) {
    switch (code) {
        case JWRN_HIT_MARKER:
        case JWRN_JPEG_EOF:
            return "the picture stops before its end";
        case JWRN_HUFF_BAD_CODE:
            return "part of the picture cannot be read";
        case JWRN_EXTRANEOUS_DATA:
        case JWRN_MUST_RESYNC:
            return "something else lies in the middle of the picture";
        default:
            return "the picture is not coded as it should be";
    }
}

bool Decoder::read_through() {
    return guarded(many_scans_ ? &Decoder::read_scan_by_scan : &Decoder::read_at_once);
}

std::optional<JpegEncoder> Decoder::code_again() {
    if (!guarded(&Decoder::begin) || !guarded(&Decoder::start) || jpeg_.out_color_components > 3) {
        return std::nullopt;
    }
    encoder_.emplace(static_cast<int>(jpeg_.output_width), static_cast<int>(jpeg_.output_height),
                     jpeg_.out_color_components);
    make_room();
    read_through();
    return std::move(encoder_);
}

DecodeReport Decoder::run() {
    if (!guarded(&Decoder::begin) || !guarded(&Decoder::start)) {
        report_.failure = "its headers cannot be understood";
        return std::move(report_);
    }
    make_room();
    if (!read_through() && first_warning_ == 0) {
        first_warning_ = fatal_;
        rows_at_warning_ = rows_so_far();
    }
    if (first_warning_ != 0) {
        report_.damage = in_words(first_warning_);
        report_.rows_before_damage = rows_at_warning_;
        if (rows_at_warning_ == 0) report_.failure = "nothing of the picture can be read";
    }
    if (!pixels_.samples.empty()) report_.pixels = std::move(pixels_);
    if (planes_.has_room()) report_.planes = std::move(planes_.planes());
    return std::move(report_);
}

std::string too_much(const JpegStructure& structure) {
    const Frame& frame = structure.frame;
    const long long pixels = static_cast<long long>(frame.width) * frame.height;
    if (pixels == 0) return "it says that it has no size";
    if (std::max(frame.width, frame.height) > most_pixels_a_side || pixels > most_pixels) {
        return "it says that it is larger than any camera's picture";
    }
    if (structure.scans > most_scans || pixels * structure.scans > most_work) {
        return "it is coded in more steps than any camera uses";
    }
    return {};
}

}  // namespace

DecodeReport decode(ByteView jpeg, const JpegStructure& structure, PixelsWanted wanted) {
    DecodeReport report;
    report.failure = too_much(structure);
    report.too_large = !report.failure.empty();
    if (report.too_large) return report;
    return Decoder{jpeg, structure, wanted}.run();
}

Bytes code_again(ByteView jpeg, const JpegStructure& structure) {
    if (!too_much(structure).empty()) return {};
    // Its end is written when the decoder and all its coefficients are gone.
    std::optional<JpegEncoder> encoder = Decoder{jpeg, structure, all_pixels}.code_again();
    return encoder ? encoder->finish() : Bytes{};
}

}  // namespace ingest
