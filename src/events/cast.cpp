#include "events/cast.h"

namespace entente::events {
namespace {

constexpr double kKnown = 0.2;    // the part of the least probability that is enough for a known actor
constexpr double kPartner = 0.5;  // the probability of acting from which a target is a partner

// A role's words as the model bounds them, where it has some there that are no other role's too.
void bound(std::vector<Role>& roles, const std::vector<Part>& parts) {
  for (const Part& part : parts) {
    Role* within = nullptr;
    int count = 0;
    for (Role& role : roles)
      if (part.role.span.overlaps(role.span)) {
        within = &role;
        ++count;
      }
    if (count == 1) within->span = part.role.span;
  }
}

// Those that are hardly read, where the event has others.
void leave_out_unread(Event& event, const Shares& shares, double unread) {
  std::vector<Role> source = event.source, target = event.target;
  erase_unread(source, target, shares, unread);
  if (source.empty() && target.empty()) return;
  event.source = std::move(source);
  event.target = std::move(target);
}

}  // namespace

std::vector<Role> roles_in(const std::vector<Part>& parts) {
  std::vector<Role> out;
  for (const Part& part : parts) out.push_back(part.role);
  return out;
}

Span chief_of(const std::vector<Role>& roles, const Shares& shares, double (Shares::*share)(Span) const) {
  const auto best = std::max_element(roles.begin(), roles.end(), [&](const Role& a, const Role& b) {
    return (shares.*share)(a.span) < (shares.*share)(b.span);
  });
  return best == roles.end() ? Span{} : best->span;
}

void erase_unread(std::vector<Role>& source, std::vector<Role>& target, const Shares& shares, double least) {
  const auto is_less = [&](const Role& role, double share) {
    return shares.sees(role.span) && share < (known(role.actor) ? kKnown * least : least);
  };
  std::erase_if(source, [&](const Role& role) { return is_less(role, shares.source(role.span)); });
  std::erase_if(target,
                [&](const Role& role) { return is_less(role, shares.target(role.span)) && shares.source(role.span) < kPartner; });
}

void cast(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Range sentence, const Shares& shares,
          Event& event) {
  const Parts parts = parts_of(tree, lexicon, mentions, sentence, shares, lexicon.blend.least_role);
  const bool source = overlap(event.source, parts.source), target = overlap(event.target, parts.target);
  if (!source && !target && overlap(event.source, parts.target) && overlap(event.target, parts.source))
    std::swap(event.source, event.target);
  bound(event.source, parts.source);
  bound(event.target, parts.target);
  const auto replace = [&](std::vector<Role>& roles, std::vector<Part> by, const std::vector<Role>& others,
                           double (Shares::*share)(Span) const) {
    std::erase_if(by, [&](const Part& part) { return overlap(others, std::vector{part}); });
    if (!roles.empty()) std::erase_if(by, [&](const Part& part) { return is_whereabouts(tree, part.head); });
    if (by.empty() || overlap(roles, by)) return;
    const Span chief = chief_of(roles, shares, share);
    if (roles.empty() || (shares.sees(chief) && (shares.*share)(chief) < lexicon.blend.replaced)) roles = roles_in(by);
  };
  replace(event.source, parts.source, event.target, &Shares::source);
  replace(event.target, parts.target, event.source, &Shares::target);
  leave_out_unread(event, shares, lexicon.blend.unread);
}

}  // namespace entente::events
