# Finds cpp-httplib as Debian has it, a shared library with a pkg-config file: its header says something else
# without the macros named there. Gives the target CppHttplib::CppHttplib.
find_package(PkgConfig REQUIRED)
pkg_check_modules(CppHttplib QUIET IMPORTED_TARGET GLOBAL cpp-httplib)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CppHttplib REQUIRED_VARS CppHttplib_LINK_LIBRARIES VERSION_VAR CppHttplib_VERSION)

if(CppHttplib_FOUND AND NOT TARGET CppHttplib::CppHttplib)
  add_library(CppHttplib::CppHttplib ALIAS PkgConfig::CppHttplib)
endif()
