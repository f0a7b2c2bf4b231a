# The Debian packages, made of the components of install.cmake: `entente`, the program with all that it needs, and
# `libentente-dev`, the rooms as libraries. cmake/package.sh makes them.
set(ENTENTE_MAINTAINER "The authors of Entente <entente@localhost>" CACHE STRING "Who answers for the packages")
set(package_documents ${CMAKE_CURRENT_BINARY_DIR}/package)
file(READ ${PROJECT_SOURCE_DIR}/NOTICE notice)
configure_file(${PROJECT_SOURCE_DIR}/cmake/package/copyright.in ${package_documents}/copyright @ONLY)
file(TIMESTAMP ${PROJECT_SOURCE_DIR}/CHANGELOG.md changed "%a, %d %b %Y 00:00:00 +0000" UTC)
configure_file(${PROJECT_SOURCE_DIR}/cmake/package/changelog.in ${package_documents}/changelog.Debian @ONLY)
add_custom_command(OUTPUT ${package_documents}/changelog.gz ${package_documents}/changelog.Debian.gz
  COMMAND gzip -9nc ${PROJECT_SOURCE_DIR}/CHANGELOG.md > ${package_documents}/changelog.gz
  COMMAND gzip -9nc ${package_documents}/changelog.Debian > ${package_documents}/changelog.Debian.gz
  DEPENDS ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${package_documents}/changelog.Debian)
add_custom_target(entente_changelog ALL DEPENDS ${package_documents}/changelog.gz)
foreach(package IN ITEMS program:entente library:libentente-dev)
  string(REPLACE ":" ";" package ${package})
  list(GET package 0 component)
  list(GET package 1 name)
  install(FILES ${package_documents}/copyright ${package_documents}/changelog.gz ${package_documents}/changelog.Debian.gz
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name} COMPONENT ${component})
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "${ENTENTE_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program library)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_COMPRESSION_TYPE gzip)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME entente)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "builder of relation graphs from news
Entente reads news corpora, extracts who did what to whom, when and according
to whom, merges it into a graph of dated facts, and shows, asks and exports
that graph. Each edge leads back to the sentences behind it.

Spanish and English; works without network.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libentente-dev)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS
  "entente (= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}), libboost-dev, libbrotli-dev, libcld2-dev, libcpp-httplib-dev, libeigen3-dev, libfmt-dev, libicu-dev, librocksdb-dev, libspectra-dev, libssl-dev, libxml2-dev, libzstd-dev, nlohmann-json3-dev, pkg-config, zlib1g-dev")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "builder of relation graphs from news: libraries
The rooms of Entente as static libraries and headers, for programs that add
extraction modules and exporters of their own: find_package(entente) in CMake.")
include(CPack)
