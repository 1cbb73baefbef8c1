#include "nlp/model_file.h"
#include "nlp/pack.h"
#include "nlp/test_model.h"

namespace entente::nlp {
namespace {

namespace fs = std::filesystem;

// A folder whose files are links to those of the English model, so that one of them can be replaced.
fs::path borrowed_model(const Folder& folder) {
  fs::path from;
  for (const auto& entry : fs::recursive_directory_iterator(ENTENTE_SOURCE_DIR "/.deps/en_core_web_md"))
    if (entry.path().filename() == "config.cfg") from = entry.path().parent_path();
  const fs::path to = folder / "model";
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    if (!entry.is_regular_file()) continue;
    const fs::path link = to / entry.path().lexically_relative(from);
    fs::create_directories(link.parent_path());
    fs::create_symlink(entry.path(), link);
  }
  return to;
}

std::string why_not(const fs::path& from, const fs::path& to) {
  const auto done = import_model(from, to);
  EXPECT_FALSE(done);
  EXPECT_FALSE(fs::exists(to)) << "nothing is written where the import fails";
  return done ? "" : done.error().message;
}

TEST(Import, SaysWhatIsNoModel) {
  const Folder folder;
  const fs::path to = folder / "out.entente";
  EXPECT_NE(why_not(folder / "none", to).find("none: no spaCy model; the folder with config.cfg is needed"), std::string::npos);
  spill(folder / "file", "x");
  EXPECT_NE(why_not(folder / "file", to).find("file: no wheel; a spaCy model's wheel or folder is needed"), std::string::npos);
  fs::create_directories(folder / "other");
  spill(folder / "other" / "config.cfg", "[nlp]\nlang = \"de\"\n");
  const std::string message = why_not(folder / "other", to);
  EXPECT_NE(message.find("config.cfg"), std::string::npos) << message;
  EXPECT_NE(message.find("lang is not \"en\"; spaCy 3.8's English pipelines"), std::string::npos) << message;
}

TEST(Import, NamesTheFileThatIsDamaged) {
  const Folder folder;
  const fs::path model = borrowed_model(folder);
  const fs::path to = folder / "out.entente";
  for (const char* name :
       {"tagger/cfg", "tagger/model", "tok2vec/model", "parser/model", "parser/moves", "ner/model", "ner/moves", "tokenizer",
        "vocab/vectors", "vocab/key2row", "vocab/lookups.bin", "attribute_ruler/patterns", "lemmatizer/lookups/lookups.bin"}) {
    const fs::path file = model / name;
    ASSERT_TRUE(fs::exists(file)) << name;
    const fs::path target = fs::read_symlink(file);
    fs::remove(file);
    EXPECT_NE(why_not(model, to).find(name), std::string::npos) << name << " missing";
    spill(file, "\x81\xa5nodes\x01 is not it");
    EXPECT_NE(why_not(model, to).find(name), std::string::npos) << name << " of other content";
    fs::remove(file);
    fs::create_symlink(target, file);
  }
}

TEST(Import, NamesALayerThatIsNotSupported) {
  const Folder folder;
  const fs::path model = borrowed_model(folder);
  const fs::path file = model / "tok2vec" / "model";
  std::string bytes = slurp(file);
  const std::string known = "\xa6maxout", other = "\xa6lstm_x";  // MessagePack's strings of six bytes
  std::size_t replaced = 0;
  for (std::size_t at = 0; (at = bytes.find(known, at)) != std::string::npos; ++replaced) bytes.replace(at, known.size(), other);
  ASSERT_GT(replaced, 0u);
  fs::remove(file);
  spill(file, bytes);
  const std::string message = why_not(model, folder / "out.entente");
  EXPECT_NE(message.find("tok2vec/model: layer 'lstm_x' is not supported"), std::string::npos) << message;
}

TEST(Import, MakesTheSameOfAWheelAndOfItsFolder) {
  const Folder folder;
  fs::path wheel;
  for (const auto& entry : fs::directory_iterator(ENTENTE_SOURCE_DIR "/.deps/fetched"))
    if (entry.path().extension() == ".whl") wheel = entry.path();
  ASSERT_FALSE(wheel.empty());
  const auto of_wheel = import_model(wheel, folder / "wheel.entente");
  ASSERT_TRUE(of_wheel) << of_wheel.error().message;
  const auto of_folder = import_model(ENTENTE_SOURCE_DIR "/.deps/en_core_web_md", folder / "folder.entente");
  ASSERT_TRUE(of_folder) << of_folder.error().message;
  EXPECT_TRUE(slurp(folder / "wheel.entente") == slurp(folder / "folder.entente"));
}

TEST(Import, MakesTheModelThatIsInstalled) {
  const Folder folder;
  const auto done = import_model(ENTENTE_SOURCE_DIR "/.deps/en_core_web_md", folder / "out.entente");
  ASSERT_TRUE(done) << done.error().message;
  const auto made = ModelFile::open(folder / "out.entente"), installed = ModelFile::open(kModelPath);
  ASSERT_TRUE(made && installed);
  for (const char* name : {"symbols", "norm.key", "norm.value", "vectors.key", "vectors.row", "tokenizer", "ruler", "lemmatizer",
                           "lemma.VERB.value", "tagger.labels", "parser.shape", "ner.shape", "tok2vec.shape"})
    EXPECT_EQ((*made)->section(name).value_or("missing"), (*installed)->section(name).value_or("")) << name;
  const auto model = Model::load(folder / "out.entente");
  ASSERT_TRUE(model) << model.error().message;
  const Doc doc = (*model)->parse("Peru sold ships.");
  ASSERT_EQ(doc.tokens.size(), 4u);
  EXPECT_EQ(doc.tokens[0].ent_type, "GPE");
  EXPECT_EQ(doc.tokens[1].lemma, "sell");
}

TEST(Pack, ReadsMapsAndRefusesHalves) {
  const Folder folder;
  spill(folder / "a", "\x82\xa1k\xa3one\xa1n\x07");
  const auto pack = Pack::read(folder / "a");
  ASSERT_TRUE(pack) << pack.error().message;
  ASSERT_NE(get(pack->root(), "k"), nullptr);
  EXPECT_EQ(text_of(*get(pack->root(), "k")), "one");
  EXPECT_EQ(number_of(*get(pack->root(), "n")), 7u);
  EXPECT_EQ(get(pack->root(), "none"), nullptr);
  EXPECT_EQ(get(get(pack->root(), "n"), "k"), nullptr) << "a number has no keys";
  spill(folder / "b", "\x82\xa1k\xa3o");
  const auto half = Pack::read(folder / "b");
  ASSERT_FALSE(half);
  EXPECT_NE(half.error().message.find((folder / "b").string()), std::string::npos);
}

}  // namespace
}  // namespace entente::nlp
