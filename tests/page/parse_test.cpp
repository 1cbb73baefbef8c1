// Attributes are read past the tokenizer where they are written as most are: what is read has to be what the tokenizer reads.
#include <gtest/gtest.h>

#include "page/tree.h"

namespace entente::page {
namespace {

// Elements and texts in order, with the attributes that are asked for.
std::string outline(const std::string& html, Keep keep) {
  const Tree tree(html, keep);
  std::string out;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    out += tree[i].is_text() ? "'" + std::string(tree.text(i)) + "'" : "<" + std::to_string(tree[i].tag);
    for (std::size_t k = 0; k < kAttributes; ++k)
      if (const auto name = static_cast<Attribute>(k); tree.has(i, name))
        out += " " + std::string(name_of(name)) + "=[" + std::string(tree.attribute(i, name)) + "]";
    out += "\n";
  }
  return out;
}

TEST(Parse, AttributesAreTheTokenizers) {
  using namespace std::string_literals;
  for (const std::string& html :
       {"<p class=\"lead wide\" data-n=\"1 > 0\" id='first'>text"s,
        "<p class=\"one\"><p class=\"two\" class=\"three\" class='four'>text"s,
        "<p class=one><p data-a=b class=\"bare before\" hidden data-c id=\"x\">text"s,
        "<p class=\"a\"><p class=\"R&amp;D &eacute;t&eacute; &unknown; &amp\" title=\"x\">text"s,
        "<p class=\"a\"><p class=\"two\r\nlines\rand\n one\" id=\"x\">text"s,
        "<p class=\"a\"><p class=\"nul \0 in it\" id=\"x\" da\0ta=\"y\">text"s,
        "<p class=\"a\"><p CLASS=\"upper\" Data-X=\"y\" ID='z'>text"s,
        "<p class=\"a\"><p class=\"\" id='' data-e=\"\">text"s,
        "<p class=\"a\"><p data-a=\"no\"class=\"space\"id=\"between\">text"s,
        "<p class=\"a\"><p class = \"blanks\" id= 'around' title =\"it\">text"s,
        "<br class=\"a\"/><br id=\"b\" / class=\"c\"/><img data-s=\"x\"/>text"s,
        "<p class=\"a\"><p \t\n\f\r id=\"after\"\n\n class=\"lines\"\n>text"s,
        "<p class=\"a\"><p =\"b\" \"c\"=\"d\" 'e id=\"f\" <g=\"h\">text"s,
        "<p class=\"a\"></p class=\"end\" data-x=\"tag\">text"s,
        "<p class=\"a\">text<p class=\"never closed>more <b>text</b>"s,
        "<p class=\"a\">text<p data-x='never closed>more <b>text</b>"s,
        "<p class=\"a\">text<p id=\"b\" data-x=\"the page ends here\""s,
        "<p class=\"a\">text<p id=\"b\" class="s,
        "<html lang=\"de\"><body class=\"a\"><html xml:lang=\"fr\" lang=\"en\"><body class=\"b\" id=\"c\">text"s,
        "<svg><a xlink:href=\"/one\" href=\"/two\" data-x=\"y\">text</a><a xlink:href='/three' data-y=\"t\">text</a></svg>"s,
        "<a href=\"/1\" data-x=\"1\"><p>one<a href=\"/2\" data-x=\"2\">two<p>three</a>four"s,
        "<p><b class=\"a\"><b class=\"a\"><b class=\"a\" id=\"x\"><b class=\"a\"><p>five"s,
        "<table><input type=\"hidden\" name=\"n\"><input type=\"text\" data-x=\"y\">text</table>"s})
    EXPECT_EQ(outline(html, Keep::Asked), outline(html, Keep::All)) << html;
}

TEST(Parse, WhatNothingAsksForIsNotInTheTree) {
  const Tree tree("<p class=\"a\" data-x=\"b\" onclick='c' id=\"d\">text", Keep::Asked);
  for (std::size_t i = 0; i < tree.size(); ++i)
    if (tree[i].tag == LXB_TAG_P) {
      const lxb_dom_attr_t* first = lxb_dom_interface_element(tree[i].dom)->first_attr;
      ASSERT_TRUE(first && first->next);
      EXPECT_FALSE(first->next->next);
      return;
    }
  FAIL() << "no paragraph";
}

}  // namespace
}  // namespace entente::page
