# Makes a C++ source of a file, for a program that carries it along:
#   entente_embed(TARGET FILE NAME)   declares, in namespace entente, `extern const std::string_view NAME`
# The source is made anew when the file changes. Run as a script it does the work itself.
if(CMAKE_SCRIPT_MODE_FILE)
  file(READ ${FILE} bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REGEX REPLACE "(................................................................................)" "\\1\n"
    bytes "${bytes}")
  file(WRITE ${OUTPUT} "#include <string_view>
namespace entente {
extern const std::string_view ${NAME};
namespace {
const unsigned char bytes[] = {
${bytes}};
}
const std::string_view ${NAME}(reinterpret_cast<const char*>(bytes), sizeof bytes);
}
")
  return()
endif()

set(ENTENTE_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

function(entente_embed target file name)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DFILE=${CMAKE_CURRENT_SOURCE_DIR}/${file} -DOUTPUT=${output} -DNAME=${name}
      -P ${ENTENTE_EMBED_SCRIPT}
    DEPENDS ${file} ${ENTENTE_EMBED_SCRIPT} VERBATIM)
  set_source_files_properties(${output} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${output})
endfunction()
