// Must not compile: only the catalogue says that a photo is cleared.
#include "catalogue/catalogue.hpp"

using catalogue::Channel;

catalogue::Cleared<Channel::Site> clear(const catalogue::ClearedPhoto& photo) {
    return catalogue::Cleared<Channel::Site>(photo, "renditions");
}
