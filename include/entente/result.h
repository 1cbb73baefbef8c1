// The one way a call reports failure: a value, or a message a user can act on. Nothing in the library throws across this edge.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace entente {

struct Error {
  std::string message;  // one line, names the input and says what to do
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string message) { return tl::unexpected<Error>(Error{std::move(message)}); }

}  // namespace entente
