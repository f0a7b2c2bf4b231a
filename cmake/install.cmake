# What `cmake --install` puts where, in two components: "program", with the languages' data, manual page and completions,
# and "library", the rooms that find_package(entente) gives to other projects as entente::extract, entente::graph, …
# All of it may be moved: the program finds its data beside itself, and so does the package its libraries.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# Every library under the folder: a room is made of several, and static libraries need them all.
function(entente_libraries_under folder result)
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  get_property(subfolders DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  set(found)
  foreach(target ${targets})
    get_target_property(type ${target} TYPE)
    if(type MATCHES "LIBRARY$")
      list(APPEND found ${target})
    endif()
  endforeach()
  foreach(subfolder ${subfolders})
    entente_libraries_under(${subfolder} below)
    list(APPEND found ${below})
  endforeach()
  set(${result} ${found} PARENT_SCOPE)
endfunction()

set(libraries entente_options)
foreach(room extract graph store export)
  entente_libraries_under(${PROJECT_SOURCE_DIR}/${room} found)
  list(APPEND libraries ${found})
  file(GLOB_RECURSE headers RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${room}/*.h)
  foreach(header ${headers})
    get_filename_component(folder ${header} DIRECTORY)
    install(FILES ${PROJECT_SOURCE_DIR}/${header}
      DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/entente/${folder} COMPONENT library)
  endforeach()
endforeach()
foreach(library ${libraries})
  string(REPLACE "entente_" "" name ${library})
  set_target_properties(${library} PROPERTIES EXPORT_NAME ${name})
  add_library(entente::${name} ALIAS ${library})
endforeach()
target_include_directories(entente_options INTERFACE
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/entente>)

install(TARGETS entente RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/extract/language DESTINATION ${CMAKE_INSTALL_DATADIR}/entente COMPONENT program
  FILES_MATCHING PATTERN "*.json" PATTERN "*.bin" PATTERN "*.md")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/graph/alliances/leaders DESTINATION ${CMAKE_INSTALL_DATADIR}/entente
  COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/graph/alliances/blocs.tsv DESTINATION ${CMAKE_INSTALL_DATADIR}/entente
  COMPONENT program)

# The program writes its own manual page and completions, so that they say what it takes.
set(manual ${CMAKE_CURRENT_BINARY_DIR}/manual)
file(MAKE_DIRECTORY ${manual})
add_custom_command(OUTPUT ${manual}/entente.1.gz ${manual}/bash ${manual}/zsh ${manual}/fish
  COMMAND entente manual | gzip -9n > ${manual}/entente.1.gz
  COMMAND entente completion bash > ${manual}/bash
  COMMAND entente completion zsh > ${manual}/zsh
  COMMAND entente completion fish > ${manual}/fish
  DEPENDS entente)
add_custom_target(entente_manual ALL DEPENDS ${manual}/entente.1.gz)
install(FILES ${manual}/entente.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES ${manual}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME entente
  COMPONENT program)
install(FILES ${manual}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _entente
  COMPONENT program)
install(FILES ${manual}/fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME entente.fish
  COMPONENT program)

install(TARGETS ${libraries} EXPORT entente
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/entente)
install(EXPORT entente NAMESPACE entente:: FILE entente-targets.cmake DESTINATION ${package_folder} COMPONENT library)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/entente-config.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/entente-config.cmake INSTALL_DESTINATION ${package_folder}
  PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/entente-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/entente-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/entente-config-version.cmake
  ${PROJECT_SOURCE_DIR}/cmake/FindBrotli.cmake ${PROJECT_SOURCE_DIR}/cmake/FindCLD2.cmake ${PROJECT_SOURCE_DIR}/cmake/FindCppHttplib.cmake
  DESTINATION ${package_folder} COMPONENT library)

include(${PROJECT_SOURCE_DIR}/cmake/package.cmake)
