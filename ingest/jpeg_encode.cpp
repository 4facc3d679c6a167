#include "ingest/jpeg_encode.hpp"

#include "ingest/bytes.hpp"
#include "ingest/pictures.hpp"
#include "ingest/pixels.hpp"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdio>  // before jpeglib.h, which needs FILE
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include <jpeglib.h>

namespace ingest {

struct JpegEncoder::State {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    std::jmp_buf jump{};
    jpeg_destination_mgr target{};
    std::vector<Bytes> coded;  // in pieces: one block that grows would be in memory twice while it does
    bool begun = false;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (begun) jpeg_destroy_compress(&jpeg);
    }

    // libjpeg ends a call that cannot go on by error_exit, which must not return. The steps hold nothing that
    // needs destroying, so jumping out of them is well defined.
    template <class Step>
    void guarded(const Step& step) {
        if (setjmp(jump) != 0) throw PictureUnreadable{"it cannot be coded as JPEG"};
        step(*this);
    }

    void create(int width, int height) {
        jpeg.err = jpeg_std_error(&errors);
        errors.error_exit = [](j_common_ptr common) {
            std::longjmp(static_cast<State*>(common->client_data)->jump, 1);
        };
        errors.emit_message = [](j_common_ptr, int) {};
        jpeg.client_data = this;
        jpeg_create_compress(&jpeg);
        begun = true;
        target.init_destination = [](j_compress_ptr to) { add_piece(to); };
        target.empty_output_buffer = [](j_compress_ptr to) -> boolean {
            add_piece(to);
            return TRUE;
        };
        target.term_destination = [](j_compress_ptr to) {
            of(to).coded.back().resize(of(to).coded.back().size() - to->dest->free_in_buffer);
        };
        jpeg.dest = &target;
        jpeg.image_width = static_cast<JDIMENSION>(width);
        jpeg.image_height = static_cast<JDIMENSION>(height);
    }

    void begin(int width, int height, int bands) {
        create(width, height);
        jpeg.input_components = bands;
        jpeg.in_color_space = bands == 1 ? JCS_GRAYSCALE : JCS_RGB;
        set_coding();
        jpeg_start_compress(&jpeg, TRUE);
    }

    /// As libjpeg codes colours by itself (4:2:0), of samples that are planes already.
    void begin_planes(int width, int height, int quality) {
        create(width, height);
        jpeg.input_components = 3;
        jpeg.in_color_space = JCS_YCbCr;
        jpeg_set_defaults(&jpeg);
        jpeg_set_quality(&jpeg, quality, TRUE);
        jpeg.raw_data_in = TRUE;
        jpeg_start_compress(&jpeg, TRUE);
    }

    Bytes joined() {
        Bytes whole;
        std::size_t length = 0;
        for (const Bytes& piece : coded) length += piece.size();
        whole.reserve(length);
        for (Bytes& piece : coded) {
            whole.insert(whole.end(), piece.begin(), piece.end());
            Bytes{}.swap(piece);
        }
        return whole;
    }

    static State& of(j_compress_ptr jpeg) { return *static_cast<State*>(jpeg->client_data); }

    static void add_piece(j_compress_ptr jpeg) {
        constexpr std::size_t piece = 1024UL * 1024;
        Bytes* added = nullptr;
        try {
            added = &of(jpeg).coded.emplace_back(piece);
        } catch (const std::bad_alloc&) {  // must not go through libjpeg
        }
        if (added == nullptr) jpeg->err->error_exit(reinterpret_cast<j_common_ptr>(jpeg));
        jpeg->dest->next_output_byte = added->data();
        jpeg->dest->free_in_buffer = added->size();
    }

    void set_coding() {
        // Optimised tables need all coefficients at once, which are twice as large as the pixels.
        constexpr std::size_t most_samples_to_optimise = 3UL * 8 * 1024 * 1024;
        const std::size_t samples = std::size_t{jpeg.image_width} * jpeg.image_height *
                                    static_cast<std::size_t>(jpeg.input_components);
        jpeg_set_defaults(&jpeg);
        jpeg_set_quality(&jpeg, 95, TRUE);
        jpeg.comp_info[0].h_samp_factor = jpeg.comp_info[0].v_samp_factor = 1;
        jpeg.optimize_coding = samples <= most_samples_to_optimise ? TRUE : FALSE;
    }
};

JpegEncoder::JpegEncoder(int width, int height, int bands) : state_(std::make_unique<State>()) {
    state_->guarded([&](State& state) { state.begin(width, height, bands); });
}

JpegEncoder::JpegEncoder(JpegEncoder&&) noexcept = default;
JpegEncoder& JpegEncoder::operator=(JpegEncoder&&) noexcept = default;
JpegEncoder::~JpegEncoder() = default;

void JpegEncoder::add_row(const std::uint8_t* samples) {
    state_->guarded([&](State& state) {
        JSAMPROW row = const_cast<JSAMPROW>(samples);  // libjpeg takes it so, and only reads
        jpeg_write_scanlines(&state.jpeg, &row, 1);
    });
}

Bytes JpegEncoder::finish() {
    const jpeg_compress_struct& jpeg = state_->jpeg;
    const Bytes grey(std::size_t{jpeg.image_width} * static_cast<std::size_t>(jpeg.input_components), 0x80);
    while (jpeg.next_scanline < jpeg.image_height) add_row(grey.data());
    state_->guarded([](State& state) { jpeg_finish_compress(&state.jpeg); });
    return state_->joined();
}

namespace {

/// Rows of a plane, drawn out by their last samples to whole blocks, as libjpeg wants them.
class WholeBlocks {
 public:
    static constexpr std::size_t most_rows = 2UL * DCTSIZE;

    /// across: samples that are coded together.
    WholeBlocks(const Pixels& plane, std::size_t across) : plane_(plane) {
        const auto width = static_cast<std::size_t>(plane.width);
        padded_ = (width + across - 1) / across * across;
        samples_.resize(padded_ * most_rows);
        for (std::size_t i = 0; i < most_rows; ++i) rows_[i] = &samples_[i * padded_];
    }

    /// `count` rows from `first` on; behind the last of the plane that one again.
    JSAMPARRAY rows(std::size_t first, std::size_t count) {
        const auto width = static_cast<std::size_t>(plane_.width);
        const auto last = static_cast<std::size_t>(plane_.height) - 1;
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint8_t* const from = &plane_.samples[std::min(first + i, last) * width];
            std::memcpy(rows_[i], from, width);
            std::memset(rows_[i] + width, from[width - 1], padded_ - width);
        }
        return rows_.data();
    }

 private:
    const Pixels& plane_;
    std::size_t padded_ = 0;
    Bytes samples_;
    std::array<JSAMPROW, most_rows> rows_{};
};

}  // namespace

Bytes encode_planes(const Planes& planes, int quality) {
    JpegEncoder::State state;
    state.guarded([&](auto&) { state.begin_planes(planes.y.width, planes.y.height, quality); });
    constexpr std::size_t together = 2UL * DCTSIZE;  // rows of light, and half as many of colour
    std::array planes_in_blocks = {WholeBlocks{planes.y, together}, WholeBlocks{planes.cb, DCTSIZE},
                                   WholeBlocks{planes.cr, DCTSIZE}};
    for (std::size_t row = 0; row < static_cast<std::size_t>(planes.y.height); row += together) {
        std::array rows = {planes_in_blocks[0].rows(row, together),
                           planes_in_blocks[1].rows(row / 2, DCTSIZE),
                           planes_in_blocks[2].rows(row / 2, DCTSIZE)};
        state.guarded([&](auto&) { jpeg_write_raw_data(&state.jpeg, rows.data(), together); });
    }
    state.guarded([&](auto&) { jpeg_finish_compress(&state.jpeg); });
    return state.joined();
}

}  // namespace ingest
