// The English model that the tests share, and small files to try loaders on.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "entente/nlp.h"
#include "folder.h"

namespace entente::nlp {

inline constexpr const char* kModelPath = ENTENTE_DATA_DIR "/models/en_core_web_md.entente";

// Mapped once a process; null, with a failure, where it cannot be.
inline const Model* english() {
  static const auto loaded = Model::load(kModelPath);
  EXPECT_TRUE(loaded) << loaded.error().message;
  return loaded ? loaded->get() : nullptr;
}

using test::Folder;
using test::slurp;
using test::spill;

}  // namespace entente::nlp
