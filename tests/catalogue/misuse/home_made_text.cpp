// Must not compile: words, too, are cleared by the catalogue alone.
#include "catalogue/catalogue.hpp"

catalogue::ClearedText<catalogue::Channel::Site> words(catalogue::TextId{"s1"}, catalogue::Words{});
