# Compiler and linker options every target shares: target baton_options.
add_library(baton_options INTERFACE)
target_compile_options(baton_options INTERFACE -Wall -Wextra -Werror -Wnon-virtual-dtor -Woverloaded-virtual -Wvla
    # Designated initialisers name what they set; the rest keeps its default on purpose.
    -Wno-missing-field-initializers)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 reports overlapping copies inside its own std::string (GCC bug 105329).
    target_compile_options(baton_options INTERFACE -Wno-restrict)
endif()

if(BATON_SANITIZE)
    target_compile_options(baton_options INTERFACE
        -fsanitize=${BATON_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(baton_options INTERFACE -fsanitize=${BATON_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # Instrumentation hides initialisations from the first; the second says only that fences are not modelled.
        target_compile_options(baton_options INTERFACE -Wno-maybe-uninitialized -Wno-tsan)
    endif()
endif()

find_program(MOLD mold)
find_program(LLD ld.lld)
if(MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_link_options(baton_options INTERFACE -fuse-ld=mold)
elseif(LLD)
    target_link_options(baton_options INTERFACE -fuse-ld=lld)
endif()
