#include "ingest/jpeg_encode.hpp"

#include "ingest/bytes.hpp"
#include "ingest/pictures.hpp"

#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdio>  // before jpeglib.h, which needs FILE
#include <cstdlib>
#include <memory>

#include <jpeglib.h>

namespace ingest {

struct JpegEncoder::State {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    std::jmp_buf jump{};
    unsigned char* coded = nullptr;  // grown by libjpeg, with malloc
    unsigned long length = 0;
    bool begun = false;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (begun) jpeg_destroy_compress(&jpeg);
        std::free(coded);
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
        jpeg_mem_dest(&jpeg, &coded, &length);
        jpeg.image_width = static_cast<JDIMENSION>(width);
        jpeg.image_height = static_cast<JDIMENSION>(height);
        jpeg.input_components = bands;
        jpeg.in_color_space = bands == 1 ? JCS_GRAYSCALE : JCS_RGB;
        set_coding();
        jpeg_start_compress(&jpeg, TRUE);
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
    return {state_->coded, state_->coded + state_->length};
}

}  // namespace ingest
