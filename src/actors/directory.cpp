#include <optional>

#include "actors/actors.h"
#include "actors/lexicon.h"
#include "actors/mentions.h"
#include "actors/officeholders.h"
#include "actors/period.h"
#include "actors/resolve.h"
#include "actors/when.h"

namespace entente::actors {
namespace {

class Dictionaries final : public Directory {
 public:
  explicit Dictionaries(Lexicon lexicon) : lexicon_(std::move(lexicon)) {}

  Resolved resolve(std::string_view phrase, std::string_view context, std::string_view date) const override {
    return actors::resolve(lexicon_, phrase, context, parse_period(date));
  }

  std::string home(std::string_view site, std::string_view url) const override {
    const std::size_t scheme = url.find("://");
    std::string_view host = scheme == std::string_view::npos ? std::string_view{} : url.substr(scheme + 3);
    host = host.substr(0, host.find_first_of("/:?#"));
    if (const Actor* country = lexicon_.country_by_domain(fold(host.substr(host.rfind('.') + 1)))) return country->code;
    if (const Actor country = country_of(lexicon_, site); !country.code.empty()) return country.code;
    const Words words = split(site);
    for (const Match& match : lexicon_.matches(words))  // "BBC News"
      if (const Entry& entry = lexicon_.entry(match.entry); entry.kind == Kind::body)
        if (const Actor* country = lexicon_.country_by_code(lexicon_.body(entry.index).actor.country)) return country->code;
    return {};
  }

  std::vector<Mention> find(const Doc& doc, std::string_view date, std::string_view home) const override {
    return find_mentions(lexicon_, doc, offices_at(lexicon_, doc, parse_period(date)), home);
  }

  std::optional<Dated> date_by_officeholders(std::string_view text) const override {
    return actors::date_by_officeholders(lexicon_, text);
  }

 private:
  Lexicon lexicon_;
};

class OfficeNames final : public Offices {
 public:
  explicit OfficeNames(Lexicon lexicon) : lexicon_(std::move(lexicon)) {}

  bool named_in(std::string_view text) const override { return !lexicon_.matches(split(text)).empty(); }

 private:
  Lexicon lexicon_;
};

}  // namespace

Result<std::shared_ptr<const Directory>> Directory::load(const Knowledge& knowledge) {
  auto lexicon = Lexicon::load(knowledge);
  if (!lexicon) return tl::unexpected(lexicon.error());
  return std::make_shared<const Dictionaries>(*std::move(lexicon));
}

Result<std::shared_ptr<const Offices>> Offices::load(const Knowledge& knowledge) {
  auto lexicon = Lexicon::load_offices(knowledge);
  if (!lexicon) return tl::unexpected(lexicon.error());
  return std::make_shared<const OfficeNames>(*std::move(lexicon));
}

}  // namespace entente::actors
