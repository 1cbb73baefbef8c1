// sentences -> who did what to whom: dependency patterns typed by a lexicon, status, numbers.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "entente/doc.h"
#include "entente/knowledge.h"
#include "entente/records.h"
#include "entente/result.h"
#include "time/time.h"

namespace entente::events {

// What the rooms before this one found in a document.
struct Context {
  const Doc& doc;
  const std::vector<Mention>& mentions;
  const std::vector<Statement>& statements;
  const std::vector<time::Expression>& times;
  const std::vector<PlaceRef>& places;
  const std::optional<Dated>& article_date;
};

// The type of what one marked span does to another.
struct Classified {
  std::string type;
  int quad = 0;
  std::map<std::string, double> scores;  // type -> probability; sums to 1
};

struct Lexicon;

// Who codes the events: the lexicon's patterns, the learned coder, or both.
enum class Mode { patterns, model, blend };

// A coder over its lexicon (knowledge/events/). Immutable; shared by threads.
class Coder {
 public:
  // The pattern coder.
  static Result<std::shared_ptr<const Coder>> load(const Knowledge& knowledge);
  // `model` is the learned coder's file, which is opened where the mode needs it.
  static Result<std::shared_ptr<const Coder>> load(const Knowledge& knowledge, Mode mode, const std::filesystem::path& model);
  virtual ~Coder() = default;

  // The events of a document in text order, ids 0..n-1: those that were told, their roles whole and shared out, and with an open
  // interval for a date where they were before their article's day.
  std::vector<Event> find(const Context& context) const;

  // The same with their roles as they were found.
  virtual std::vector<Event> told(const Context& context) const = 0;

  // The event type between two given spans of a parsed sentence; always one of the 16 types.
  virtual Classified classify(const Doc& doc, Span source, Span target) const = 0;

  virtual const Lexicon& lexicon() const = 0;

 private:
  std::vector<Event> found(const Context& context) const;  // of a document whose parse is as it should be
};

// Marks the events that tell an earlier one of the document again (Event::retells): of the same parties with a detail that
// agrees, or in the lead of a text whose headline stands before `body`, where that begins (0: no headline). `events` have the ids
// 0..n-1 and are in text order; each is compared with a bounded number of those before it.
void mark_retold(const Doc& doc, const std::optional<Dated>& article_date, std::uint32_t body, std::vector<Event>& events);

// A long text that hardly names states or those who act for them or against them is about other things ("the update supports
// ..."): its events are believed less, the more so the fewer it names. The weights, page:bias and page:actors of confidence.tsv,
// are made by training/confidence/page from pages of any kind whose events were judged. Texts of less than a hundred words say
// too little. Linear in tokens.
void doubt_where_few_are_named(const Lexicon& lexicon, const Doc& doc, const std::vector<Mention>& mentions,
                               std::vector<Event>& events);

}  // namespace entente::events
