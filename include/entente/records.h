// What the reader finds in an article: who is named, who said what, who did what to whom.
// Plain structs; every span is bytes of Page::text. The JSON form is in docs/records.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "entente/page.h"
#include "entente/text.h"

namespace entente {

struct Actor {
  std::string code;     // ISO 3166 alpha-3 and PLOVER sector ("USA GOV"), or an organisation's own ("NATO", "ISIS-K")
  std::string name;     // "United States", "Joe Biden", "Taliban"
  std::string country;  // ISO 3166 alpha-3, empty where none
  std::string sector;   // PLOVER sector (GOV MIL REB CVL ...), empty where none
  std::string kind;     // country | government | military | organisation | armed-group | person | group | company | ...

  friend bool operator==(const Actor&, const Actor&) = default;
};

struct Mention {
  int id = 0;       // index into Coded::mentions
  Span span;        // the whole noun phrase that stands for the actor
  Span head;        // its head word
  Actor actor;      // code is empty for a named but unknown actor
  std::string how;  // name | description | title | demonym | pronoun | surname | role | nominal ...
};

// A mention in the role of source, target or speaker.
struct Role {
  Span span;
  Actor actor;
};

struct Statement {
  int id = 0;                      // index into Coded::statements
  std::optional<Role> speaker;     // absent where nobody is named
  Span cue;                        // "said", "according to"; empty where a bare quote
  std::vector<Span> content;       // one or more pieces, in text order
  bool direct = false;             // at least part of it is in quotation marks
  std::vector<std::string> about;  // codes of actors named in the content
};

struct Count {
  long value = 0;
  std::string bound;  // exact | at least | about | more than | less than | up to
};

struct PlaceRef {
  std::string name;
  std::string country;  // ISO 3166 alpha-3
  double lat = 0;
  double lon = 0;
  Span span;
};

struct Event {
  int id = 0;                         // index into Coded::events
  std::string type;                   // one of the 16 PLOVER event types
  std::string mode;                   // PLOVER mode, e.g. "airstrike"; empty where none
  std::vector<std::string> contexts;  // PLOVER contexts, e.g. "military"
  std::string cameo;                  // CAMEO code, e.g. "190"
  int quad = 0;                       // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  double goldstein = 0;               // -10..10
  std::string status;  // happened | ongoing | past | planned | threatened | called-for | denied | negated | hypothetical
  std::vector<Role> source;
  std::vector<Role> target;
  Span trigger;  // the word or idiom that says it
  std::optional<Dated> date;
  std::optional<PlaceRef> place;
  std::optional<Count> killed;
  std::optional<Count> injured;
  std::optional<Count> size;             // of a crowd or a force
  std::optional<int> said_by;            // id of the statement that tells it
  Span evidence;                         // its sentence
  std::optional<int> retells;            // id of the earlier event of this page that is told again
  double confidence = 0;                 // 0..1
  std::string why;                       // the pattern that made it, for a person
  std::map<std::string, double> scores;  // what the confidence was made of: "patterns", and the learned coder's; 0..1 each
};

// Everything read from one page.
struct Coded {
  Page page;
  std::vector<Mention> mentions;
  std::vector<Statement> statements;
  std::vector<Event> events;
};

// True for the status of an event that took place: happened, ongoing or past.
bool took_place(std::string_view status);

}  // namespace entente
