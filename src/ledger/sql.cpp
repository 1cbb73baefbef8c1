#include "ledger/sql.h"

namespace entente::ledger {
namespace {

void check(int code, sqlite3* connection) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  throw SqlError{code & 0xff, connection ? sqlite3_errmsg(connection) : sqlite3_errstr(code)};
}

}  // namespace

Query::~Query() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Query& Query::bind(std::string_view text) {
  // An empty view may have a null pointer, which SQLite would take for NULL.
  const char* data = text.data() ? text.data() : "";
  check(sqlite3_bind_text64(statement_, ++bound_, data, text.size(), SQLITE_STATIC, SQLITE_UTF8), sqlite3_db_handle(statement_));
  return *this;
}

Query& Query::bind(double value) {
  check(sqlite3_bind_double(statement_, ++bound_, value), sqlite3_db_handle(statement_));
  return *this;
}

Query& Query::bind(std::int64_t value) {
  check(sqlite3_bind_int64(statement_, ++bound_, value), sqlite3_db_handle(statement_));
  return *this;
}

Query& Query::bind_blob(std::string_view bytes) {
  check(sqlite3_bind_blob64(statement_, ++bound_, bytes.data(), bytes.size(), SQLITE_STATIC), sqlite3_db_handle(statement_));
  return *this;
}

Query& Query::bind_null() {
  check(sqlite3_bind_null(statement_, ++bound_), sqlite3_db_handle(statement_));
  return *this;
}

bool Query::step() {
  const int code = sqlite3_step(statement_);
  check(code, sqlite3_db_handle(statement_));
  return code == SQLITE_ROW;
}

std::string Query::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return data ? std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string();
}

std::string_view Query::blob(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return {data, data ? static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)) : 0};
}

Database::Database(const std::string& file, int flags) {
  const int code = sqlite3_open_v2(file.c_str(), &connection_, flags, nullptr);
  if (code == SQLITE_OK) return;
  const SqlError error{code & 0xff, connection_ ? sqlite3_errmsg(connection_) : "out of memory"};
  sqlite3_close(connection_);
  throw error;
}

Database::~Database() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(connection_);
}

void Database::execute(const char* script) { check(sqlite3_exec(connection_, script, nullptr, nullptr, nullptr), connection_); }

Query Database::query(const char* sql) {
  sqlite3_stmt*& statement = statements_[sql];
  if (!statement) check(sqlite3_prepare_v3(connection_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr), connection_);
  return Query(statement);
}

std::int64_t Database::number(const char* sql) {
  Query row = query(sql);
  return row.step() ? row.integer(0) : 0;
}

Transaction::~Transaction() {
  // A failed rollback leaves nothing to do: SQLite has rolled back by itself (disk full, I/O error).
  if (database_.in_transaction()) try {
      database_.execute("rollback");
    } catch (const SqlError&) {
    }
}

}  // namespace entente::ledger
