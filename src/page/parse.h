// HTML -> lexbor's document, as the HTML Standard's parsing algorithm builds it, bounded in depth and size.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

extern "C" {
#include <lexbor/html/html.h>
}

namespace entente::page {

// The attributes that anything here asks for.
enum class Attribute : std::uint8_t {
  Amp,
  AmpSign,     // a lightning in its place
  AriaHidden,  // aria-hidden
  Class,
  Component,  // data-component
  Content,
  DataType,  // data-type
  Datetime,
  Hidden,
  Href,
  Id,
  ItemProp,
  Lang,
  Name,
  Property,
  Rel,
  Role,
  Style,
  TestId,  // data-testid
  Title,
  Type,
  XmlLang,  // xml:lang
};

constexpr std::size_t kAttributes = static_cast<std::size_t>(Attribute::XmlLang) + 1;
static_assert(kAttributes <= 32, "a bit each, in Node");

std::string_view name_of(Attribute attribute);

// Of attributes and of the texts of scripts and styles: those that anything here asks for, or all.
enum class Keep : std::uint8_t { Asked, All };

struct DestroyDocument {
  void operator()(lxb_html_document_t* document) const;
};
using HtmlDocument = std::unique_ptr<lxb_html_document_t, DestroyDocument>;

// None if memory runs out. Elements nested deeper than 512 are unwrapped, their text is kept.
HtmlDocument parse(std::string_view html, Keep keep);

bool is_json_ld(std::string_view type);  // of a script's type: JSON that describes the page

}  // namespace entente::page
