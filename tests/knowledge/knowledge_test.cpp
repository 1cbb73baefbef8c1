#include "entente/knowledge.h"

#include <gtest/gtest.h>

#include "folder.h"
#include "knowledge/tables.h"

namespace entente::knowledge {
namespace {

namespace fs = std::filesystem;

// A knowledge folder of one table and an ontology over it.
class Ontology : public testing::Test {
 protected:
  Ontology() {
    write("knowledge/events/verbs.tsv", "# words\nmeet v\ntalk v\n");
    write("knowledge/cue_forest.tsv", "1\n");
    fs::create_directories(root_ / "own");
  }
  void write(const std::string& file, const std::string& text) { test::spill(root_ / file, text); }
  Result<Knowledge> open() const { return Knowledge::with_ontology(root_ / "knowledge", root_ / "own"); }
  // The message of opening it; what it should hold is told beside it.
  std::string wrong() const {
    const auto opened = open();
    return opened ? "" : opened.error().message;
  }
  std::vector<std::string> rows(const Knowledge& knowledge) const {
    std::vector<std::string> out;
    const auto read = read_table(knowledge, "events/verbs.tsv", 2, [&](const Row& row, const Line& line) -> std::string {
      out.push_back(std::string(row[0]) + (line.own ? " own" : ""));
      return row[0] == "bad" ? "not good: mend it" : "";
    });
    if (!read) out.push_back(read.error().message);
    return out;
  }

  test::Folder root_;
};

TEST_F(Ontology, OwnLinesComeFirst) {
  write("own/events/verbs.tsv", "troll v\n");
  const auto knowledge = open();
  ASSERT_TRUE(knowledge) << knowledge.error().message;
  EXPECT_EQ(rows(*knowledge), (std::vector<std::string>{"troll v own", "meet v", "talk v"}));
}

TEST_F(Ontology, ReplacesWhereItSaysSo) {
  write("own/events/verbs.tsv", "troll v\n");
  write("own/ontology.toml", "[files]\n\"events/verbs.tsv\" = \"replace\"\n");
  const auto knowledge = open();
  ASSERT_TRUE(knowledge) << knowledge.error().message;
  EXPECT_EQ(rows(*knowledge), (std::vector<std::string>{"troll v own"}));
}

TEST_F(Ontology, NamesTypesAndSectors) {
  write("own/ontology.toml", "[types.DISINFORM]\nquad = 3\ncameo = \"112\"\n[sectors]\nHAC = \"hackers\"\n");
  const auto knowledge = open();
  ASSERT_TRUE(knowledge) << knowledge.error().message;
  ASSERT_EQ(knowledge->types().size(), 1u);
  EXPECT_EQ(knowledge->types()[0].name, "DISINFORM");
  EXPECT_EQ(knowledge->types()[0].quad, 3);
  EXPECT_TRUE(knowledge->sectors().contains("HAC"));
}

TEST_F(Ontology, AWrongLineIsNamed) {
  write("own/events/verbs.tsv", "# a comment\ntroll v\nbad\n");
  const auto knowledge = open();
  ASSERT_TRUE(knowledge) << knowledge.error().message;
  EXPECT_EQ(rows(*knowledge).back(), (root_ / "own/events/verbs.tsv").string() + ":3: not good: mend it");
}

TEST_F(Ontology, KeptBytesOutliveTheReading) {
  write("own/events/verbs.tsv", "troll v\r\n\n# a comment\ngoad v\tx");
  const auto knowledge = open();
  ASSERT_TRUE(knowledge) << knowledge.error().message;
  Texts kept;
  std::vector<std::string_view> cells;
  const auto take = [&](const Row& row, const Line&) -> std::string {
    cells.insert(cells.end(), row.begin(), row.end());
    return "";
  };
  ASSERT_TRUE(read_table(*knowledge, "events/verbs.tsv", 2, take, {}, &kept));
  EXPECT_EQ(kept.size(), 2u);
  EXPECT_EQ(cells, (std::vector<std::string_view>{"troll v", "", "goad v", "x", "meet v", "", "talk v", ""}));
}

TEST_F(Ontology, TooManyColumnsAreNamed) {
  write("own/events/verbs.tsv", "troll v\t\t\n");
  const auto knowledge = open();
  ASSERT_TRUE(knowledge) << knowledge.error().message;
  EXPECT_NE(rows(*knowledge).back().find("verbs.tsv:1: 3 columns, at most 2"), std::string::npos);
}

TEST_F(Ontology, WrongSettingsAreNamedWithTheirLine) {
  struct Case {
    const char *toml, *message;
  };
  for (const Case& c : {Case{"[types.X]\nquad = 5\ncameo = \"112\"\n", "ontology.toml:2: a type has quad"},
                        Case{"[types.X]\nquad = 3\n", "ontology.toml:1: type X lacks cameo"},
                        Case{"[types.disinform]\nquad = 3\n", "ontology.toml:1: a type is written"},
                        Case{"\n[kinds]\nx = 1\n", "ontology.toml:2: kinds is none of"},
                        Case{"[files]\n\"events/nouns.tsv\" = \"add\"\n", "ontology.toml:2: the ontology has no file"},
                        Case{"[sectors]\nhac = \"x\"\n", "ontology.toml:2: a sector is written"},
                        Case{"files = 3\n", "ontology.toml:1: files must be a table"}, Case{"[types.X\n", "ontology.toml:1: "}}) {
    write("own/ontology.toml", c.toml);
    EXPECT_NE(wrong().find(c.message), std::string::npos) << c.toml << "said: " << wrong();
  }
}

TEST_F(Ontology, FilesThatMirrorNoTableAreNamed) {
  write("own/events/verb.tsv", "troll v\n");
  EXPECT_NE(wrong().find("events/verb.tsv: there is no table"), std::string::npos) << wrong();
  fs::remove(root_ / "own/events/verb.tsv");
  for (const char* fitted : {"cue_forest.tsv", "role_forest.tsv", "status_forest.tsv", "status_head.tsv", "day_forest.tsv"}) {
    write(std::string("knowledge/") + fitted, "1\n");
    write(std::string("own/") + fitted, "2\n");
    EXPECT_NE(wrong().find("cannot be changed"), std::string::npos) << wrong();
    fs::remove(root_ / "own" / fitted);
  }
  write("own/README.md", "What this is.\n");
  EXPECT_EQ(wrong(), "");
}

}  // namespace
}  // namespace entente::knowledge
