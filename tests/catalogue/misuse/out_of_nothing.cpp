// Must not compile: there is no cleared photo that is not somebody's.
#include "catalogue/catalogue.hpp"

catalogue::Cleared<catalogue::Channel::Site> photo;
