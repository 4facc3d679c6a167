// Must not compile: a person's id is not a photo's.
#include "catalogue/catalogue.hpp"

catalogue::PhotoId photo = catalogue::PersonId{"d1"};
