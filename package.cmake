# What cpack makes: a Debian package of the plugin, for the version of Wireshark that it was built with.
# SPDX-License-Identifier: GPL-2.0-or-later

# A package has folders of its own, whatever `cmake --install` was told; that in turn installs nothing of these.
install(TARGETS mailproto LIBRARY DESTINATION "${Wireshark_PLUGIN_LIBDIR}/epan" COMPONENT package EXCLUDE_FROM_ALL)
install(DIRECTORY profile/Mail DESTINATION share/wireshark/profiles COMPONENT package EXCLUDE_FROM_ALL)
install(FILES COPYING DESTINATION share/doc/wireshark-mailproto RENAME copyright COMPONENT package EXCLUDE_FROM_ALL)

set(CPACK_GENERATOR DEB)
set(CPACK_COMPONENTS_ALL package)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)

set(CPACK_PACKAGE_NAME wireshark-mailproto)
set(CPACK_PACKAGE_CONTACT "The authors of mailproto")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "dissector of SMTP, LMTP and POP3 for Wireshark ${Wireshark_MAJOR_VERSION}.${Wireshark_MINOR_VERSION}")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "mailproto pairs every command with its reply, decodes every credential, and
recovers every message byte for byte. It takes the place of Wireshark's own
dissectors smtp and pop on their ports.")
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)

# The name of the library's package changes with each minor version of Wireshark, and a plugin fits one of them.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_ENHANCES "wireshark, tshark")

include(CPack)
