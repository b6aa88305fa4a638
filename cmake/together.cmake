# Compiles up to BATON_TOGETHER files of a target as one (tools/compile_groups.py says which can be): what they include is
# read once. 0 compiles each alone, which finds an include that is missing (docs/adr/0025-compiling-together.md).
set(BATON_TOGETHER 0 CACHE STRING "Source files compiled as one at most; 0: each alone")

# usage: compile_together(<target> HEADERS <folder>… SOURCES <file>…)
function(compile_together target)
    cmake_parse_arguments(given "" "" "HEADERS;SOURCES" ${ARGN})
    if(BATON_TOGETHER LESS 2)
        return()
    endif()
    execute_process(
        COMMAND ${PYTHON3} ${CMAKE_SOURCE_DIR}/tools/compile_groups.py --most ${BATON_TOGETHER}
            --headers ${given_HEADERS} --sources ${given_SOURCES}
        OUTPUT_VARIABLE groups COMMAND_ERROR_IS_FATAL ANY OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(REPLACE "\n" ";" lines "${groups}")
    while(lines)
        list(POP_FRONT lines group file)
        set_source_files_properties(${file} PROPERTIES UNITY_GROUP ${group})
    endwhile()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    # GCC takes a file that is read by another for a header, where a type of an unnamed namespace would be a mistake.
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
endfunction()
