// A user's own types, verbs, actors and sectors, through the program.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace entente::test {
namespace {

using Json = nlohmann::json;

const std::string kSample = std::string("--ontology ") + ENTENTE_SOURCE_DIR + "/samples/ontology";

Json record(const std::string& text) { return {{"id", "1"}, {"text", text}}; }

// "TYPE source -> target" of each event.
std::vector<std::string> told(const std::string& text, const std::string& options) {
  const Ran ran = run("code - --coder patterns " + options, record(text).dump() + "\n");
  EXPECT_EQ(ran.status, 0) << ran.err;
  const Json coded = Json::parse(ran.out);
  std::vector<std::string> out;
  for (const Json& event : coded["events"]) {
    std::string line = event["type"].get<std::string>() + ":";
    for (const Json& role : event["source"]) line += " " + role["actor"]["code"].get<std::string>();
    line += " ->";
    for (const Json& role : event["target"]) line += " " + role["actor"]["code"].get<std::string>();
    out.push_back(line);
  }
  return out;
}

TEST(Ontology, CodesAnOwnTypeFromAnOwnVerbByAnOwnActor) {
  EXPECT_EQ(told("Glass Heron trolled the Estonian government on Monday.", kSample),
            std::vector<std::string>{"DISINFORM: GLASSHERON -> EST GOV"});
  EXPECT_EQ(told("Glass Heron trolled the Estonian government on Monday.", ""), std::vector<std::string>{});
}

TEST(Ontology, OperatorsAndNounsActOnAnOwnType) {
  EXPECT_EQ(told("Germany vowed to troll Glass Heron.", kSample), std::vector<std::string>{"THREATEN: DEU -> GLASSHERON"});
  EXPECT_EQ(told("Chinese hackers ran a smear campaign against Norway.", kSample),
            std::vector<std::string>{"DISINFORM: CHN HAC -> NOR"});
}

TEST(Ontology, ReplacesATableWhereItSaysSo) {
  const std::string concert = "At the song contest, France attacked Spain.",
                    football = "At the World Cup, France attacked Spain.";
  EXPECT_TRUE(told(concert, kSample).empty());
  EXPECT_FALSE(told(concert, "").empty());
  EXPECT_TRUE(told("At the stock exchange, France attacked Spain.", "").empty());
  EXPECT_FALSE(told("At the stock exchange, France attacked Spain.", kSample).empty());
  EXPECT_TRUE(told(football, kSample).empty());
}

TEST(Ontology, WordsAboveAnEventSayWhetherItTookPlace) {
  const Folder folder;
  std::filesystem::create_directories(folder / "events");
  const auto status = [](const std::string& options) {
    const Ran ran =
        run("code - --coder patterns " + options, record("Germany daydreamed about the attack on Mali.").dump() + "\n");
    EXPECT_EQ(ran.status, 0) << ran.err;
    return Json::parse(ran.out)["events"].at(0)["status"].get<std::string>();
  };
  EXPECT_EQ(status(""), "happened");
  spill(folder / "events/classes.tsv", "dreaming\tdaydream\n");
  spill(folder / "events/governors.tsv", "dreaming v\tof|about\t\thypothetical\n");
  EXPECT_EQ(status("--ontology " + folder.str()), "hypothetical");
}

TEST(Ontology, ClassifyAndActorsKnowIt) {
  const Json spans = {{"id", "1"}, {"text", "Glass Heron trolled Estonia."}, {"source", {0, 11}}, {"target", {20, 27}}};
  for (const std::string coder : {"", " --coder patterns"}) {
    const Ran ran = run("classify - " + kSample + coder, spans.dump() + "\n");
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(Json::parse(ran.out)["type"], "DISINFORM");
    EXPECT_EQ(Json::parse(ran.out)["quad"], 3);
  }
  const Ran actors = run("actors - " + kSample, record("Chinese hackers").dump() + "\n");
  EXPECT_EQ(Json::parse(actors.out)["code"], "CHN HAC");
}

TEST(Ontology, TheLedgerWeighsAnOwnType) {
  const Folder folder;
  const std::string ledger = " --ledger " + (folder / "l.db").string();
  const Ran read = run("read - --coder patterns --date 2024-05-06 " + kSample + ledger,
                       record("Glass Heron trolled the Estonian government on Monday.").dump() + "\n");
  ASSERT_EQ(read.status, 0) << read.err;
  const Ran pairs = run("ledger --json" + ledger);
  const Json pair = Json::parse(pairs.out);
  EXPECT_EQ(pair["a"], "EST");
  EXPECT_EQ(pair["b"], "GLASSHERON");
  EXPECT_EQ(pair["stance"], "strained");
}

TEST(Ontology, WrongLinesEndTheProgramWithPlaceAndCure) {
  struct Case {
    const char *file, *line, *message;
  };
  for (const Case& c :
       {Case{"events/verbs.tsv", "troll v\t\tDISINFORM\n", "events/verbs.tsv:2: unknown type DISINFORM: take one of"},
        Case{"events/verbs.tsv", "troll\t\tACCUSE\n", "events/verbs.tsv:2: a trigger is a lemma"},
        Case{"events/verbs.tsv", "troll v\tobj:@nosuch\tACCUSE\n", "events/verbs.tsv:2: unknown class @nosuch"},
        Case{"events/verbs.tsv", "troll v\t\t/nosuch\n", "events/verbs.tsv:2: unknown operator nosuch"},
        Case{"events/governors.tsv", "nosuch\tobj\t\tplanned\n", "events/governors.tsv:2: unknown class nosuch: give its words"},
        Case{"events/governors.tsv", "talk n\tobj\t\tplanned\n", "events/governors.tsv:2: a class of words, perhaps with v"},
        Case{"events/governors.tsv", "talk\t\t\tplanned\n", "events/governors.tsv:2: how a word hangs on the class"},
        Case{"events/governors.tsv", "talk\tobj\t\tdone\n", "events/governors.tsv:2: unknown status \"done\": take one of"},
        Case{"events/blend.tsv", "threshold\t0,5\n", "events/blend.tsv:2: threshold: a number expected, not \"0,5\""},
        Case{"events/blend.tsv", "treshold\t0.5\n", "events/blend.tsv:2: unknown setting treshold"},
        Case{"actors/groups.tsv", "GH\tRUS\tHAC\tarmed-group\tGlass Heron\n",
             "actors/groups.tsv:2: unknown sector HAC: take one of"},
        Case{"actors/regions.tsv", "ZZZ\t\tNowhere\n", "actors/regions.tsv:2: unknown country ZZZ"},
        Case{"cues.tsv", "murmur\tx\tspeech\n", "cues.tsv:2: columns lemma"},
        Case{"places.tsv", "hamlet\tX\tFRA\t0\t0\t1\n", "places.tsv:2: the kind is none of"}}) {
    const Folder folder;
    std::filesystem::create_directories((folder / c.file).parent_path());
    spill(folder / c.file, std::string("# own\n") + c.line);
    const Ran ran = run("code - --ontology " + folder.str(), record("Nothing.").dump() + "\n");
    EXPECT_EQ(ran.status, 2) << c.line;
    EXPECT_TRUE(ran.out.empty()) << c.line;
    EXPECT_NE(ran.err.find(c.message), std::string::npos) << c.line << "said: " << ran.err;
  }
}

}  // namespace
}  // namespace entente::test
