#pragma once

#include "ingest/bytes.hpp"

#include <cstddef>
#include <memory>
#include <string>

#include <glib-object.h>
#include <vips/vips.h>

namespace ingest {

struct UnrefImage {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, UnrefImage>;

/// Before anything else of libvips. Throws PictureUnreadable when it cannot be started.
void start_vips();

/// Throws PictureUnreadable.
[[noreturn]] void fail(const std::string& what);

/// Takes what a vips operation made; `failed` is its status. Throws PictureUnreadable with `what`.
Image made(int failed, VipsImage* image, const char* what);

/// For loaders, which take void* and only read.
void* address(ByteView bytes);

/// What a vips operation has coded, which is freed.
Bytes taken(void* data, std::size_t length);

/// The same picture without every field but its own dimensions. Done by hand: `strip` of libvips 8.14.1
/// leaves some behind.
Image without_metadata(VipsImage* image);

}  // namespace ingest
