#include "ingest/card.hpp"

#include <doctest/doctest.h>

TEST_CASE("file names of cameras are known by their shape") {
    for (const char* name :
         {"IMG_0031.JPG", "DSCN0001.JPG", "P1000123.JPG", "DSC00012.JPG", "_MG_9999.jpg", "IMG_0001.HEIC"}) {
        CAPTURE(name);
        CHECK(ingest::is_dcf_file_name(name));
    }
    for (const char* name : {"IMG_0000.JPG", "IMG_031.JPG", "IMG_20240513_090300.jpg", "Oosterpark.jpg",
                             "IMG_0031", "IMG_0031.JPG.txt", "IMG-0031.JPG", "IMG_0031.Oosterpark"}) {
        CAPTURE(name);
        CHECK_FALSE(ingest::is_dcf_file_name(name));
    }
}

TEST_CASE("folder names of cameras are known by their shape") {
    for (const char* name : {"100CANON", "101MSDCF", "999___05", "100_PANA"})
        CHECK(ingest::is_dcf_folder_name(name));
    for (const char* name : {"CANONMSC", "099CANON", "100CANO", "100CANONS", "Camera"}) {
        CAPTURE(name);
        CHECK_FALSE(ingest::is_dcf_folder_name(name));
    }
}
