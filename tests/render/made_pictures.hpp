#pragma once

#include <filesystem>
#include <string>
#include <string_view>

/// Pictures made for the tests: four quarters, so that it shows which side is up. Top left red, top right
/// green, bottom left blue, bottom right white.
enum class Coding { Rgb, Progressive, Grey, Cmyk };

std::string quarters(Coding coding, int width, int height);

/// The same file with a segment put in behind SOI.
std::string with_segment(const std::string& jpeg, int marker, std::string_view payload);
std::string with_icc(const std::string& jpeg, std::string_view profile);

/// The same file without the JFIF segment that the encoder puts behind SOI.
std::string without_jfif(const std::string& jpeg);

void write_file(const std::filesystem::path& file, std::string_view bytes);
std::string read_file(const std::filesystem::path& file);
