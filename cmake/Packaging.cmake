# `make package`: the Debian package. What it depends on is read from the binary by dpkg-shlibdeps.
include(GNUInstallDirs)
set(packaging ${PROJECT_SOURCE_DIR}/packaging)
set(made ${PROJECT_BINARY_DIR}/packaging)

install(TARGETS tongzhou RUNTIME)
install(PROGRAMS ${packaging}/tongzhouctl TYPE SBIN)
# Written by tools/build-console.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/console/dist/ DESTINATION ${CMAKE_INSTALL_DATADIR}/tongzhou/console
  PATTERN made EXCLUDE)

# The manual, the completions and the configuration say what the program says, so it is asked when they are installed.
install(CODE "execute_process(COMMAND ${packaging}/make-files $<TARGET_FILE:tongzhou> ${made}
  COMMAND_ERROR_IS_FATAL ANY)")
install(FILES ${made}/tongzhou.toml DESTINATION /etc/tongzhou)
install(FILES ${made}/tongzhou.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${made}/tongzhouctl.8.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man8)
install(FILES ${made}/tongzhou.zh_CN.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/zh_CN/man1 RENAME tongzhou.1.gz)
install(FILES ${made}/tongzhou DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(CODE "file(CREATE_LINK tongzhou
  \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/bash-completion/completions/tongzhouctl SYMBOLIC)")
install(FILES ${made}/_tongzhou DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)

install(FILES ${packaging}/tongzhou.service DESTINATION /usr/lib/systemd/system)
install(FILES ${packaging}/tongzhou.sysusers DESTINATION /usr/lib/sysusers.d RENAME tongzhou.conf)
install(FILES ${packaging}/tongzhou.tmpfiles DESTINATION /usr/lib/tmpfiles.d RENAME tongzhou.conf)
install(FILES ${packaging}/debian/copyright ${made}/changelog.gz ${made}/changelog.Debian.gz ${made}/console-licenses.gz
  DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${packaging}/examples DESTINATION ${CMAKE_INSTALL_DOCDIR} USE_SOURCE_PERMISSIONS)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/operation DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGE_CONTACT "The Tongzhou developers <tongzhou@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "city's emergency response and safe return to work")
set(CPACK_PACKAGE_DESCRIPTION
"Tongzhou keeps the register of a city's enterprises and sites, one file per
person with health declarations and passes, the ledger of its gates with
fever incidents and their contacts, and the rules in force. It serves the
console, the gate app, the page of employees and the API.

Data stands in one SQLite file or in PostgreSQL.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "systemd | systemd-standalone-sysusers, systemd | systemd-standalone-tmpfiles")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nginx, postgresql, postgresql-client")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${packaging}/debian/conffiles ${packaging}/debian/postinst ${packaging}/debian/prerm ${packaging}/debian/postrm)
include(CPack)
