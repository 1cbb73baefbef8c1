// What every command shares: options, data folder, messages, the walk over inputs.
#pragma once

#include <CLI/CLI.hpp>
#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "entente/entente.h"
#include "entente/result.h"
#include "page/inputs.h"
#include "resume.h"

namespace entente::cli {

enum Exit { kDone = 0, kSomeFailed = 1, kUsage = 2 };

// One run of the program; commands read it after the arguments are parsed.
struct App {
  // Options of all commands.
  std::string data;  // folder with models/ and knowledge/
  std::string color = "auto";
  bool quiet = false;
  bool no_progress = false;

  // Options of the commands that read inputs.
  std::vector<std::string> inputs;
  unsigned threads = 0;  // 0: all cores
  std::string date;      // for inputs that have none
  std::string lang = "en";
  std::string coder;      // empty: the better one that is there
  std::string precision;  // of the language model's networks; empty: float32 to parse, int16 to code
  std::string model;      // the language model's file; empty: that of the data folder
  std::string ontology;
  std::string output;   // where the records go; empty: standard output
  bool resume = false;  // leave out what an earlier run has done

  std::string ledger = "entente.db";
  bool json = false;
  bool brief = false;

  std::string format;         // of what is printed
  std::string first, second;  // what other positional arguments hold

  std::atomic<int> status = kDone;  // kUsage while inputs are read: the reading ends

  // Writes one line to standard error, with the program's name before it.
  void complain(const std::string& message);
  // complain() and remember that an input failed.
  void failed(const std::string& message);

  bool colored() const;  // standard output wants colour
  Result<std::filesystem::path> find_data() const;
  // The names of countries, organisations and groups by their codes; none where there is no data folder.
  std::map<std::string, std::string> names_of_codes() const;
  Result<Knowledge> knowledge_in(const std::filesystem::path& folder) const;
  // Everything that reading needs, or the language model or the directory of actors alone. On failure nullptr, with the complaint
  // made and the status set.
  std::shared_ptr<const Engine> load_engine();
  std::shared_ptr<const nlp::Model> load_model();
  std::shared_ptr<const actors::Directory> load_directory();

  // Adds the options of a command that reads inputs, and of one that parses them.
  void add_inputs(CLI::App& command);
  void add_output(CLI::App& command);
  void add_precision(CLI::App& command);
  void add_ledger(CLI::App& command);

 private:
  nlp::Precision precision_or(nlp::Precision otherwise) const {
    return precision == "int8"      ? nlp::Precision::kInt8
           : precision == "int16"   ? nlp::Precision::kInt16
           : precision == "float32" ? nlp::Precision::kFloat32
                                    : otherwise;
  }
};

// What became of one document.
struct Output {
  std::string text;            // goes to standard output as it is
  std::string error;           // goes to standard error
  std::optional<Coded> coded;  // for the ledger
  std::string coded_json;
  bool id_of_file = false;  // as About has it
};

// Reads the inputs, works on the documents on app.threads threads and emits their outputs in input order; returns how many were
// left out because they are in `done`. Shows progress on a terminal. Reads no more once app.status is kUsage.
std::size_t for_each_output(App& app, const Done& done, const std::function<Output(page::Document&&)>& work,
                            const std::function<void(Output&&)>& emit);

// for_each_output that prints.
void print_outputs(App& app, const std::function<Output(page::Document&&)>& work);

// for_each_output that writes the records of `page` or `code` to app.output, going on with it where app.resume says so.
void write_outputs(App& app, bool code, const std::function<Output(page::Document&&)>& work);

// Each adds its commands to the program.
void add_read(CLI::App& program, App& app);
void add_streams(CLI::App& program, App& app);
void add_ledger_commands(CLI::App& program, App& app);
void add_model(CLI::App& program, App& app);
void add_later(CLI::App& program, App& app);

}  // namespace entente::cli
