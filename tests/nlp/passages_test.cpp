// The texts are the project's own.
#include "nlp/passages.h"

#include <gtest/gtest.h>

#include <string>

namespace entente::nlp {
namespace {

using Texts = std::vector<std::string>;

Texts parts(std::string_view text) {
  Texts out;
  for (const Span span : passages(text)) out.emplace_back(span.in(text));
  return out;
}

TEST(Passages, EndAtBlankLines) {
  EXPECT_EQ(parts("\n Rebels leave port \n \t\r\n\nThey left.\n"), (Texts{"Rebels leave port", "They left."}));
  EXPECT_EQ(parts(""), Texts{});
  EXPECT_EQ(parts(" \n\n \n"), Texts{});
}

TEST(Passages, ALineIsOneWhereTheTextIsNotWrapped) {
  EXPECT_EQ(parts("Harbour neighbours sign a pact\nAlba thanked Brava. Corva did not.\nDorva waits."),
            (Texts{"Harbour neighbours sign a pact", "Alba thanked Brava. Corva did not.", "Dorva waits."}));
}

TEST(Passages, WrappedLinesGoOn) {
  EXPECT_EQ(
      parts("Envoys leave port\nThe two envoys waited in the harbour of\nAlba for nine hours, and nobody came to\nmeet them.\n"
            "They left at dusk."),
      (Texts{"Envoys leave port", "The two envoys waited in the harbour of\nAlba for nine hours, and nobody came to\nmeet them.",
             "They left at dusk."}));
}

TEST(Passages, ADatelineIsOneOfItsOwn) {
  for (const std::string dateline : {"PORT ALBA, Sept. 18 (Agency) - ", "PORT ALBA, Corva -- ", "ALBA \u2014 ", "ALBA\u2014",
                                     "Alba, 3 May 2023 - ", "Sept 18 (Agency) - ", "Alba, Corva \u2013 ",
                                     "ALBA, May 3 (the news agency) -- ", "ST. ALBA, D.C., 3 May \u2013 ", "CORVA: "})
    EXPECT_EQ(parts("Envoys leave\n" + dateline + "The envoys left."), (Texts{"Envoys leave", dateline, "The envoys left."}));
}

TEST(Passages, OtherWordsBeforeADashAreNone) {
  for (const std::string text : {"Alba - Two Ships Collide", "The envoys - both of them - left.", "Alba 3 - 2 Brava",
                                 "Mayor: The dam will hold.", "US - Corva ties", "ALBA - a port in Corva - was shelled."})
    EXPECT_EQ(parts(text), Texts{text});
}

}  // namespace
}  // namespace entente::nlp
