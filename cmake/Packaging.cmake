# `make package`: the Debian package. What it depends on is read from the binary by dpkg-shlibdeps.
include(GNUInstallDirs)
set(packaging ${PROJECT_SOURCE_DIR}/packaging)

install(TARGETS tongzhou RUNTIME)
# The configuration is the program's own commented example, with the data where a service keeps it.
install(CODE "set(program $<TARGET_FILE:tongzhou>)\nset(configuration ${PROJECT_BINARY_DIR}/tongzhou.toml)")
install(CODE [[
  execute_process(COMMAND ${program} config --example OUTPUT_VARIABLE example COMMAND_ERROR_IS_FATAL ANY)
  file(WRITE ${configuration} "data_folder = \"/var/lib/tongzhou\"\n\n${example}")
]])
install(FILES ${PROJECT_BINARY_DIR}/tongzhou.toml DESTINATION /etc/tongzhou)
install(FILES ${packaging}/tongzhou.service DESTINATION /usr/lib/systemd/system)
install(FILES ${packaging}/tongzhou.sysusers DESTINATION /usr/lib/sysusers.d RENAME tongzhou.conf)
install(FILES ${packaging}/debian/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CONTACT "The Tongzhou developers <tongzhou@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "a city's emergency response and safe return to work")
set(CPACK_PACKAGE_DESCRIPTION
"Registers, permits, gates, hotline, supplies, volunteers and donations of a city
 in an emergency, in one server. Data stands in one SQLite file or in PostgreSQL.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "systemd | systemd-standalone-sysusers")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS postgresql)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${packaging}/debian/conffiles ${packaging}/debian/postinst ${packaging}/debian/prerm ${packaging}/debian/postrm)
include(CPack)
