# Third-party parts, each as one target. Debian packages come through pkg-config or their CMake files; lexbor is built by
# scripts/setup into ${ENTENTE_DEPS}.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(mimalloc REQUIRED)

foreach(pair "uchardet:uchardet" "utf8proc:libutf8proc" "zlib:zlib" "zstd:libzstd" "simdjson:simdjson" "pcre2:libpcre2-8" "hwy:libhwy" "libzip:libzip" "sqlite:sqlite3" "xxhash:libxxhash" "tomlpp:tomlplusplus")
  string(REPLACE ":" ";" pair ${pair})
  list(GET pair 0 name)
  list(GET pair 1 module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${module})
  add_library(${name} ALIAS PkgConfig::${name})
endforeach()

# Header-only.
add_library(msgpack INTERFACE)
target_compile_definitions(msgpack INTERFACE MSGPACK_NO_BOOST)
add_library(cli11 INTERFACE)

add_library(lexbor_static STATIC IMPORTED GLOBAL)
set_target_properties(lexbor_static PROPERTIES IMPORTED_LOCATION ${ENTENTE_DEPS}/lib/liblexbor_static.a)
target_include_directories(lexbor_static SYSTEM INTERFACE ${ENTENTE_DEPS}/include)
