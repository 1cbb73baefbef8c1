// Runs the built program as a user would.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "folder.h"

namespace entente::test {

struct Ran {
  int status = -1;  // exit status; 128 + the signal where one ended it
  std::string out;
  std::string err;
};

// `arguments` are given to the shell as they are: quote what needs it.
inline Ran run(const std::string& arguments, const std::string& input = "") {
  const Folder folder;
  spill(folder / "in", input);
  const std::string command = std::string(ENTENTE_PROGRAM) + " " + arguments + " <" + (folder / "in").string() + " >" +
                              (folder / "out").string() + " 2>" + (folder / "err").string();
  const int status = std::system(command.c_str());
  Ran ran;
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.out = slurp(folder / "out");
  ran.err = slurp(folder / "err");
  return ran;
}

}  // namespace entente::test
