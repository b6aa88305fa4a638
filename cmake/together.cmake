# Compiles up to BATON_TOGETHER files of a target as one (tools/compile_groups.py says which can be): what they include is
# read once. 0 compiles each alone, which finds an include that is missing (docs/adr/0025-compiling-together.md). Not by
# CMake's UNITY_BUILD, whose files name absolute paths: no two checkouts would share a compiler cache.
set(BATON_TOGETHER 0 CACHE STRING "Source files compiled as one at most; 0: each alone")

# usage: compile_together(<target> <folder> HEADERS <folder>… SOURCES <file>…)   the target includes from the folder
function(compile_together target folder)
    cmake_parse_arguments(given "" "" "HEADERS;SOURCES" ${ARGN})
    if(BATON_TOGETHER LESS 2)
        return()
    endif()
    execute_process(
        COMMAND ${PYTHON3} ${CMAKE_SOURCE_DIR}/tools/compile_groups.py --most ${BATON_TOGETHER}
            --headers ${given_HEADERS} --sources ${given_SOURCES}
        OUTPUT_VARIABLE groups COMMAND_ERROR_IS_FATAL ANY OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(REPLACE "\n" ";" lines "${groups}")
    set(names)
    while(lines)
        list(POP_FRONT lines group file)
        cmake_path(RELATIVE_PATH file BASE_DIRECTORY ${folder} OUTPUT_VARIABLE included)
        string(APPEND text_of_${group} "#include \"${included}\"\n")
        list(APPEND names ${group})
        set_source_files_properties(${file} PROPERTIES HEADER_FILE_ONLY ON)
    endwhile()
    list(REMOVE_DUPLICATES names)
    foreach(group ${names})
        set(together ${CMAKE_BINARY_DIR}/together/${target}_${group}.cpp)
        file(CONFIGURE OUTPUT ${together} CONTENT "${text_of_${group}}" @ONLY)
        target_sources(${target} PRIVATE ${together})
    endforeach()
    # GCC takes a file that is read by another for a header, where a type of an unnamed namespace would be a mistake.
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
endfunction()
