// Must not compile: what is shown is proof of having asked, not a record.
#include "catalogue/catalogue.hpp"

using catalogue::Channel;

int hang(const catalogue::Cleared<Channel::ExhibitionPrint>& photo) {
    return photo->picture.width;
}

int hang_bare(const catalogue::ClearedPhoto& photo) {
    return hang(photo);
}
