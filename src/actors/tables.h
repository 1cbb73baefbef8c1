// Tab-separated tables with `#` comments.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "entente/result.h"

namespace entente::actors {

using Row = std::vector<std::string_view>;

// Calls `take` with each row that is not empty and no comment; missing columns are added up to `columns`. `take` returns an empty
// string, or what is wrong with the row. Comment lines go to `comment` without their mark. Fails, naming file and line.
Result<void> read_table(const std::filesystem::path& file, std::size_t columns,
                        const std::function<std::string(const Row&)>& take,
                        const std::function<void(std::string_view)>& comment = {});

std::vector<std::string_view> parts(std::string_view text, char separator);

}  // namespace entente::actors
