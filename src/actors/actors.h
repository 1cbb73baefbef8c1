// spans -> who: dictionaries with dates, codes, coreference.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/doc.h"
#include "entente/knowledge.h"
#include "entente/records.h"
#include "entente/result.h"

namespace entente::actors {

// A resolved phrase: who it names and how that is known ("name", "title: president of FRA", ...).
struct Resolved {
  Actor actor;
  std::string how;
};

// The dictionaries of knowledge/: names, dated roles, role nouns, demonyms. Immutable; shared by threads.
class Directory {
 public:
  static Result<std::shared_ptr<const Directory>> load(const Knowledge& knowledge);
  virtual ~Directory() = default;

  // Who a phrase names at a date (ISO date, interval or empty: any time). Empty actor where nobody.
  virtual Resolved resolve(std::string_view phrase, std::string_view context, std::string_view date) const = 0;

  // The country (ISO 3166 alpha-3) of a site by its name ("The Jamaica Observer") or its address; empty where neither tells.
  virtual std::string home(std::string_view site, std::string_view url) const = 0;

  // All mentions of actors in a document, in text order, ids 0..n-1, pronouns and descriptions resolved to their actor. `home` is
  // the country of who published it, empty where unknown: whose "the police" are where the text does not say.
  virtual std::vector<Mention> find(const Doc& doc, std::string_view date, std::string_view home) const = 0;

  // The interval in which everybody whom `text` calls by an office held it ("President Joe Biden" and "Prime Minister Imran
  // Khan" give 2021-01-20/2022-04-10), with one line of evidence each. Nothing where no dated office is named. Works on the plain
  // text, without a parse; linear.
  virtual std::optional<Dated> date_by_officeholders(std::string_view text) const = 0;
};

// The names of dated offices alone, a small part of the dictionaries: they tell whether a text is worth the others, for
// date_by_officeholders() finds nothing in one that names no office. Immutable; shared by threads.
class Offices {
 public:
  static Result<std::shared_ptr<const Offices>> load(const Knowledge& knowledge);
  virtual ~Offices() = default;
  virtual bool named_in(std::string_view text) const = 0;  // linear
};

}  // namespace entente::actors
