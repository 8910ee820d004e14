# cpack -G DEB: three packages, as Debian names and parts them.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME entente)
set(CPACK_PACKAGE_VENDOR "The Entente maintainers")
set(CPACK_PACKAGE_CONTACT "The Entente maintainers <maintainers@users.noreply.r-seed-5b59aa29.example>" CACHE STRING "Who answers for the packages")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_CURRENT_BINARY_DIR})
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_COMPONENTS_ALL entente libentente1 libentente-dev)

set(CPACK_DEBIAN_ENTENTE_PACKAGE_NAME entente)
set(CPACK_DEBIAN_ENTENTE_PACKAGE_SECTION database)
set(CPACK_DEBIAN_ENTENTE_PACKAGE_RECOMMENDS less)
set(CPACK_DEBIAN_ENTENTE_PACKAGE_DEPENDS "libreadstat1 (>= 1.1.8), libxlsxwriter4 (>= 1.1.4)")  # loaded on demand, so that nobody finds them
set(CPACK_COMPONENT_ENTENTE_DESCRIPTION "database of who belongs to what, as what, and who says so
States and organisations hold roles in organisations and agreements; roles
begin, change and end; sources disagree. Entente keeps every claim with its
source in one file and answers in a language made for it. This package has
the interactive shell, the facts that it comes with, and its manual.")

set(CPACK_DEBIAN_LIBENTENTE1_PACKAGE_NAME libentente1)
set(CPACK_DEBIAN_LIBENTENTE1_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBENTENTE1_PACKAGE_DEPENDS "libreadstat1 (>= 1.1.8), libxlsxwriter4 (>= 1.1.4)")
set(CPACK_DEBIAN_LIBENTENTE1_PACKAGE_CONTROL_EXTRA ${CMAKE_CURRENT_SOURCE_DIR}/debian/libentente1/shlibs ${CMAKE_CURRENT_SOURCE_DIR}/debian/libentente1/triggers)
set(CPACK_DEBIAN_LIBENTENTE1_PACKAGE_MULTIARCH same)
set(CPACK_COMPONENT_LIBENTENTE1_DESCRIPTION "database of memberships with sources - shared library
Entente keeps who belongs to what, as what, since when, and who says so, and
answers in a language made for it. This package has the library for programs
that open such databases themselves.")

set(CPACK_DEBIAN_LIBENTENTE-DEV_PACKAGE_NAME libentente-dev)
set(CPACK_DEBIAN_LIBENTENTE-DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBENTENTE-DEV_PACKAGE_DEPENDS "libentente1 (= ${PROJECT_VERSION}-1)")
set(CPACK_DEBIAN_LIBENTENTE-DEV_PACKAGE_MULTIARCH same)
set(CPACK_COMPONENT_LIBENTENTE-DEV_DESCRIPTION "database of memberships with sources - headers
Entente keeps who belongs to what, as what, since when, and who says so, and
answers in a language made for it. This package has what C++ programs need
to be built with the library: headers, a CMake package, pkg-config.")

# What Debian wants to know of each package.
find_program(GZIP gzip REQUIRED)
foreach(package entente libentente1 libentente-dev)
  set(changelog ${CMAKE_CURRENT_BINARY_DIR}/${package}/changelog.Debian)
  configure_file(debian/changelog.in ${changelog} @ONLY)
  execute_process(COMMAND ${GZIP} -9 -n -f -k ${changelog} COMMAND_ERROR_IS_FATAL ANY)
  install(FILES ${changelog}.gz ${CMAKE_CURRENT_SOURCE_DIR}/debian/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package} COMPONENT ${package})
endforeach()
include(CPack)
