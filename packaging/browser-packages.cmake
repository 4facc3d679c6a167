# Copies the files that pages use of the packages in package.json, by name, with their licences. Run while building:
#   cmake -DFROM=packaging/node_modules -DTO=FOLDER -P browser-packages.cmake
# Without them the gallery is whole too: each photo is a link to a page of its own.
cmake_minimum_required(VERSION 3.25)
set(photoswipe_files
  dist/photoswipe.css photoswipe.css
  dist/photoswipe.esm.min.js photoswipe.esm.min.js
  dist/photoswipe-lightbox.esm.min.js photoswipe-lightbox.esm.min.js
  LICENSE photoswipe.LICENSE.txt
)

if(NOT EXISTS "${FROM}/photoswipe/package.json")
  file(REMOVE_RECURSE "${TO}")
  file(MAKE_DIRECTORY "${TO}")
  message(WARNING "PhotoSwipe is not here, so the gallery is built without it. packaging/install-packages fetches it.")
  return()
endif()
file(MAKE_DIRECTORY "${TO}")
while(photoswipe_files)
  list(POP_FRONT photoswipe_files file name)
  file(COPY_FILE "${FROM}/photoswipe/${file}" "${TO}/${name}" ONLY_IF_DIFFERENT)
endwhile()
