# tongzhou_migrations(<library> <out>): writes a .cpp that holds the folder's migrations/NNNN_name.sql as
# `const sql::MigrationSet <library>_migrations`, and names it in <out>. The texts are raw strings, so a change of a .sql
# file rebuilds this one file.
function(tongzhou_migrations library out)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/migrations/*.sql)
  set(${out} "" PARENT_SCOPE)
  if(NOT files)
    return()
  endif()
  set(entries "")
  foreach(file ${files})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} text)
    get_filename_component(stem ${file} NAME_WE)
    string(REGEX MATCH "^[0-9]+" number ${stem})
    string(REGEX REPLACE "^[0-9]+_" "" name ${stem})
    math(EXPR number "${number}")
    string(APPEND entries "    {${number}, \"${name}\", R\"tongzhou(${text})tongzhou\"},\n")
  endforeach()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/${library}_migrations.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT
"// Generated from ${library}/migrations; do not edit.
#include \"platform/sql/migrations.hpp\"
namespace tongzhou {
static const sql::Migration entries[] = {
@entries@};
extern const sql::MigrationSet ${library}_migrations;
const sql::MigrationSet ${library}_migrations{\"${library}\", entries};
}
")
  set(${out} ${generated} PARENT_SCOPE)
endfunction()
