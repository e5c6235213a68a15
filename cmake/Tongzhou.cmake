# One folder, one library: tongzhou_library(<name> LINKS <targets...>) takes every .cpp of the folder it is called in.
# Files named *_test.cpp become the folder's GoogleTest program <name>_test.

include(cmake/Migrations.cmake)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

option(TONGZHOU_TESTS "Build the tests" ON)
option(TONGZHOU_BENCH "Build the benches" ON)
option(TONGZHOU_FUZZ "Build the fuzzers (needs clang)" OFF)
set(TONGZHOU_SANITIZE "" CACHE STRING "Sanitizers: address,undefined or thread")
option(TONGZHOU_COVERAGE "Instrument for gcov" OFF)

find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(fmt REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(GTest REQUIRED)
if(TONGZHOU_TESTS)
  enable_testing()
endif()

add_library(tongzhou_options INTERFACE)
target_compile_options(tongzhou_options INTERFACE -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual
  # g++ 12 sees overruns in plain std::string concatenation (GCC bugs 105329, 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds> $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
target_compile_definitions(tongzhou_options INTERFACE TONGZHOU_VERSION="${PROJECT_VERSION}")
target_include_directories(tongzhou_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(tongzhou_options INTERFACE fmt::fmt Threads::Threads)
if(TONGZHOU_SANITIZE)
  # Instrumented, g++ 12 takes std::regex for uninitialised (GCC bug 105562).
  target_compile_options(tongzhou_options INTERFACE
    -fsanitize=${TONGZHOU_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -Wno-maybe-uninitialized)
  target_link_options(tongzhou_options INTERFACE -fsanitize=${TONGZHOU_SANITIZE})
endif()
if(TONGZHOU_COVERAGE)
  target_compile_options(tongzhou_options INTERFACE --coverage)
  target_link_options(tongzhou_options INTERFACE --coverage)
endif()

# tools/run-tests reads build/<preset>/test-programs.txt: on each line a test program and its engines.
function(tongzhou_list_test_programs)
  get_property(programs GLOBAL PROPERTY TONGZHOU_TEST_PROGRAMS)
  get_property(on_both GLOBAL PROPERTY TONGZHOU_ENGINE_TEST_PROGRAMS)
  set(lines "")
  foreach(program ${programs})
    if(program IN_LIST on_both)
      set(engines "sqlite postgres")
    else()
      set(engines "sqlite")
    endif()
    string(APPEND lines "$<TARGET_FILE:${program}> ${engines}\n")
  endforeach()
  file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/test-programs.txt CONTENT "${lines}")
endfunction()
if(TONGZHOU_TESTS)
  cmake_language(DEFER DIRECTORY ${PROJECT_SOURCE_DIR} CALL tongzhou_list_test_programs)
endif()

# The one precompiled header: the standard library and Boost.Describe. Every folder reuses it.
file(WRITE ${PROJECT_BINARY_DIR}/pch.cpp "")
add_library(tongzhou_pch STATIC ${PROJECT_BINARY_DIR}/pch.cpp)
target_link_libraries(tongzhou_pch PUBLIC tongzhou_options)
target_precompile_headers(tongzhou_pch PRIVATE ${PROJECT_SOURCE_DIR}/cmake/pch.hpp)

# The presets compile the files of a folder together, eight at a time (CMAKE_UNITY_BUILD), which halves a build from nothing:
# names without linkage are unique within their folder. The lint build compiles each alone.

# Tests that say BOTH_ENGINES_TESTS, and those of every module, run on SQLite and on PostgreSQL.
function(tongzhou_library name)
  cmake_parse_arguments(arg "BOTH_ENGINES_TESTS" "" "LINKS;PRIVATE_LINKS;TEST_LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "(_test|_fuzz|/main)\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  if(NOT sources)
    return()
  endif()
  tongzhou_migrations(${name} migrations)
  add_library(${name} STATIC ${sources} ${migrations})
  target_link_libraries(${name} PUBLIC tongzhou_options ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
  target_precompile_headers(${name} REUSE_FROM tongzhou_pch)
  if(TONGZHOU_TESTS AND tests)
    if(arg_BOTH_ENGINES_TESTS OR CMAKE_CURRENT_SOURCE_DIR MATCHES "/src/modules/")
      set(engines BOTH_ENGINES)
    endif()
    tongzhou_test(${name}_test SOURCES ${tests} LINKS ${name} ${arg_TEST_LINKS} ${engines})
  endif()
endfunction()

function(tongzhou_test name)
  cmake_parse_arguments(arg "BOTH_ENGINES" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE tongzhou_options ${arg_LINKS} GTest::gmock GTest::gtest_main)
  target_precompile_headers(${name} REUSE_FROM tongzhou_pch)
  set_property(GLOBAL APPEND PROPERTY TONGZHOU_TEST_PROGRAMS ${name})
  if(arg_BOTH_ENGINES)
    set_property(GLOBAL APPEND PROPERTY TONGZHOU_ENGINE_TEST_PROGRAMS ${name})
  endif()
  add_test(NAME ${name} COMMAND ${name})
endfunction()

# A fuzzer is one *_fuzz.cpp with LLVMFuzzerTestOneInput; built only by the `fuzz` preset (clang).
# The target `fuzzers` builds them all.
if(TONGZHOU_FUZZ)
  add_custom_target(fuzzers)
endif()

function(tongzhou_fuzzer name)
  if(TONGZHOU_FUZZ)
    cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE tongzhou_options ${arg_LINKS})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    target_precompile_headers(${name} REUSE_FROM tongzhou_pch)
    add_dependencies(fuzzers ${name})
  endif()
endfunction()

function(tongzhou_folders)
  foreach(pattern ${ARGN})
    file(GLOB folders CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${pattern}/CMakeLists.txt)
    foreach(file ${folders})
      cmake_path(GET file PARENT_PATH folder)
      add_subdirectory(${folder})
    endforeach()
  endforeach()
endfunction()
