# What the build takes from npm stands in node_modules once the target npm_packages is built. A command that reads it
# depends on the target, to run after it, and on package-lock.json, to run again when a version changes.
set(installed_packages ${PROJECT_SOURCE_DIR}/node_modules/.package-lock.json)
add_custom_command(OUTPUT ${installed_packages}
  COMMAND ${PROJECT_SOURCE_DIR}/tools/install-npm
  DEPENDS ${PROJECT_SOURCE_DIR}/package-lock.json
  COMMENT "Installing npm packages" VERBATIM)
add_custom_target(npm_packages DEPENDS ${installed_packages})
