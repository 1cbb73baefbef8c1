// html5lib's tests of tree construction through the page's own tree. The data is
// fetched by scripts/setup. What does not apply: fragments and scripting, for a page is parsed as a document with scripting off.
#include <gtest/gtest.h>
#include <lexbor/dom/interfaces/character_data.h>
#include <lexbor/dom/interfaces/document_type.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "page/tree.h"

namespace entente::page {
namespace {

namespace fs = std::filesystem;

struct Case {
  std::string name;  // "tests1:12": the file and the number in it
  std::string data, document;
  bool applies = true;
};

std::vector<Case> cases_in(const fs::path& file) {
  std::vector<Case> cases;
  std::ifstream in(file, std::ios::binary);
  std::string* part = nullptr;
  for (std::string line; std::getline(in, line);) {
    if (line == "#data") {
      cases.push_back({file.stem().string() + ":" + std::to_string(cases.size() + 1), "", "", true});
      part = &cases.back().data;
    } else if (line == "#document") {
      part = &cases.back().document;
    } else if (line == "#document-fragment" || line == "#script-on") {
      cases.back().applies = false;
      part = nullptr;
    } else if (line == "#errors" || line == "#new-errors" || line == "#script-off") {
      part = nullptr;
    } else if (part) {
      *part += line + '\n';
    }
  }
  for (Case& one : cases) {
    if (!one.data.empty()) one.data.pop_back();
    while (one.document.ends_with("\n\n")) one.document.pop_back();
  }
  return cases;
}

std::string_view view(const lxb_char_t* bytes, std::size_t size) { return {reinterpret_cast<const char*>(bytes), size}; }

const char* prefix(std::size_t ns) {
  switch (ns) {
    case LXB_NS_SVG:
      return "svg ";
    case LXB_NS_MATH:
      return "math ";
    case LXB_NS_XLINK:
      return "xlink ";
    case LXB_NS_XML:
      return "xml ";
    case LXB_NS_XMLNS:
      return "xmlns ";
    default:
      return "";
  }
}

void dump_children(lxb_dom_node_t* parent, std::size_t depth, std::string& out);

void dump_element(lxb_dom_node_t* node, std::size_t depth, std::string& out) {
  const std::string indent = "| " + std::string(2 * depth + 2, ' ');
  lxb_dom_element_t* const element = lxb_dom_interface_element(node);
  std::size_t size = 0;
  const lxb_char_t* name = lxb_dom_element_qualified_name(element, &size);
  out += "<" + std::string(prefix(node->ns)) + std::string(view(name, size)) + ">\n";
  std::map<std::string, std::string> attributes;
  for (lxb_dom_attr_t* at = element->first_attr; at; at = at->next) {
    name = lxb_dom_attr_qualified_name(at, &size);
    std::string key(view(name, size));
    const std::string space = at->node.ns >= LXB_NS_XLINK ? prefix(at->node.ns) : "";  // others have their element's
    if (!space.empty()) key = space + key.substr(key.find(':') == std::string::npos ? 0 : key.find(':') + 1);
    const lxb_char_t* value = lxb_dom_attr_value(at, &size);
    attributes[key] = view(value, size);
  }
  for (const auto& [key, value] : attributes) out += indent + key + "=\"" + value + "\"\n";
  if (node->ns == LXB_NS_HTML && node->local_name == LXB_TAG_TEMPLATE) {
    out += indent + "content\n";
    dump_children(lxb_dom_interface_node(lxb_html_interface_template(node)->content), depth + 2, out);
  }
  dump_children(node, depth + 1, out);
}

void dump_children(lxb_dom_node_t* parent, std::size_t depth, std::string& out) {
  for (lxb_dom_node_t* node = parent->first_child; node; node = node->next) {
    out += "| " + std::string(2 * depth, ' ');
    if (node->type == LXB_DOM_NODE_TYPE_ELEMENT) {
      dump_element(node, depth, out);
    } else if (node->type == LXB_DOM_NODE_TYPE_TEXT || node->type == LXB_DOM_NODE_TYPE_COMMENT) {
      const lexbor_str_t& data = lxb_dom_interface_character_data(node)->data;
      const bool text = node->type == LXB_DOM_NODE_TYPE_TEXT;
      out += std::string(text ? "\"" : "<!-- ") + std::string(view(data.data, data.length)) + (text ? "\"\n" : " -->\n");
    } else if (node->type == LXB_DOM_NODE_TYPE_DOCUMENT_TYPE) {
      auto* const type = lxb_dom_interface_document_type(node);
      std::size_t size = 0;
      const lxb_char_t* name = lxb_dom_document_type_name(type, &size);
      const auto open = view(type->public_id.data, type->public_id.length),
                 at = view(type->system_id.data, type->system_id.length);
      out += "<!DOCTYPE " + std::string(view(name, size));
      if (!open.empty() || !at.empty()) out += " \"" + std::string(open) + "\" \"" + std::string(at) + "\"";
      out += ">\n";
    }
  }
}

std::string tree_of(const std::string& html) {
  const Tree tree(html, Keep::All);
  if (tree.size() == 0) return "";
  std::string out;
  dump_children(lxb_dom_interface_node(tree[0].dom->owner_document), 0, out);
  return out;
}

// What of a tree is asked for anywhere: all but the texts of scripts and styles, and the attributes that `Attribute` does not
// name.
std::string asked_of(const Tree& tree) {
  std::string out;
  std::vector<std::size_t> numbers(tree.size());  // of the nodes that count
  std::size_t count = 0;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const std::size_t parent = tree[i].parent;
    if (tree[i].is_text() && (tree[parent].tag == LXB_TAG_SCRIPT || tree[parent].tag == LXB_TAG_STYLE)) continue;
    numbers[i] = count++;
    out += std::to_string(numbers[parent]) + ' ' + std::to_string(tree[i].tag);
    if (tree[i].is_text()) out.append(" ").append(tree.text(i));
    for (int name = 0; name <= static_cast<int>(Attribute::XmlLang); ++name)
      if (const auto attribute = static_cast<Attribute>(name); tree.has(i, attribute))
        out.append(" ").append(std::to_string(name)).append("=").append(tree.attribute(i, attribute));
    out += '\n';
  }
  return out;
}

// Names of the cases that lexbor does not pass, with the reason.
std::map<std::string, std::string> exceptions() {
  std::map<std::string, std::string> out;
  std::ifstream in(ENTENTE_SOURCE_DIR "/tests/page/html5lib_exceptions.tsv");
  for (std::string line; std::getline(in, line);)
    if (const std::size_t tab = line.find('\t'); line[0] != '#' && tab != std::string::npos)
      out[line.substr(0, tab)] = line.substr(tab + 1);
  return out;
}

TEST(Html5lib, TreesAreTheStandards) {
  const fs::path folder = ENTENTE_DATA_DIR "/../html5lib/tree-construction";
  ASSERT_TRUE(fs::is_directory(folder)) << folder << ": missing; run scripts/setup";
  std::map<std::string, std::string> known = exceptions();
  std::size_t passed = 0, left_out = 0, failed = 0;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".dat") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files)
    for (const Case& one : cases_in(file)) {
      if (!one.applies) {
        ++left_out;
        continue;
      }
      const std::string tree = tree_of(one.data);
      EXPECT_EQ(asked_of(Tree(one.data)), asked_of(Tree(one.data, Keep::All))) << one.name << "\n" << one.data;
      const bool listed = known.erase(one.name) > 0;
      if (tree == one.document) {
        ++passed;
        EXPECT_FALSE(listed) << one.name << " passes: take it out of html5lib_exceptions.tsv";
      } else {
        ++failed;
        EXPECT_TRUE(listed) << one.name << "\n" << one.data << "\nexpected:\n" << one.document << "got:\n" << tree;
      }
    }
  for (const auto& [name, reason] : known) ADD_FAILURE() << name << ": no such case (" << reason << ")";
  std::printf("html5lib: %zu passed, %zu listed as failing, %zu do not apply\n", passed, failed, left_out);
  EXPECT_GT(passed, 1400U);
}

}  // namespace
}  // namespace entente::page
