# Finds the decoder of Brotli, a shared library, which comes without a CMake package of its own. Gives the target Brotli::decoder.
find_path(BROTLI_INCLUDE_DIR brotli/decode.h)
find_library(BROTLI_DECODER_LIBRARY brotlidec)
mark_as_advanced(BROTLI_INCLUDE_DIR BROTLI_DECODER_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Brotli REQUIRED_VARS BROTLI_DECODER_LIBRARY BROTLI_INCLUDE_DIR)

if(Brotli_FOUND AND NOT TARGET Brotli::decoder)
  add_library(Brotli::decoder UNKNOWN IMPORTED)
  set_target_properties(Brotli::decoder PROPERTIES
    IMPORTED_LOCATION "${BROTLI_DECODER_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${BROTLI_INCLUDE_DIR}")
endif()
