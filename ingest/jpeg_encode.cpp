#include "ingest/jpeg_encode.hpp"

#include "ingest/bytes.hpp"
#include "ingest/pictures.hpp"

#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdio>  // before jpeglib.h, which needs FILE
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

    void begin(int width, int height, int bands) {
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
        jpeg.input_components = bands;
        jpeg.in_color_space = bands == 1 ? JCS_GRAYSCALE : JCS_RGB;
        set_coding();
        jpeg_start_compress(&jpeg, TRUE);
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
    Bytes whole;
    std::size_t length = 0;
    for (const Bytes& piece : state_->coded) length += piece.size();
    whole.reserve(length);
    for (Bytes& piece : state_->coded) {
        whole.insert(whole.end(), piece.begin(), piece.end());
        Bytes{}.swap(piece);
    }
    return whole;
}

}  // namespace ingest
