#include "nlp/model_file.h"

#include <array>
#include <functional>

#include "nlp/hash.h"
#include "nlp/lemmatizer.h"
#include "nlp/ner.h"
#include "nlp/pipeline.h"
#include "nlp/ruler.h"
#include "nlp/test_model.h"
#include "nlp/tokenizer.h"

namespace entente::nlp {
namespace {

// Where the header keeps its fields (model_file.h).
constexpr std::size_t kVersionAt = 8;
constexpr std::size_t kSectionsAt = 12;
constexpr std::size_t kChecksumAt = 24;
constexpr std::size_t kHeader = 32;

void write_sample(const std::filesystem::path& path) {
  ModelFileWriter out;
  out.array("numbers", std::vector<std::uint32_t>{3, 1, 2});
  out.string_map("words", {{9, "nine"}, {2, "two"}, {5, ""}});
  ASSERT_TRUE(out.write(path));
}

// Puts the checksum right again, as somebody would who damages a file on purpose.
void seal(std::string& bytes) {
  const std::uint64_t sum = murmur64(std::string_view(bytes).substr(kHeader), 1);
  std::memcpy(bytes.data() + kChecksumAt, &sum, sizeof sum);
}

void expect_refused(const std::filesystem::path& path, std::string_view bytes, std::string_view why) {
  spill(path, bytes);
  const auto file = ModelFile::open(path);
  ASSERT_FALSE(file) << why;
  EXPECT_NE(file.error().message.find(path.string()), std::string::npos) << file.error().message;
  EXPECT_NE(file.error().message.find(why), std::string::npos) << file.error().message;
  EXPECT_NE(file.error().message.find("import"), std::string::npos) << file.error().message;
}

TEST(ModelFile, GivesBackWhatWasWritten) {
  const Folder folder;
  write_sample(folder / "a.entente");
  const auto file = ModelFile::open(folder / "a.entente");
  ASSERT_TRUE(file) << file.error().message;
  const auto numbers = (*file)->array<std::uint32_t>("numbers");
  ASSERT_TRUE(numbers);
  EXPECT_EQ(std::vector<std::uint32_t>(numbers->begin(), numbers->end()), (std::vector<std::uint32_t>{3, 1, 2}));
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(numbers->data()) % 64, 0u);
  const auto words = (*file)->string_map("words");
  ASSERT_TRUE(words);
  ASSERT_NE(words->find(9), nullptr);
  EXPECT_EQ(*words->find(9), "nine");
  EXPECT_EQ(*words->find(5), "");
  EXPECT_EQ(words->find(3), nullptr);
}

TEST(ModelFile, NamesTheSectionThatIsMissing) {
  const Folder folder;
  write_sample(folder / "a.entente");
  const auto file = ModelFile::open(folder / "a.entente");
  ASSERT_TRUE(file);
  const auto missing = (*file)->section("weights");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("'weights'"), std::string::npos);
  EXPECT_NE(missing.error().message.find("a.entente"), std::string::npos);
  EXPECT_FALSE((*file)->array<std::uint64_t>("numbers")) << "12 bytes are no whole number of 8";
  EXPECT_FALSE((*file)->string_map("numbers"));
}

TEST(ModelFile, RefusesWhatIsNoModel) {
  const Folder folder;
  const auto path = folder / "b.entente";
  const auto nothing = ModelFile::open(path);
  ASSERT_FALSE(nothing);
  EXPECT_NE(nothing.error().message.find(path.string()), std::string::npos);
  EXPECT_NE(nothing.error().message.find("model import"), std::string::npos);
  EXPECT_FALSE(ModelFile::open(folder / "."));
  expect_refused(path, "", "not a model file");
  expect_refused(path, "ENTNLP01", "not a model file");
  expect_refused(path, std::string(5000, 'x'), "not a model file");
}

TEST(ModelFile, RefusesDamage) {
  const Folder folder;
  write_sample(folder / "a.entente");
  const std::string good = slurp(folder / "a.entente");
  const auto path = folder / "b.entente";
  std::string magic = good;
  magic[0] = 'e';
  expect_refused(path, magic, "not a model file");
  std::string version = good;
  version[kVersionAt] = 9;
  expect_refused(path, version, "format 9");
  for (std::size_t size = kHeader; size < good.size(); size += 7)
    expect_refused(path, std::string_view(good).substr(0, size), "truncated or damaged");
  expect_refused(path, good + "more", "truncated or damaged");
  for (std::size_t at = kSectionsAt; at < good.size(); at += 3) {
    std::string flipped = good;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
    expect_refused(path, flipped, "damaged");
  }
}

TEST(ModelFile, SurvivesDamageBehindARightChecksum) {
  const Folder folder;
  write_sample(folder / "a.entente");
  const std::string good = slurp(folder / "a.entente");
  const auto path = folder / "b.entente";
  for (std::size_t at = kSectionsAt; at < good.size(); ++at) {
    for (const unsigned char flip : {0x01, 0x80, 0xff}) {
      std::string bytes = good;
      bytes[at] = static_cast<char>(bytes[at] ^ flip);
      seal(bytes);
      spill(path, bytes);
      const auto file = ModelFile::open(path);
      if (!file) continue;
      const auto numbers = (*file)->array<std::uint32_t>("numbers");
      EXPECT_LE(numbers ? numbers->size_bytes() : 0, bytes.size());
      if (const auto words = (*file)->string_map("words")) words->find(5);
    }
  }
}

TEST(ModelFile, IsNotWrittenWhereItCannotBe) {
  const Folder folder;
  const ModelFileWriter out;
  const auto path = folder / "no" / "such.entente";
  const auto done = out.write(path);
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().message.find(path.string()), std::string::npos);
}

TEST(Model, RefusesAFileThatLacksItsParts) {
  const Folder folder;
  write_sample(folder / "a.entente");
  const auto model = Model::load(folder / "a.entente");
  ASSERT_FALSE(model);
  EXPECT_NE(model.error().message.find("a.entente"), std::string::npos);
}

TEST(Model, RefusesATruncatedModel) {
  const Folder folder;
  spill(folder / "half.entente", std::string_view(slurp(kModelPath)).substr(0, 1 << 20));
  const auto model = Model::load(folder / "half.entente");
  ASSERT_FALSE(model);
  EXPECT_NE(model.error().message.find("half.entente: truncated or damaged"), std::string::npos) << model.error().message;
}

// Loads one of the English model's parts from files that hold it cut, or with a byte changed, at each of `places` places.
// Sections named in `beside` are as they should be.
void damage(const std::string& section, const std::vector<std::string>& beside, std::size_t places,
            const std::function<bool(const ModelFile&)>& load) {
  const Folder folder;
  const auto real = ModelFile::open(kModelPath);
  ASSERT_TRUE(real) << real.error().message;
  const auto loads = [&](std::string_view bytes) {
    ModelFileWriter out;
    out.add(section, bytes);
    for (const auto& name : beside) out.add(name, *(*real)->section(name));
    out.array("vectors.key", std::vector<std::uint64_t>());
    out.array("vectors.row", std::vector<std::uint32_t>());
    EXPECT_TRUE(out.write(folder / "part.entente"));
    const auto file = ModelFile::open(folder / "part.entente");
    EXPECT_TRUE(file);
    return file && load(**file);
  };
  const std::string good(*(*real)->section(section));
  EXPECT_TRUE(loads(good)) << section;
  for (std::size_t at = 0; at < good.size(); at += good.size() / places + 1) {
    EXPECT_FALSE(loads(std::string_view(good).substr(0, at))) << section << " cut at " << at;
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x91);
    loads(bytes);  // a changed letter may well load; nothing may crash
  }
}

TEST(DamagedPart, OfTheRules) {
  constexpr std::array<std::string_view, 3> kTags = {"NN", "VBD", "_SP"};
  damage("ruler", {}, 50, [&](const ModelFile& file) { return Ruler::load(file, kTags).has_value(); });
}

TEST(DamagedPart, OfTheTokenizer) {
  damage("tokenizer", {"norm.key", "norm.value", "symbols"}, 50, [](const ModelFile& file) {
    const auto vocabulary = Vocabulary::load(file);
    if (!vocabulary) return false;
    const auto tokenizer = Tokenizer::load(file, *vocabulary);
    if (!tokenizer) return false;
    constexpr std::string_view kText = "Gonna see the U.S. (and its \"allies\") at 5pm, aren't we? http://example.org/a";
    Lexicon lexicon(*vocabulary);
    Splitter splitter(*tokenizer, lexicon);
    Pieces pieces;
    splitter.split(kText, pieces);
    std::uint32_t end = 0;
    for (const Piece& piece : pieces.tokens) {
      EXPECT_EQ(piece.span.begin, end);
      end = piece.span.end + (piece.space_after ? 1 : 0);
    }
    EXPECT_EQ(end, kText.size());
    return true;
  });
}

TEST(DamagedPart, OfTheTagger) {
  damage("tagger.labels", {"tagger.weights"}, 50,
         [](const ModelFile& file) { return Tagger::load(file, 96, Precision::kFloat32).has_value(); });
}

TEST(DamagedPart, OfTheTransitionSystems) {
  damage("ner.shape", {"ner.weights"}, 50, [](const ModelFile& file) {
    return TransitionModel::load(file, "ner", Precision::kFloat32, 96, kBiluoPlaces, kBiluoMoves).has_value();
  });
}

TEST(DamagedPart, OfTheVectors) {
  damage("ner.tok2vec.shape", {"ner.tok2vec.weights", "ner.tok2vec.vectors"}, 8,
         [](const ModelFile& file) { return Tok2Vec::load(file, "ner.tok2vec", Precision::kFloat32).has_value(); });
}

TEST(DamagedPart, OfTheLemmas) {
  const std::string parts[] = {"ADJ",  "ADP", "ADV",  "AUX",  "CCONJ", "DET",   "INTJ",
                               "NOUN", "NUM", "PART", "PRON", "PUNCT", "SCONJ", "VERB"};
  const auto real = ModelFile::open(kModelPath);
  ASSERT_TRUE(real) << real.error().message;
  std::vector<std::string> beside;
  for (const auto& part : parts)
    for (const char* kind : {".index", ".key", ".value"})
      if ((*real)->section("lemma." + part + kind)) beside.push_back("lemma." + part + kind);
  damage("lemmatizer", beside, 50, [](const ModelFile& file) { return Lemmatizer::load(file).has_value(); });
}

}  // namespace
}  // namespace entente::nlp
