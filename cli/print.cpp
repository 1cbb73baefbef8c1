#include "print.h"

#include <algorithm>
#include <map>
#include <sstream>

#include "entente/entente.h"
#include "fmt/format.h"

namespace entente::cli {
namespace {

std::string join(const std::vector<std::string>& parts, std::string_view by) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += by;
    out += part;
  }
  return out;
}

std::string date_of(const std::string& date) {
  const std::size_t slash = date.find('/');
  if (date.starts_with("../")) return "by " + date.substr(slash + 1);
  return slash == std::string::npos ? date : fmt::format("{} to {}", date.substr(0, slash), date.substr(slash + 1));
}

// From when something holds that began at `date`.
std::string since(const std::string& date) {
  if (date.starts_with("../")) return date_of(date);
  const std::size_t slash = date.find('/');
  if (slash == std::string::npos) return "since " + date;
  return fmt::format("since between {} and {}", date.substr(0, slash), date.substr(slash + 1));
}

// "ties broken off 2016-01-03, restored 2023-03-10"
std::string ties(const std::vector<ledger::TieTurn>& turns) {
  std::vector<std::string> parts;
  for (const ledger::TieTurn& turn : turns) parts.push_back(fmt::format("{} {}", turn.become, date_of(turn.at)));
  return parts.empty() ? "" : "ties " + join(parts, ", ");
}

// The actor's name and code for a known actor, else the page's words.
std::string who(const Role& role, std::string_view text) {
  const std::string words = flat(role.span.in(text));
  if (role.actor.code.empty() && role.actor.name.empty()) return words;
  std::string name = role.actor.name.empty() ? words : role.actor.name;
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (name != words && !words.empty() && std::none_of(words.begin() + 1, words.end(), is_capital) &&
      words.find(' ') != std::string::npos)
    name += " (" + words + ")";  // "Myanmar (the junta)": whom the words mean is for the reader to judge
  return role.actor.code.empty() || role.actor.code == role.actor.name ? name : fmt::format("{} [{}]", name, role.actor.code);
}

std::string who(const std::vector<Role>& roles, std::string_view text) {
  std::vector<std::string> names;
  for (const Role& role : roles)
    if (std::string name = who(role, text); std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  return names.empty() ? "?" : join(names, ", ");
}

std::string count(const char* what, const std::optional<Count>& number) {
  if (!number) return "";
  return number->bound == "exact" || number->bound.empty() ? fmt::format("{} {}", number->value, what)
                                                           : fmt::format("{} {} {}", number->bound, number->value, what);
}

std::string colored_quad(std::string_view text, int quad, const Style& style) {
  return quad <= 2 ? style.good(text) : quad == 3 ? style.warn(text) : style.bad(text);
}

std::string colored_stance(const std::string& stance, const Style& style) {
  if (stance == "allied" || stance == "friendly") return style.good(stance);
  if (stance == "mixed" || stance == "strained") return style.warn(stance);
  return style.bad(stance);
}

std::string head(const Coded& coded, const Style& style) {
  const Page& page = coded.page;
  const std::string& name = !page.headline.empty() ? page.headline : !page.title.empty() ? page.title : page.source.file;
  std::string out = fold(style.bold(name), 0);
  std::vector<std::string> line = {page.site, page.byline};
  if (page.kind != "article") line.push_back(fmt::format("kind: {}", page.kind));
  if (page.article_date)
    line.push_back(fmt::format("article of {} ({})", date_of(page.article_date->date), page.article_date->how));
  if (!is_codable(page)) line.push_back(fmt::format("in another language ({}): not coded", page.language));
  if (!page.article_date) line.push_back("article undated");
  if (page.updated_date) line.push_back(fmt::format("updated {}", date_of(page.updated_date->date)));
  if (!page.page_date.empty()) line.push_back(fmt::format("page printed {}", page.page_date));
  return out + fold(join(line, " · "), 2);
}

std::string left_out(const Page& page) {
  std::vector<std::string> parts;
  const auto some = [&](std::size_t n, const char* one, const char* many) {
    if (n > 0) parts.push_back(fmt::format("{} {}", n, n == 1 ? one : many));
  };
  some(page.newsletter.empty() ? 0 : 1, "newsletter", "newsletters");
  some(page.related.size(), "related article", "related articles");
  some(page.headlines.size(), "other headline", "other headlines");
  some(page.captions.size(), "caption", "captions");
  some(page.tags.size(), "tag", "tags");
  some(page.residue.size(), "line of player and share residue", "lines of player and share residue");
  return join(parts, ", ");
}

// Lists, tables and quotations of the article, as the record has them: in the text their items are lines like all others.
std::string set_apart(const Page& page, const Style& style) {
  std::string out;
  const auto begin = [&](const char* what, bool first) { out += "\n" + (first ? style.bold(what) + "\n" : ""); };
  for (const List& list : page.lists) {
    begin("Lists", &list == page.lists.data());
    int number = 0;
    for (const std::string& item : list.items) out += fold(list.ordered ? fmt::format("{}. {}", ++number, item) : "- " + item, 2);
  }
  for (const Table& table : page.tables) {
    begin("Tables", &table == page.tables.data());
    out += style.dim(fold(table.caption, 2));
    for (const std::vector<std::string>& row : table.rows) out += fold(fmt::format("{}", fmt::join(row, " | ")), 2);
  }
  for (const std::string& quote : page.quotes) {
    begin("Quotes", &quote == page.quotes.data());
    std::istringstream paragraphs(quote);
    for (std::string line; std::getline(paragraphs, line);) out += fold(line, 2);
  }
  return out;
}

std::string statement(const Statement& s, std::string_view text, const Style& style) {
  std::string content;
  for (const Span& piece : s.content) content += (content.empty() ? "" : " … ") + flat(piece.in(text));
  const std::string cue = s.cue.empty() ? "" : fmt::format(" ({})", flat(s.cue.in(text)));
  const std::string speaker = s.speaker ? who(*s.speaker, text) : "somebody";
  return "  " + style.name(speaker) + style.dim(cue) + "\n" + fold(content, 6);
}

// `ids`: of the entries that tell of it.
std::string event(const Event& e, const std::vector<std::string>& ids, const Page& page, const Style& style) {
  const std::string_view text = page.text;
  const bool own_date = e.date && !(page.article_date && e.date->date == page.article_date->date);
  std::vector<std::string> facts = {
      own_date ? date_of(e.date->date) : "", e.place ? e.place->name : "", count("killed", e.killed),
      count("injured", e.injured),           count("strong", e.size),      e.mode};
  std::string line = fmt::format("  {} {}: {} → {}", colored_quad(e.type, e.quad, style), e.status,
                                 style.name(who(e.source, text)), style.name(who(e.target, text)));
  const std::string more = join(facts, " · ");
  if (!more.empty()) line += style.dim(" · " + more);
  return line + "\n" + fold(e.evidence.in(text), 6) + style.dim(fold("— " + join(ids, " · "), 6));
}

}  // namespace

std::string describe(const Coded& coded, const std::vector<ledger::EventEntry>& entries, const Style& style) {
  const Page& page = coded.page;
  std::string out = head(coded, style);
  if (page.article_date)
    for (const std::string& evidence : page.article_date->evidence) out += style.dim(fold(evidence, 6));
  out += fold(page.standfirst, 2);
  const std::string rest = left_out(page);
  if (!rest.empty()) out += style.dim(fold("left out: " + rest, 2));
  if (!coded.statements.empty()) out += "\n" + style.bold("Who said what") + "\n";
  for (const Statement& s : coded.statements) out += statement(s, page.text, style);
  if (!coded.events.empty()) out += "\n" + style.bold("Who did what") + "\n";
  std::map<int, std::vector<std::string>> ids;  // by event
  for (const ledger::EventEntry& made : entries) ids[made.event].push_back(made.entry);
  for (const Event& e : coded.events) out += event(e, ids[e.retells.value_or(e.id)], page, style);
  return out + set_apart(page, style);
}

std::string describe_briefly(const Coded& coded, const Style& style) {
  return head(coded, style) +
         style.dim(fmt::format("  {} statements, {} events\n", coded.statements.size(), coded.events.size()));
}

std::string entries_added(int added, int paired, std::string_view where) {
  const std::string some = paired > 0 ? std::to_string(paired) : "none";
  const std::string pairs = added > 0 ? fmt::format(", {} of them between two known actors", some) : "";
  return fmt::format("{} {} added{}{}", added, added == 1 ? "entry" : "entries", where, pairs);
}

std::string describe(const ledger::Change& change, const Style& style) {
  if (!change.page_new && !change.page_changed) return style.dim("  the ledger knew this page; nothing changed\n");
  std::string out = "  " + entries_added(change.entries_added, change.entries_paired);
  if (change.entries_removed > 0) out += fmt::format(", {} replaced", change.entries_removed);
  out += "\n";
  if (change.report_pages > 1)
    out += fold(fmt::format("one of {} pages that carry one report, the first of them {}; {} of its entries count there",
                            change.report_pages, change.report, change.entries_repeated),
                2);
  for (const ledger::Pair& pair : change.pairs) out += "  " + describe(pair, style);
  return out;
}

namespace {

constexpr std::size_t kNames = 42, kMostNames = 64;  // columns of a pair's names, as few as are needed between these

std::string padded(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, code_points(text)), ' ');
}

std::string names_of(const ledger::Pair& pair) {
  return fmt::format("{} – {}", pair.a_name.empty() ? pair.a : pair.a_name, pair.b_name.empty() ? pair.b : pair.b_name);
}

std::string line_of(const ledger::Pair& pair, std::size_t width, const Style& style) {
  const std::string names = names_of(pair);
  std::vector<std::string> facts;
  if (!pair.since.empty()) facts.push_back(since(pair.since));
  if (pair.shift) facts.push_back(fmt::format("was {} before", pair.shift->from));  // `at` is `since`
  facts.push_back(ties(pair.ties));
  if (!pair.enemy_names.empty()) facts.push_back("common enemies: " + join(pair.enemy_names, ", "));
  if (!pair.friend_names.empty()) facts.push_back("common friends: " + join(pair.friend_names, ", "));
  if (pair.retold > 0) facts.push_back(fmt::format("carried by {} pages", pair.pages.size()));
  return fmt::format("{}{} {}{} {:>5.1f} {:>4}  {}\n", style.name(names), padded(names, width),
                     colored_stance(pair.stance, style), padded(pair.stance, 9), pair.score, pair.entries.size(),
                     style.dim(join(facts, "; ")));
}

// The teller's words and code; of a pronoun nobody knows whom it means but by the code.
std::string teller(const ledger::Entry& e) {
  const std::string words = flat(e.speaker);
  if (words.empty() || e.speaker_actor.empty()) return words;
  for (const std::string_view pronoun : {"I", "We", "we", "He", "he", "She", "she", "It", "it", "They", "they"})
    if (words == pronoun) return fmt::format("{} (\"{}\")", e.speaker_actor, words);
  return fmt::format("{} [{}]", words, e.speaker_actor);
}

// Each sentence begins a line of its own.
std::string sentences_of(const ledger::Entry& e) {
  std::istringstream lines(e.sentence);
  std::string out;
  for (std::string line; std::getline(lines, line);) out += fold(line, 6);
  return out;
}

}  // namespace

std::string describe(const ledger::Pair& pair, const Style& style) { return line_of(pair, kNames, style); }

std::string describe(const std::vector<ledger::Phase>& history, const Style& style) {
  if (history.size() < 2) return "";
  std::vector<std::string> phases;
  for (const ledger::Phase& phase : history)
    phases.push_back(fmt::format("{} {}", phase.since.empty() ? "undated" : date_of(phase.since), phase.stance));
  return style.dim(fold("history: " + join(phases, " · "), 2));
}

std::string describe(const std::vector<ledger::Pair>& pairs, const Style& style) {
  std::size_t width = kNames;
  for (const ledger::Pair& pair : pairs) width = std::max(width, std::min(code_points(names_of(pair)), kMostNames));
  std::string out = style.bold(fmt::format("{:<{}} {:<9} {:>5} {:>4}", "pair", width, "stance", "score", "n")) + "\n";
  for (const ledger::Pair& pair : pairs) out += line_of(pair, width, style);
  return out;
}

std::string describe(const std::vector<ledger::Entry>& entries, const Style& style) {
  std::string out;
  for (const ledger::Entry& e : entries) {
    std::vector<std::string> facts = {e.place, count("killed", e.killed), count("injured", e.injured), e.mode,
                                      e.why.find(ledger::kDenied) == std::string::npos ? "" : std::string(ledger::kDenied)};
    out += fmt::format("{}  {} {}: {} → {}", style.bold(e.date.empty() ? "undated" : date_of(e.date)),
                       colored_quad(e.type, e.quad, style), e.status, style.name(e.source), style.name(e.target));
    const std::string more = join(facts, " · ");
    if (!more.empty()) out += style.dim(" · " + more);
    if (!e.correction.empty()) out += style.warn(" · " + e.correction);
    out += "\n" + sentences_of(e);
    std::vector<std::string> from = {
        e.speaker.empty() ? "" : "told by " + teller(e),
        e.page_title.empty() ? e.page_file : e.page_title, e.page_file, e.id};
    from.erase(std::unique(from.begin(), from.end()), from.end());
    out += style.dim(fold("— " + join(from, " · "), 6));
    for (const ledger::Carrier& c : e.carriers) {
      std::vector<std::string> copy = {c.title.empty() ? c.file : c.title, c.file, c.entry.empty() ? "without this" : c.entry};
      copy.erase(std::unique(copy.begin(), copy.end()), copy.end());
      out += style.dim(fold("— also on " + join(copy, " · "), 8));
    }
  }
  return out;
}

}  // namespace entente::cli
