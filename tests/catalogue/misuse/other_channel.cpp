// Must not compile: a yes for the website is no yes for the wall.
#include "catalogue/catalogue.hpp"

using catalogue::Channel;

int hang(const catalogue::Cleared<Channel::ExhibitionPrint>& photo) {
    return photo->picture.width;
}

int hang_from_site(const catalogue::Cleared<Channel::Site>& photo) {
    return hang(photo);
}
