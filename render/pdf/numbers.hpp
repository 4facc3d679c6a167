#pragma once

#include "render/pdf/qpdf.hpp"

#include <string>
#include <vector>

namespace render {

/// Those of an array; what is no number, or none that can be reckoned with, is 0. Empty for what is no array.
inline std::vector<double> numbers_in(QPDFObjectHandle array) {
    constexpr double most = 1e9;
    std::vector<double> numbers;
    if (!array.isArray()) return numbers;
    for (QPDFObjectHandle each : array.getArrayAsVector()) {
        const double number = each.isNumber() ? each.getNumericValue() : 0;
        numbers.push_back(number >= -most && number <= most ? number : 0);
    }
    return numbers;
}

inline double number_in(QPDFObjectHandle dictionary, const std::string& key, double otherwise) {
    QPDFObjectHandle value = dictionary.getKey(key);
    return value.isNumber() ? value.getNumericValue() : otherwise;
}

}  // namespace render
