# Reads every #include and fails on an arrow that the design does not draw, or on another module's private header.
#   main.cpp -> server -> {render, ingest} -> catalogue
cmake_minimum_required(VERSION 3.25)
set(may_include_main server render ingest catalogue)
set(may_include_server render ingest catalogue)
set(may_include_render catalogue)
set(may_include_ingest catalogue)
set(may_include_catalogue "")
# Headers that a module offers beside its first one: only few need them, and whoever includes the first should not
# be compiled again for each of their changes.
set(also_public
    catalogue/accounts.hpp catalogue/backup.hpp catalogue/commit_counter.hpp catalogue/course_numbers.hpp
    catalogue/course_report.hpp catalogue/desk.hpp catalogue/digest.hpp catalogue/erasure_task.hpp
    catalogue/forms.hpp catalogue/jobs.hpp catalogue/late_library.hpp catalogue/logos.hpp catalogue/page_layouts.hpp
    catalogue/quotes.hpp catalogue/register_facts.hpp catalogue/retention.hpp catalogue/screens.hpp
    catalogue/second_factors.hpp catalogue/weighings.hpp catalogue/words_left_out.hpp ingest/card_preparation.hpp
    ingest/retouch.hpp render/booklet_preview.hpp render/logo_picture.hpp render/paper_choices.hpp
    render/qr_code.hpp)
set(modules catalogue ingest render server)
set(wrong "")
set(seen 0)

function(check_file file module)
  file(STRINGS "${SOURCE_FOLDER}/${file}" lines REGEX "^[ \t]*#[ \t]*include[ \t]*[\"<]")
  foreach(line IN LISTS lines)
    if(NOT line MATCHES "#[ \t]*include[ \t]*[\"<]([^\">]+)[\">]")
      continue()
    endif()
    set(target "${CMAKE_MATCH_1}")
    math(EXPR seen "${seen} + 1")
    if(target MATCHES "^\\.\\./|/\\.\\./")
      list(APPEND wrong "${file} includes ${target}: name headers from the top of the tree")
    endif()
    if(NOT target MATCHES "^([a-z]+)/")
      continue()
    endif()
    set(room "${CMAKE_MATCH_1}")
    if(NOT room IN_LIST modules OR room STREQUAL module)
      continue()
    endif()
    if(NOT room IN_LIST may_include_${module})
      list(APPEND wrong "${file} includes ${target}: ${module} may not know ${room}")
    elseif(NOT target STREQUAL "${room}/${room}.hpp" AND NOT target IN_LIST also_public)
      list(APPEND wrong "${file} includes ${target}: only ${room}/${room}.hpp is public")
    endif()
  endforeach()
  set(wrong "${wrong}" PARENT_SCOPE)
  set(seen "${seen}" PARENT_SCOPE)
endfunction()

check_file(main.cpp main)
foreach(module IN LISTS modules)
  file(GLOB_RECURSE files RELATIVE "${SOURCE_FOLDER}" "${SOURCE_FOLDER}/${module}/*.hpp" "${SOURCE_FOLDER}/${module}/*.cpp")
  foreach(file IN LISTS files)
    check_file(${file} ${module})
  endforeach()
endforeach()

if(seen LESS 20)
  message(FATAL_ERROR "Only ${seen} includes were read: is ${SOURCE_FOLDER} the source folder?")
endif()
if(wrong)
  list(JOIN wrong "\n  " report)
  message(FATAL_ERROR "Wrong arrows:\n  ${report}")
endif()
message(STATUS "${seen} includes follow the arrows")
