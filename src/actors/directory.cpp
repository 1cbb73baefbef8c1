#include "actors/actors.h"
#include "actors/lexicon.h"
#include "actors/mentions.h"
#include "actors/officeholders.h"
#include "actors/resolve.h"

namespace entente::actors {
namespace {

class Dictionaries final : public Directory {
 public:
  explicit Dictionaries(Lexicon lexicon) : lexicon_(std::move(lexicon)) {}

  Resolved resolve(std::string_view phrase, std::string_view context, std::string_view date) const override {
    return actors::resolve(lexicon_, phrase, context, parse_period(date));
  }

  std::vector<Mention> find(const Doc& doc, std::string_view date) const override {
    return find_mentions(lexicon_, doc, parse_period(date));
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
