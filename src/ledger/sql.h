// A thin hold on SQLite for the files of this room. Failures are thrown as SqlError inside the room and become a Result at its
// edge.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace entente::ledger {

struct SqlError {
  int code = 0;  // SQLite's primary result code
  std::string message;
};

// One prepared statement, reset when the Query goes out of scope; the statement itself stays prepared in its Database.
class Query {
 public:
  explicit Query(sqlite3_stmt* statement) : statement_(statement) {}
  Query(Query&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)), bound_(other.bound_) {}
  ~Query();

  // Binds the next parameter. Strings are not copied: they must outlive the Query.
  Query& bind(std::string_view text);
  Query& bind(double value);
  Query& bind(std::int64_t value);
  Query& bind_blob(std::string_view bytes);
  Query& bind_null();

  bool step();  // true while there is a row
  void run() {
    while (step()) {
    }
  }

  std::string text(int column) const;
  std::string_view blob(int column) const;  // until the next step()
  double real(int column) const { return sqlite3_column_double(statement_, column); }
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  bool null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

 private:
  sqlite3_stmt* statement_;
  int bound_ = 0;
};

// One connection. Not for use by two threads at once.
class Database {
 public:
  Database(const std::string& file, int flags);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const char* script);
  // `sql` must be a literal: it is the key under which the prepared statement is kept.
  Query query(const char* sql);
  std::int64_t number(const char* sql);  // the first column of the first row, 0 where there is none
  // SQLite opens a file that it may not write to read it, and says nothing.
  bool read_only() const { return sqlite3_db_readonly(connection_, "main") == 1; }
  bool in_transaction() const { return sqlite3_get_autocommit(connection_) == 0; }

 private:
  sqlite3* connection_ = nullptr;
  std::unordered_map<std::string_view, sqlite3_stmt*> statements_;
};

// Takes the write lock at once, so that two writers wait for each other; rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.execute("begin immediate"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() { database_.execute("commit"); }

 private:
  Database& database_;
};

}  // namespace entente::ledger
