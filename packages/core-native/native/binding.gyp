{
  # scripts/build-native.mjs passes these in; see deps/lib/select-libcurl.mjs for where they come from.
  'variables': {
    'libcurl_kind%': 'vendored',
    'libcurl_prefix%': '',
    'libcurl_cflags%': '',
    'libcurl_ldflags%': '',
    'sanitize%': '',
  },
  'targets': [
    {
      'target_name': 'curlew',
      'sources': [
        'addon.cc',
        'descriptors.cc',
        'globals.cc',
        'mime.cc',
        'module.cc',
        'share.cc',
        'share_data.cc',
        'url.cc',
        'version.cc',
        'body/answer_rules.cc',
        'body/body_queue.cc',
        'body/body_store.cc',
        'body/final_headers.cc',
        'callbacks/bodies.cc',
        'callbacks/progress.cc',
        'callbacks/security.cc',
        'callbacks/sockets.cc',
        'callbacks/table.cc',
        'callbacks/wildcard.cc',
        'decode/body_decoder.cc',
        'easy/easy.cc',
        'easy/easy_body.cc',
        'easy/easy_connection.cc',
        'easy/easy_data.cc',
        'easy/easy_decoding.cc',
        'easy/easy_headers.cc',
        'easy/easy_info.cc',
        'easy/easy_options.cc',
        'easy/easy_outcome.cc',
        'easy/easy_queue.cc',
        'easy/easy_sessions.cc',
        'easy/option_table.cc',
        'easy/sinks.cc',
        'easy/source.cc',
        'multi/connection_sockets.cc',
        'multi/multi.cc',
        'multi/multi_callbacks.cc',
        'multi/multi_calls.cc',
        'multi/multi_queues.cc',
        'multi/multi_waiting.cc',
        'multi/multi_driver.cc',
      ],
      'include_dirs': [
        '.',
        '<!(node -p "require(\'node-addon-api\').include_dir")',
      ],
      # A worker that is being terminated takes no exception any more; without SWALLOW that would end the process.
      # Old options and calls have their faces too, so libcurl need not warn of each.
      'defines': ['NAPI_VERSION=8', 'NODE_ADDON_API_DISABLE_CPP_EXCEPTIONS', 'NODE_ADDON_API_DISABLE_DEPRECATED', 'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS', 'CURL_DISABLE_DEPRECATION'],
      'cflags_cc!': ['-std=gnu++17', '-std=gnu++20'],
      'cflags_cc': ['-std=c++17', '-fvisibility=hidden', '-ffunction-sections', '-fdata-sections', '-Wall', '-Wextra', '-Wno-cast-function-type'],
      'xcode_settings': {
        'CLANG_CXX_LANGUAGE_STANDARD': 'c++17',
        'GCC_SYMBOLS_PRIVATE_EXTERN': 'YES',
        'OTHER_CFLAGS': ['<@(libcurl_cflags)'],
      },
      'conditions': [
        ['libcurl_kind=="vendored"', {
          'defines': ['CURL_STATICLIB', 'CURLEW_VENDORED_LIBCURL'],
          'include_dirs': ['<(libcurl_prefix)/include'],
          # Decoders of our own, on the libraries that libcurl has brought along.
          'sources': ['decode/brotli_decoder.cc', 'decode/zlib_decoder.cc', 'decode/zstd_decoder.cc'],
          'libraries': [
            '<(libcurl_prefix)/lib/libcurl.a',
            '<(libcurl_prefix)/lib/libssh2.a',
            '<(libcurl_prefix)/lib/libngtcp2_crypto_ossl.a',
            '<(libcurl_prefix)/lib/libngtcp2.a',
            '<(libcurl_prefix)/lib/libnghttp3.a',
            '<(libcurl_prefix)/lib/libnghttp2.a',
            '<(libcurl_prefix)/lib/libssl.a',
            '<(libcurl_prefix)/lib/libcrypto.a',
            '<(libcurl_prefix)/lib/libbrotlidec.a',
            '<(libcurl_prefix)/lib/libbrotlicommon.a',
            '<(libcurl_prefix)/lib/libzstd.a',
            '<(libcurl_prefix)/lib/libz.a',
            '<(libcurl_prefix)/lib/libpsl.a',
          ],
        }, {
          'cflags_cc': ['<@(libcurl_cflags)'],
          'libraries': ['<@(libcurl_ldflags)'],
        }],
        ['sanitize!=""', {
          'cflags_cc': ['-g', '-O1', '-fno-omit-frame-pointer', '-fsanitize=<(sanitize)'],
          'ldflags': ['-fsanitize=<(sanitize)'],
        }],
        ['OS=="linux"', {
          'libraries': ['-lpthread', '-ldl'],
          'ldflags': [
            # Nothing of OpenSSL, zlib or nghttp2 may meet the copies that the node binary exports.
            '-Wl,--exclude-libs,ALL',
            '-Wl,-Bsymbolic',
            '-Wl,--gc-sections',
            '-Wl,-z,relro,-z,now',
            '-Wl,--version-script=<(module_root_dir)/exports.map',
            # Without nodelete the addon is unmapped when the last worker that used it ends, under the feet of a
            # resolver thread that still sits in getaddrinfo().
            '-Wl,-z,nodelete',
          ],
        }],
        ['OS=="mac"', {
          'libraries': ['-framework CoreFoundation', '-framework CoreServices', '-framework SystemConfiguration', '-framework Security'],
        }],
      ],
    },
  ],
}
