# Generates the sources that carry migrations, web files and the version inside the binary: list embedded_sources.
set(generated ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated})
find_program(PYTHON3 python3 HINTS /usr/bin NO_CMAKE_ENVIRONMENT_PATH REQUIRED)

file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/migrations/*.sql)
add_custom_command(
    OUTPUT ${generated}/migration_files.cpp
    COMMAND ${PYTHON3} ${CMAKE_SOURCE_DIR}/tools/embed_migrations.py ${generated}/migration_files.cpp ${migrations}
    DEPENDS ${migrations} ${CMAKE_SOURCE_DIR}/tools/embed_migrations.py
    VERBATIM)

file(GLOB_RECURSE web_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/dist/*)
add_custom_command(
    OUTPUT ${generated}/web_files.cpp ${generated}/web_files.S
    COMMAND ${PYTHON3} ${CMAKE_SOURCE_DIR}/tools/embed_web.py ${CMAKE_SOURCE_DIR}/web/dist ${generated}
    DEPENDS ${web_files} ${CMAKE_SOURCE_DIR}/tools/embed_web.py
    VERBATIM)
# The assembler reads the files by name, which the dependency scanner does not see.
set_source_files_properties(${generated}/web_files.S PROPERTIES OBJECT_DEPENDS "${web_files}")

configure_file(${CMAKE_SOURCE_DIR}/cmake/version.cpp.in ${generated}/version.cpp @ONLY)

set(embedded_sources ${generated}/migration_files.cpp ${generated}/web_files.cpp ${generated}/web_files.S
    ${generated}/version.cpp)
