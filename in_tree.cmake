# The plugin as part of Wireshark's source tree, built by Wireshark's own rules.
# SPDX-License-Identifier: GPL-2.0-or-later

include(WiresharkPlugin)
set_module_info(mailproto ${PROJECT_VERSION_MAJOR} ${PROJECT_VERSION_MINOR} ${PROJECT_VERSION_PATCH} 0)

include(rooms.cmake)
set(MAILPROTO_SOURCES)
foreach(room ${MAILPROTO_CORE_ROOMS} ${MAILPROTO_WIRESHARK_ROOMS})
  file(GLOB sources CONFIGURE_DEPENDS plugin/${room}/*.c)
  list(APPEND MAILPROTO_SOURCES ${sources})
endforeach()
set(PLUGIN_FILES packet-mailproto.c plugin/plugin.c ${MAILPROTO_SOURCES})
set_source_files_properties(${PLUGIN_FILES} PROPERTIES COMPILE_FLAGS "${WERROR_COMMON_FLAGS}")

add_wireshark_plugin_library(mailproto epan)
target_include_directories(mailproto PRIVATE . plugin)
target_include_directories(mailproto SYSTEM PRIVATE ${GCRYPT_INCLUDE_DIRS})
target_link_libraries(mailproto epan ${GCRYPT_LIBRARIES})
install_plugin(mailproto epan)
