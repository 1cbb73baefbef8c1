// Tab-separated tables of what was fitted, with `#` comments.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "entente/result.h"

namespace entente::statements {

using Row = std::vector<std::string_view>;

// Calls `take` with every line that is not empty and no comment; fails, naming file and line, where it says false.
Result<void> read_lines(const std::filesystem::path& file, const std::function<bool(std::string_view)>& take);

// The same with the fields of each line.
Result<void> read_table(const std::filesystem::path& file, const std::function<bool(const Row&)>& take);

// Reads a whole field; false where it is anything but a number.
bool number(std::string_view text, double& to);
bool number(std::string_view text, int& to);

}  // namespace entente::statements
