#pragma once

// The one door to libqpdf.
#ifdef __clang__
// clang's tools, reading C++20, stumble over a class in JSON.hh of qpdf 11 that holds a vector of itself.
// Nothing here uses it.
#define JSON_HH
class JSON;
#endif

#include <qpdf/Pipeline.hh>          // IWYU pragma: export
#include <qpdf/Pl_Flate.hh>          // IWYU pragma: export
#include <qpdf/Pl_String.hh>         // IWYU pragma: export
#include <qpdf/QPDF.hh>              // IWYU pragma: export
#include <qpdf/QPDFExc.hh>           // IWYU pragma: export
#include <qpdf/QPDFObjectHandle.hh>  // IWYU pragma: export
#include <qpdf/QPDFWriter.hh>        // IWYU pragma: export
#include <qpdf/QUtil.hh>             // IWYU pragma: export
