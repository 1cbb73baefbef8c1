#include "actors/resolve.h"

#include <algorithm>
#include <map>

#include "actors/phrase.h"

namespace entente::actors {
namespace {

// Where the noun phrase's head part ends: before the first preposition, relative pronoun or comma.
std::uint32_t head_end(const Lexicon& lexicon, std::string_view text, const Words& words, std::uint32_t first) {
  const auto count = static_cast<std::uint32_t>(words.size());
  for (std::uint32_t i = first + 1; i < count; ++i) {
    const Match name = lexicon.match(words, i - 1, count);  // "Ministry of Defence", "House of Commons" stay whole
    if (name.entry && name.last > i) {
      i = name.last - 1;
      continue;
    }
    const std::string_view gap = text.substr(words[i - 1].span.end, words[i].span.begin - words[i - 1].span.end);
    if (gap.find_first_of(",;:(") != std::string_view::npos) return i;
    if (!words[i].capital &&
        (lexicon.is("place_prep", words[i].hash) || lexicon.is("post", words[i].hash) || lexicon.is("other_prep", words[i].hash)))
      return i;
  }
  return count;
}

// The last actor of a context that a description without a name may mean.
Resolved from_context(const Reader& reader, const Reading& reading, std::string_view context) {
  const Lexicon& lexicon = reader.lexicon();
  const Words words = split(context);
  const auto hits = lexicon.matches(words);
  const bool armed = reading.actor.sector == "UAF" || reading.actor.sector == "REB" || reading.actor.sector.empty();
  for (auto hit = hits.rbegin(); hit != hits.rend(); ++hit) {
    const Entry& entry = lexicon.entry(hit->entry);
    if (entry.kind == Kind::body && armed) {
      const Actor actor = reader.body_actor(lexicon.body(entry.index));
      if (actor.kind == "armed-group" || reading.actor.sector.empty()) return {actor, "description"};
    }
    if (entry.kind == Kind::person && !reading.office.empty() && lexicon.person(entry.index).held(reading.office))
      return {reader.person_actor(entry.index), "description"};
  }
  return {};
}

}  // namespace

Actor country_of(const Lexicon& lexicon, std::string_view context) {
  const Words words = split(context);
  std::map<std::string, int> counts;
  std::string best;
  for (const Match& match : lexicon.matches(words)) {
    const Entry& entry = lexicon.entry(match.entry);
    std::string code;
    if (entry.kind <= Kind::seat) code = lexicon.country(entry.index).code;
    if (entry.kind == Kind::place) code = lexicon.body(entry.index).actor.country;
    if (code.empty()) continue;
    const int count = ++counts[code];
    if (best.empty() || count > counts[best]) best = code;
  }
  const Actor* found = lexicon.country_by_code(best);
  return found ? *found : Actor{};
}

Resolved resolve(const Lexicon& lexicon, std::string_view phrase, std::string_view context, Period date) {
  const Words words = split(phrase);
  if (words.empty()) return {};
  const Reader reader(lexicon, date);
  const auto count = static_cast<std::uint32_t>(words.size());
  const std::uint32_t end = head_end(lexicon, phrase, words, 0);
  Actor owner;
  Reading rest;
  if (end < count) rest = reader.read(words, end, std::min(count, head_end(lexicon, phrase, words, end)));
  if (rest.found()) owner = rest.actor;
  Reading reading = reader.read(words, 0, end, rest.found() ? &owner : nullptr);
  const bool part = end < count && lexicon.is("part", words[end - 1].hash);  // "a group of men" are men
  const bool opaque = !reading.found() || (part && reading.actor.code.empty() && rest.found());
  if (opaque) reading = rest;
  if (!reading.found()) return {};
  name_national_body(reading, words, phrase);
  if (const RoleNoun* role = reader.generic(words, reading)) {
    // "Congress" is whose congress the context speaks of.
    const Actor where = country_of(lexicon, context);
    if (!where.country.empty() && where.country != reading.actor.country) {
      reading.actor = {code_of(where.country, role->sector), where.name, where.country, role->sector, reading.actor.kind};
      reading.how = "title";
    }
  }
  const bool bare = reading.actor.country.empty() && reading.actor.code.empty();
  if (bare && !context.empty()) {
    const bool definite = words.front().hash == hash_word("the") && reading.role;
    if (definite)
      if (Resolved known = from_context(reader, reading, context); !known.actor.code.empty()) return known;
    if (const Actor where = country_of(lexicon, context); !where.country.empty()) {
      reading.actor.country = where.country;
      reading.actor.code = code_of(where.country, reading.actor.sector);
    }
  }
  return {std::move(reading.actor), std::move(reading.how)};
}

}  // namespace entente::actors
