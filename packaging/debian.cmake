# A Debian package of the program: cmake --build build/release --target package
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME inbeeld)
set(CPACK_PACKAGE_CONTACT "In Beeld <inbeeld@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "A neighbourhood photography course, from the SD card to the wall")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Beside what the program is linked with; libvips and librsvg it loads while running.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "adduser, fonts-lato, fonts-noto-core, fonts-vollkorn, hyphen-nl, librsvg2-2, libvips42, tzdata")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ghostscript, hyphen-de, hyphen-en-gb, hyphen-es, hyphen-fr, hyphen-pl, hyphen-uk, nginx | caddy")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  "${CMAKE_CURRENT_LIST_DIR}/debian/conffiles;${CMAKE_CURRENT_LIST_DIR}/debian/postinst;${CMAKE_CURRENT_LIST_DIR}/debian/prerm"
)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
