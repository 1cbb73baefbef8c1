#include "time/phrase.h"

namespace entente::time {
namespace {

Phrase phrase_of(Range tokens, Kind kind) {
  Phrase phrase;
  phrase.tokens = tokens;
  phrase.kind = kind;
  return phrase;
}

Phrase offset(Range tokens, Kind kind, Unit unit, int count) {
  Phrase phrase = phrase_of(tokens, kind);
  phrase.unit = unit;
  phrase.count = count;
  return phrase;
}

}  // namespace

// "will meet on Thursday", "is to meet on Thursday" are ahead; "was scheduled for May 1" and "could meet in May" may be.
// What somebody promised or asked for in a month is nearer ahead than a year ago ("agreed to meet in July").
Ahead Reader::ahead(std::uint32_t t, bool promised) const {
  constexpr std::array<std::string_view, 4> kWill = {"will", "shall", "'ll", "’ll"};
  constexpr std::array<std::string_view, 7> kMay = {"would", "could", "should", "may", "might", "can", "must"};
  constexpr std::array<std::string_view, 6> kPlans = {"plan", "schedule", "expect", "slate", "due", "intend"};
  constexpr std::array<std::string_view, 14> kPromises = {"agree", "vow",  "pledge", "promise", "threaten", "offer", "propose",
                                                          "urge",  "call", "demand", "decide",  "prepare",  "order", "invite"};
  bool deed = false;  // below: "to meet in July"
  std::uint32_t verb = t;
  for (int up = 0; up < 8; ++up) {
    const Token& token = doc_.tokens[verb];
    if (deed && promised && one_of(token.lemma, kPromises)) return Ahead::kMaybe;
    if (token.pos == "VERB" || token.pos == "AUX") {
      for (std::uint32_t back = verb, n = 0; back > token.left && n < 10; --back, ++n) {
        if (doc_.tokens[back - 1].head != verb) continue;
        const std::string_view helper = word(back - 1);
        if (one_of(helper, kWill)) return Ahead::kYes;
        if (token.tag == "VB" && one_of(helper, kMay)) return Ahead::kMaybe;
        if (helper != "to" || token.tag != "VB") continue;
        if (doc_.tokens[token.head].lemma == "be") return Ahead::kYes;
        deed = true;
      }
      if (one_of(word(verb), kWill)) return Ahead::kYes;
    }
    if (one_of(token.lemma, kPlans) || (token.lemma == "set" && token.tag == "VBN")) return Ahead::kMaybe;
    if (token.head == verb || token.dep == "ccomp") return Ahead::kNo;
    verb = token.head;
  }
  return Ahead::kNo;
}

// "Thursday", "Thursday night", "Thursday, Aug. 26".
std::optional<Phrase> Reader::weekday(std::uint32_t t) const {
  const std::string_view own = word(t);
  const unsigned* day = look_up(own, kWeekdays);
  if (!day || doc_.str(t).front() == own.front() || in_name(t)) return std::nullopt;
  if (t > 0 && (one_of(word(t - 1), kHolidayWords) || label(t) == "EVENT")) return std::nullopt;
  if (after(t, t + 1).starts_with("prayer")) return std::nullopt;
  const std::uint32_t next = after(t, t + 1) == "," ? t + 2 : t + 1;
  if (!after(t, next).empty()) {
    std::optional<Phrase> date = month_first(next);
    if (!date) date = day_first(next);
    if (!date) date = figures(next);
    if (date) {
      date->tokens.first = t;
      date->weekday = *day;
      return date;
    }
  }
  Phrase phrase = phrase_of({t, t + 1}, Kind::kWeekday);
  phrase.weekday = *day;
  if (one_of(after(t, t + 1), kPartsOfDay)) ++phrase.tokens.last;
  return phrase;
}

// Words that are a date by themselves, and "last night", "the day before yesterday".
std::optional<Phrase> Reader::deictic(std::uint32_t t) const {
  const std::string_view own = word(t);
  const auto day = [&](std::uint32_t last, int count) { return offset({t, last}, Kind::kOffset, Unit::kDay, count); };
  if (own == "today" || own == "tonight" || own == "yesterday" || own == "tomorrow") {
    if (in_name(t)) return std::nullopt;
    const std::uint32_t last = one_of(after(t, t + 1), kPartsOfDay) ? t + 2 : t + 1;
    return day(last, own == "yesterday" ? -1 : own == "tomorrow" ? 1 : 0);
  }
  if (own == "the" && after(t, t + 1) == "day") {
    if (after(t, t + 2) == "before" && after(t, t + 3) == "yesterday") return day(t + 4, -2);
    if (after(t, t + 2) == "after" && after(t, t + 3) == "tomorrow") return day(t + 4, 2);
  }
  if (own == "the" && after(t, t + 1) == "weekend") return phrase_of({t, t + 2}, Kind::kWeekend);
  // "the end of the year"
  if (own == "the" && t > 1 && word(t - 1) == "of" && one_of(word(t - 2), kPartOf)) {
    const Unit* unit = look_up(after(t, t + 1), kUnits);
    if (unit && *unit != Unit::kHour && *unit != Unit::kDay && !after(t, t + 1).ends_with('s'))
      return offset({t, t + 2}, Kind::kUnit, *unit, 0);
  }
  if (own == "recently" || (own == "recent" && look_up(after(t, t + 1), kUnits)))
    return phrase_of({t, own == "recently" ? t + 1 : t + 2}, Kind::kVague);
  return std::nullopt;
}

// "in the spring", "by winter": the nearest one that fits the verb. A fall is a season only where the tagger saw a date.
std::optional<Phrase> Reader::season(std::uint32_t t) const {
  const std::uint32_t at = word(t) == "the" ? t + 1 : t;
  const std::string_view name = after(t, at);
  const unsigned* month = look_up(name, kSeasons);
  if (!month || t == 0 || !one_of(word(t - 1), kBeforeSeason) || in_name(at)) return std::nullopt;
  if (doc_.tokens[at].pos != "NOUN" || after(t, at + 1) == "of" || (name == "fall" && label(at) != "DATE")) return std::nullopt;
  if (doc_.tokens[at].dep == "compound") return std::nullopt;  // "in the spring session"
  Phrase phrase = phrase_of({t, at + 1}, Kind::kSeason);
  phrase.month = *month;
  return phrase;
}

// "last week", "next Monday", "this year", "last summer", "the past two weeks", "the next day".
std::optional<Phrase> Reader::shifted(std::uint32_t t) const {
  const std::string_view own = word(t);
  const bool same = own == "same" || (own == "that" && doc_.tokens[t].dep == "det");  // "that week"
  const int* shift = look_up(own, kShifts);
  if (!shift && !same) return std::nullopt;
  std::uint32_t at = t + 1;
  if (own == "this" && (after(t, at) == "past" || after(t, at) == "coming")) ++at;
  const std::string_view next = after(t, at);
  const std::string_view before = t > 0 ? word(t - 1) : std::string_view();
  if (next.empty()) return std::nullopt;
  if (const Unit* unit = look_up(next, kUnits)) {
    if (*unit == Unit::kHour || next.ends_with('s') || next == "centuries") {
      const bool stretch = next.ends_with('s') && own != "this" && !same && *unit != Unit::kHour;
      return stretch ? std::optional(phrase_of({t, at + 1}, Kind::kVague)) : std::nullopt;
    }
    // Said of another day: "the next day", "the following week", "the previous year", "the same day".
    const bool from_text =
        same || own == "following" || own == "previous" || (before == "the" && (own == "next" || *unit == Unit::kDay));
    if (from_text) return offset({t, at + 1}, Kind::kFromText, *unit, same ? 0 : *shift);
    if (*unit == Unit::kDay) return std::nullopt;
    if (before == "the" && own == "last") return std::nullopt;  // "the last week of the war"
    Phrase phrase = offset({t, at + 1}, Kind::kUnit, *unit, own == "this" && at == t + 2 && word(t + 1) == "past" ? -1 : *shift);
    if (own == "past" && before == "the") phrase.kind = Kind::kStretch;
    return phrase;
  }
  if (same) return std::nullopt;
  const int by = own == "this" && at == t + 2 ? (word(t + 1) == "past" ? -1 : 1) : *shift;
  if (one_of(next, kPartsOfDay)) {
    if (own != "last" && own != "this") return std::nullopt;
    return offset({t, at + 1}, Kind::kOffset, Unit::kDay, own == "last" ? -1 : 0);
  }
  if (next == "weekend") {
    Phrase phrase = phrase_of({t, at + 1}, Kind::kWeekend);
    phrase.shift = by;
    return phrase;
  }
  if (const unsigned* season = look_up(next, kSeasons)) {
    if (next == "fall" && doc_.tokens[at].pos == "VERB") return std::nullopt;
    Phrase phrase = phrase_of({t, at + 1}, Kind::kSeason);
    phrase.month = *season;
    phrase.shift = by;
    return phrase;
  }
  unsigned month = 0;
  if (look_up(next, kWeekdays) || is_month(at, month)) {
    std::optional<Phrase> inner = month > 0 ? month_first(at) : weekday(at);
    if (!inner) return std::nullopt;
    inner->tokens.first = t;
    if (inner->kind != Kind::kFixed) inner->shift = by;
    return inner;
  }
  // A stretch: "the past two weeks", "the next few days".
  std::uint32_t count_at = at;
  int count = number_of(next);
  const bool vague = one_of(next, kVagueCounts);
  if (count < 0 && !vague) return std::nullopt;
  ++count_at;
  if (next == "couple" && after(t, count_at) == "of") ++count_at;
  const Unit* unit = look_up(after(t, count_at), kUnits);
  if (!unit || *unit == Unit::kHour || own == "this") return std::nullopt;  // "the last 48 hours": as good as the day itself
  if (vague) return phrase_of({t, count_at + 1}, Kind::kVague);
  return offset({t, count_at + 1}, Kind::kStretch, *unit, *shift < 0 ? -count : count);
}

// "two days ago", "a year later", "several months ago".
std::optional<Phrase> Reader::counted(std::uint32_t t) const {
  std::uint32_t at = t;
  std::string own(word(t));
  std::erase(own, ',');  // "1,500"
  int count = -1;
  if (const Unit* unit = look_up(own, kUnits); unit && own.ends_with('s') && after(t, t + 1) == "ago")
    return phrase_of({t, t + 2}, Kind::kVague);  // "decades ago"
  bool vague = false;
  if (own == "a" && (after(t, t + 1) == "few" || after(t, t + 1) == "couple")) own = after(t, ++at);
  if (one_of(own, kVagueCounts)) {
    vague = true;
    if (own == "couple" && after(t, at + 1) == "of") ++at;
  } else {
    count = number_of(own);
    if (count < 0) return std::nullopt;
    // "twenty-five"
    if (count >= 20 && count % 10 == 0 && after(t, at + 1) == "-") {
      const int ones = number_of(after(t, at + 2));
      if (ones > 0 && ones < 10) {
        count += ones;
        at += 2;
      }
    }
  }
  const Unit* unit = look_up(after(t, ++at), kUnits);
  if (!unit || (vague && *unit == Unit::kHour)) return std::nullopt;
  const std::string_view way = after(t, ++at);
  const bool ago = way == "ago";
  if (is_beside(at) && *unit != Unit::kHour) {  // "a day after the vote", "a year before."
    const bool ends = closes(at + 1);
    if (vague) return phrase_of({t, ends ? at + 1 : at}, Kind::kVague);
    return offset({t, ends ? at + 1 : at}, ends ? Kind::kFromText : Kind::kBeside, *unit, way == "after" ? count : -count);
  }
  if (!ago && way != "later" && way != "earlier") return std::nullopt;
  const Range tokens{t, at + 1};
  if (vague) return phrase_of(tokens, Kind::kVague);
  return offset(tokens, ago ? Kind::kOffset : Kind::kFromText, *unit, way == "later" ? count : -count);
}

bool Reader::is_beside(std::uint32_t t) const { return t > 0 && (after(t - 1, t) == "after" || after(t - 1, t) == "before"); }

bool Reader::closes(std::uint32_t t) const { return t >= size() || one_of(word(t), kClosing); }

// "The day before,", "the week after the vote", "months after the attack", "the eve of the summit": a time that another event
// tells, which has no date but where the text names one just before.
std::optional<Phrase> Reader::beside_an_event(std::uint32_t t) const {
  const bool the = word(t) == "the";
  const std::uint32_t at = the ? t + 1 : t;
  if (the && after(t, at) == "eve" && after(t, at + 1) == "of") return phrase_of({t, at + 1}, Kind::kVague);
  const std::string_view name = the ? after(t, at) : word(at);
  const Unit* unit = look_up(name, kUnits);
  if (!unit || *unit == Unit::kHour || the == name.ends_with('s') || !is_beside(at + 1)) return std::nullopt;
  const int count = word(at + 1) == "after" ? 1 : -1;
  if (!closes(at + 2)) {
    if (look_up(after(t, at + 2), kShifts)) return std::nullopt;
    return the ? offset({t, at + 1}, Kind::kBeside, *unit, count) : phrase_of({t, at + 1}, Kind::kVague);
  }
  if (!the) return phrase_of({t, at + 2}, Kind::kVague);
  return offset({t, at + 2}, Kind::kFromText, *unit, count);
}

}  // namespace entente::time
