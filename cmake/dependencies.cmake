# Debian packages only; script/setup installs them. Target baton_dependencies carries all of them.
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(prometheus-cpp REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(libsodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(archive REQUIRED IMPORTED_TARGET libarchive)
pkg_check_modules(expat REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(curl REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(icu REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
if(NOT BATON_FUZZ)
    find_package(GTest REQUIRED)
endif()

add_library(baton_dependencies INTERFACE)
# Asio and Beast are compiled once, in src/http/asio.cpp, not in every file that includes them.
target_compile_definitions(baton_dependencies INTERFACE
    BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)
target_link_libraries(baton_dependencies INTERFACE
    Boost::headers Boost::json Boost::url OpenSSL::SSL OpenSSL::Crypto ZLIB::ZLIB
    PkgConfig::sqlite3 PkgConfig::libpq PkgConfig::libsodium PkgConfig::xlsxwriter PkgConfig::icu
    PkgConfig::archive PkgConfig::expat PkgConfig::curl fmt::fmt spdlog::spdlog prometheus-cpp::core Threads::Threads)
