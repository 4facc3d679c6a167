#include "ingest/camera_names.hpp"

#include <string_view>

#include <doctest/doctest.h>

TEST_CASE("makers write their names in many ways") {
    for (const char* name : {"Canon", "NIKON CORPORATION", "OLYMPUS OPTICAL CO.,LTD", "EASTMAN KODAK COMPANY",
                             "SONY", "Panasonic", "PENTAX Corporation ", "KONICA MINOLTA", "samsung", "Apple",
                             "CASIO COMPUTER CO.,LTD.", "Hewlett-Packard", "GENERAL IMAGING CO. LTD? GE"}) {
        CAPTURE(name);
        const bool question_mark = std::string_view{name}.find('?') != std::string_view::npos;
        CHECK(ingest::checked_make(name).empty() == question_mark);
    }
}

TEST_CASE("what an owner wrote in place of the maker does not come in") {
    for (const char* name : {"J. de Vries Oosterpark 5", "Canon van Ria", "Company", "", "Fatiha",
                             "Canon 0612345678", "SONY\nUtrecht",
                             "\xC3\xA7"
                             "anon"}) {
        CAPTURE(name);
        CHECK(ingest::checked_make(name) == "");
    }
}

TEST_CASE("models are series and numbers") {
    for (const char* name :
         {"Canon PowerShot A530", "Canon PowerShot SX230 HS", "COOLPIX L22", "DMC-FS7", "DSC-HX5V", "E900",
          "FinePix2650", "iPhone 8 Plus", "KODAK DX4330 DIGITAL CAMERA", "EX-Z3", "Canon EOS 350D DIGITAL",
          "NIKON D70", "SM-J327T1", "PENTAX Optio S4i"}) {
        CAPTURE(name);
        CHECK(ingest::checked_model(name) == name);
    }
}

TEST_CASE("a place or a person in place of the model does not come in") {
    for (const char* name : {"Oosterpark 5", "1094AB", "1094 AB 12", "52.37 4.89", "06-12345678",
                             "PowerShot van Ria", "Hüseyin", "IMG 52 4", "camera@huis", "A530; Utrecht"}) {
        CAPTURE(name);
        CHECK(ingest::checked_model(name) == "");
    }
}
