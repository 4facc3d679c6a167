// Compiles: what the other files in this folder do wrong, done right.
#include "catalogue/catalogue.hpp"

using catalogue::Channel;

int hang(const catalogue::Cleared<Channel::ExhibitionPrint>& photo) {
    return photo->picture.width;
}

int hang_all(const catalogue::Catalogue& catalogue, catalogue::Day today) {
    int widths = 0;
    for (const auto& photo : catalogue.cleared<Channel::ExhibitionPrint>(today)) widths += hang(photo);
    return widths;
}
